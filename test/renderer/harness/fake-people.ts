import { FIRST_AUTO_LOCK } from '../../../src/shared/contract/plain/people.ts'
import type { RouteInput, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import type { PeopleView } from '../../../src/shared/contract/shapes/people.ts'
import type { Settings } from '../../../src/shared/contract/shapes/settings.ts'

/** A till where people were never set up. */
const NONE: PeopleView = {
  state: { kind: 'none' },
  people: [],
  autoLock: FIRST_AUTO_LOCK,
  forgotten: 'terminal',
  notice: null,
}

/** Answers the routes about people as a till without any does. */
export function createFakePeople(ports: {
  refuse(code: 'NOT_FOUND'): never
  keep(change: Partial<Settings>): Settings
}) {
  const none = () => ports.refuse('NOT_FOUND')
  return {
    'books.ownToday': (): RouteOutput<'books.ownToday'> => ({ date: '2026-11-20', totals: [] }),
    'people.view': () => NONE,
    'people.setUp': none,
    'people.add': none,
    'people.change': none,
    'people.setPin': none,
    'people.setOwnPin': none,
    'people.setOwnLanguage': none,
    'people.putAway': none,
    'people.takeBack': none,
    'people.keepAutoLock': none,
    'people.endAll': none,
    'people.signIn': none,
    'people.lock': () => NONE,
    'people.active': () => null,
    'people.resetOwner': none,
    'people.noticeRead': () => NONE,
    'settings.setOwn': (change: RouteInput<'settings.setOwn'>) => ports.keep(change as Partial<Settings>),
    'settings.keepAccount': ({ id }: RouteInput<'settings.keepAccount'>) => ports.keep({ lastAccountId: id }),
  }
}
