import type { ErrorCode } from '../../../src/shared/contract/plain/error-codes.ts'
import { FIRST_AUTO_LOCK, PIN_TRIES } from '../../../src/shared/contract/plain/people.ts'
import {
  mayCall,
  NOBODY,
  OWNER,
  type Person,
  RIGHTS_OF,
  type Role,
} from '../../../src/shared/contract/plain/rights.ts'
import {
  type RouteInput,
  type RouteName,
  type RouteOutput,
  routes,
} from '../../../src/shared/contract/routes/index.ts'
import type { PeopleView, PersonView } from '../../../src/shared/contract/shapes/people.ts'
import type { Settings } from '../../../src/shared/contract/shapes/settings.ts'

/** A person of the made-up till, with the PIN that signs in: 1234 for all of them. */
function personOf(id: string, name: string, role: Role, isAway = false): PersonView {
  return { id, name, role, language: null, isAway, triesLeft: PIN_TRIES, waitSeconds: 0 }
}

const PIN = '1234'

const ALL: readonly PersonView[] = [
  personOf('person-0001', 'Samira', 'owner'),
  personOf('person-0002', 'Leïla', 'bookkeeper'),
  personOf('person-0003', 'Amine', 'cashier'),
  personOf('person-0004', 'نور الهدى', 'cashier'),
  personOf('person-0005', 'Yacine with a name that is far longer than any column has room for', 'cashier'),
  personOf('person-0006', 'Karim', 'cashier', true),
]

/** Who is signed in as a scene begins. */
const SIGNED_IN: Readonly<Record<string, string>> = {
  'people-owner': 'person-0001',
  'people-bookkeeper': 'person-0002',
  'people-cashier': 'person-0003',
  'people-notice': 'person-0001',
}

type Refuse = (code: ErrorCode, params?: Readonly<Record<string, number>>) => never

export interface FakePeoplePorts {
  readonly scene: string
  readonly refuse: Refuse
  keep(change: Partial<Settings>): Settings
  changed(): void
}

/** Answers the routes about people, made of memory; a till without any where the scene's name does not begin with `people-`. */
export function createFakePeople({ scene, keep, changed, ...ports }: FakePeoplePorts) {
  const refuse: Refuse = ports.refuse
  let people: readonly PersonView[] = scene.startsWith('people-') ? ALL : []
  let state: PeopleView['state'] = stateOf()
  let autoLock: PeopleView['autoLock'] = FIRST_AUTO_LOCK
  let hasWrong = scene === 'people-notice'
  let hasNotice = scene === 'people-notice'

  function stateOf(): PeopleView['state'] {
    if (people.length === 0) return { kind: 'none' }
    if (scene === 'people-broken') return { kind: 'broken', why: 'changed' }
    const id = SIGNED_IN[scene]
    return id ? { kind: 'signedIn', id } : { kind: 'locked' }
  }
  const signedIn = () => {
    const at = state
    return (at.kind === 'signedIn' && people.find(({ id }) => id === at.id)) || null
  }
  function view(): PeopleView {
    const isOwner = signedIn()?.role === 'owner'
    return {
      state,
      people: state.kind === 'broken' ? [] : people.filter(({ isAway }) => isOwner || !isAway),
      autoLock,
      forgotten: scene === 'people-terminal' ? 'terminal' : 'passphrase',
      notice: hasNotice && isOwner ? { at: Date.now() - 3_600_000, how: 'passphrase', name: 'Samira' } : null,
      wrongPassphrases:
        hasWrong && isOwner
          ? { count: 3, firstAt: Date.now() - 5_400_000, lastAt: Date.now() - 4_000_000 }
          : null,
    }
  }
  function told(): PeopleView {
    changed()
    return view()
  }
  function change(id: string, part: Partial<PersonView>): PeopleView {
    people = people.map((one) => (one.id === id ? { ...one, ...part } : one))
    return told()
  }
  function add(name: string, role: Role): string {
    const id = `person-1${String(people.length).padStart(3, '0')}`
    people = [...people, personOf(id, name, role)]
    return id
  }
  /** Looks at a PIN, and counts a wrong one. */
  function look(id: string, pin: string): void {
    const person = people.find((one) => one.id === id)
    if (!person) refuse('NOT_FOUND')
    if (person.waitSeconds > 0) refuse('PIN_WAIT', { seconds: person.waitSeconds })
    if (pin === PIN && !person.isAway) return
    const left = person.triesLeft - 1
    change(id, { triesLeft: left, waitSeconds: left === 0 ? 30 : 0 })
    refuse('PIN_WRONG', { left })
  }

  const answers = {
    'books.ownToday': (): RouteOutput<'books.ownToday'> => ({
      date: '2026-11-20',
      totals: people.length === 0 ? [] : [TOTAL],
    }),
    'people.view': view,
    'people.setUp': ({ name }: RouteInput<'people.setUp'>) => {
      state = { kind: 'signedIn', id: add(name, 'owner') }
      return told()
    },
    'people.add': ({ name, role }: RouteInput<'people.add'>) => {
      if (people.some((one) => one.name === name)) refuse('NAME_TAKEN')
      add(name, role)
      return told()
    },
    'people.change': ({ id, name, role, language }: RouteInput<'people.change'>) => {
      const isLast = people.filter((one) => one.role === 'owner' && !one.isAway && one.id !== id).length === 0
      if (isLast && role !== 'owner') refuse('LAST_OWNER')
      return change(id, { name, role, language })
    },
    'people.setPin': ({ id }: RouteInput<'people.setPin'>) =>
      change(id, { triesLeft: PIN_TRIES, waitSeconds: 0 }),
    'people.setOwnPin': ({ current }: RouteInput<'people.setOwnPin'>) => {
      look(signedIn()?.id ?? '', current)
      return told()
    },
    'people.setOwnLanguage': ({ language }: RouteInput<'people.setOwnLanguage'>) =>
      change(signedIn()?.id ?? '', { language }),
    'people.putAway': ({ id }: RouteInput<'people.putAway'>) => change(id, { isAway: true }),
    'people.takeBack': ({ id }: RouteInput<'people.takeBack'>) => change(id, { isAway: false }),
    'people.keepAutoLock': ({ minutes }: RouteInput<'people.keepAutoLock'>) => {
      autoLock = minutes
      return told()
    },
    'people.endAll': () => {
      people = []
      state = { kind: 'none' }
      return told()
    },
    'people.signIn': ({ id, pin }: RouteInput<'people.signIn'>) => {
      look(id, pin)
      state = { kind: 'signedIn', id }
      return told()
    },
    'people.lock': () => {
      state = { kind: 'locked' }
      return told()
    },
    'people.active': () => null,
    'people.resetOwner': ({ passphrase, name }: RouteInput<'people.resetOwner'>) => {
      if (passphrase !== 'open sesame now') refuse('WRONG_PASSPHRASE')
      if (name !== null) people = [personOf('person-2000', name, 'owner')]
      state = { kind: 'locked' }
      return told()
    },
    'people.noticeRead': ({ what }: RouteInput<'people.noticeRead'>) => {
      if (what === 'pin') hasNotice = false
      else hasWrong = false
      return told()
    },
    'settings.setOwn': (asked: RouteInput<'settings.setOwn'>) => keep(asked as Partial<Settings>),
    'settings.keepAccount': ({ id }: RouteInput<'settings.keepAccount'>) => keep({ lastAccountId: id }),
  }

  function person(): Person {
    if (state.kind === 'none') return OWNER
    const one = signedIn()
    return one ? { signedIn: one, rights: RIGHTS_OF[one.role] } : NOBODY
  }

  return {
    answers,
    /** Says whether whoever is at the made-up till may ask this. */
    may: (route: string) => mayCall({ windowRole: 'till', person: person() }, routes[route as RouteName]),
  }
}

const TOTAL: RouteOutput<'books.ownToday'>['totals'][number] = {
  ...{ accountId: 'account-ocpay', accountLabel: 'OCPay' },
  ...{ asked: { currency: 'DZD', amount: '12650.00' }, received: { currency: 'DZD', amount: '9400.00' } },
  ...{ refunded: { currency: 'DZD', amount: '0' }, net: { currency: 'DZD', amount: '9400.00' } },
}
