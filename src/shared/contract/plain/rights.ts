/** What a person may be allowed to do. */
export const RIGHTS = [
  /** See sales, accounts and the catalogue. */
  'look',
  /** Sell, and do what a sale at the counter asks for. */
  'sell',
  /** Review the books: exceptions, comparisons, what the watcher does. */
  'review',
  /** Close a period of the books, and open it again. */
  'close',
  /** Write files for others. */
  'export',
  /** Accounts, keys, the catalogue, settings, which book is open. */
  'setUp',
] as const
export type Right = (typeof RIGHTS)[number]

/** What a window is for; each hears and asks only what is for it. */
export const WINDOW_ROLES = ['till', 'display', 'paper'] as const
export type WindowRole = (typeof WINDOW_ROLES)[number]

/** Who is at the till. Until there are people, it is the owner, who may do everything. */
export interface Person {
  readonly rights: readonly Right[]
}

/** The owner. */
export const OWNER: Person = { rights: RIGHTS }

/** Says whether a person in a window may call what needs `right` and is meant for `windows`. */
export function mayCall(
  at: { readonly windowRole: WindowRole; readonly person: Person },
  route: { readonly right: Right; readonly windows: readonly WindowRole[] },
): boolean {
  return route.windows.includes(at.windowRole) && at.person.rights.includes(route.right)
}
