import { FIRST_AUTO_LOCK } from '../../shared/contract/plain/people.ts'
import { type Person, ROLES } from '../../shared/contract/plain/rights.ts'
import type { PeopleView, PersonView, WrongPassphrases } from '../../shared/contract/shapes/people.ts'
import type { VaultStatus } from '../../shared/contract/shapes/vault.ts'
import { nameOrder } from '../../shared/words/intl.ts'
import type { StoredPerson } from './people-file.ts'
import type { PinTries } from './pin-tries.ts'
import type { Standing } from './standing.ts'

export interface Seen {
  readonly standing: Standing
  /** Who looks. */
  readonly by: Person
  readonly tries: Pick<PinTries, 'left' | 'waitMs'>
  readonly vault: VaultStatus
  readonly wrongPassphrases: WrongPassphrases | null
  /** By which names are put in order. */
  readonly locale: string
}

/** What a window may know of people: who was put away, and what happened to PINs, is told to an owner alone. */
export function viewOf({ standing, by, tries, vault, wrongPassphrases, locale }: Seen): PeopleView {
  const content = standing.kind === 'sound' ? standing.content : null
  const isOwner = by.rights.includes('people')
  const people = (content?.people ?? [])
    .filter(({ awayAt }) => isOwner || awayAt === null)
    .toSorted(orderIn(locale))
    .map(
      ({ id, name, role, language, awayAt }): PersonView => ({
        ...{ id, name, role, language, isAway: awayAt !== null },
        triesLeft: tries.left(id),
        waitSeconds: Math.ceil(tries.waitMs(id) / 1000),
      }),
    )
  return {
    state: stateOf(standing, by),
    people,
    autoLock: content?.autoLock ?? FIRST_AUTO_LOCK,
    forgotten: isUnderPassphrase(vault) ? 'passphrase' : 'terminal',
    notice: isOwner ? (content?.notice ?? null) : null,
    wrongPassphrases: isOwner && content !== null ? wrongPassphrases : null,
  }
}

function stateOf(standing: Standing, { signedIn }: Person): PeopleView['state'] {
  if (standing.kind !== 'sound') return standing
  return signedIn === null ? { kind: 'locked' } : { kind: 'signedIn', id: signedIn.id }
}

/** Who sells first, by role and name; who was put away last. */
function orderIn(locale: string) {
  const order = nameOrder(locale)
  return (one: StoredPerson, other: StoredPerson): number => {
    const away = Number(one.awayAt !== null) - Number(other.awayAt !== null)
    const role = ROLES.indexOf(one.role) - ROLES.indexOf(other.role)
    return away || role || order(one.name, other.name) || (one.id < other.id ? -1 : 1)
  }
}

function isUnderPassphrase(vault: VaultStatus): boolean {
  return vault.kind === 'locked' || (vault.kind === 'ready' && vault.seal === 'passphrase')
}
