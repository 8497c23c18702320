import { refuse } from '../../shared/contract/plain/envelope.ts'
import { FIRST_AUTO_LOCK } from '../../shared/contract/plain/people.ts'
import { OWNER } from '../../shared/contract/plain/rights.ts'
import type { PeopleView } from '../../shared/contract/shapes/people.ts'
import type { People } from './people-port.ts'

/** Nobody is set up, and nobody can be. */
export function createPeople(): People {
  const none: PeopleView = {
    state: { kind: 'none' },
    people: [],
    autoLock: FIRST_AUTO_LOCK,
    forgotten: 'terminal',
    notice: null,
  }
  const no = async () => refuse('NOT_FOUND')
  return {
    person: () => OWNER,
    language: () => null,
    view: () => none,
    setUp: no,
    add: no,
    change: no,
    setPin: no,
    setOwnPin: no,
    setOwnLanguage: no,
    putAway: no,
    takeBack: no,
    keepAutoLock: no,
    endAll: no,
    signIn: no,
    lock: () => none,
    active: () => undefined,
    resetOwner: no,
    noticeRead: no,
  }
}
