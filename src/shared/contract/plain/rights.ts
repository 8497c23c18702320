/** What a person may be allowed to do. */
export const RIGHTS = [
  /** What the lock screen asks: who there is, signing in and out. Nobody needs to be signed in. */
  'enter',
  /** One's own language, theme, sound and PIN. */
  'ownLooks',
  /** See sales, their payments, the accounts' names and the catalogue. */
  'look',
  /** Ask a provider about a sale, and write a note on it. */
  'check',
  /** Sell, and do what a sale at the counter asks for. */
  'sell',
  /** What one's own sales of today come to. */
  'ownDay',
  /** Review the books: sums, months, exceptions, refunds, statements, the trail. */
  'review',
  /** Close a period of the books. */
  'close',
  /** Write files for others. */
  'export',
  /** What the day of all persons comes to. */
  'allDays',
  /** Open a closed period again. */
  'reopen',
  /** Accounts, keys, the catalogue, settings, backups, which book is open. */
  'setUp',
  /** People, their roles and their PINs. */
  'people',
] as const
export type Right = (typeof RIGHTS)[number]

/** What a person can be. */
export const ROLES = ['owner', 'bookkeeper', 'cashier'] as const
export type Role = (typeof ROLES)[number]

/** The one table of who may do what. Settings and `docs/SECURITY.md` show it. */
export const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  owner: RIGHTS,
  bookkeeper: ['enter', 'ownLooks', 'look', 'check', 'review', 'close', 'export'],
  cashier: ['enter', 'ownLooks', 'look', 'check', 'sell', 'ownDay'],
}

/** The roles that have a right, in the order of {@link ROLES}. */
export function rolesWith(right: Right): readonly Role[] {
  return ROLES.filter((role) => RIGHTS_OF[role].includes(right))
}

/** What a window is for; each hears and asks only what is for it. */
export const WINDOW_ROLES = ['till', 'display', 'paper'] as const
export type WindowRole = (typeof WINDOW_ROLES)[number]

/** Who is at the till. */
export interface Person {
  /** Null where people were never set up, or nobody is signed in. */
  readonly signedIn: { readonly id: string; readonly name: string; readonly role: Role } | null
  readonly rights: readonly Right[]
}

/** Whoever is at a till where people were never set up: its owner. */
export const OWNER: Person = { signedIn: null, rights: RIGHTS }

/** Nobody: people are set up, and none of them is signed in. */
export const NOBODY: Person = { signedIn: null, rights: ['enter'] }

/** Says whether a person in a window may call what needs `right` and is meant for `windows`. */
export function mayCall(
  at: { readonly windowRole: WindowRole; readonly person: Person },
  route: { readonly right: Right; readonly windows: readonly WindowRole[] },
): boolean {
  return route.windows.includes(at.windowRole) && at.person.rights.includes(route.right)
}
