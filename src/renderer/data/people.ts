import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { RIGHTS, RIGHTS_OF, type Right } from '../../shared/contract/plain/rights.ts'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import type { PeopleView, PersonView } from '../../shared/contract/shapes/people.ts'
import { noteAtTill } from './at-till.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'

/** The people of this till, and when that was read, ms of the window's own clock: what is waited for counts from then. */
export interface KnownPeople extends PeopleView {
  readonly readAt: number
}

export type { PersonView }

function known(view: PeopleView): KnownPeople {
  noteAtTill(view)
  return { ...view, readAt: performance.now() }
}

/** Who there is and who is signed in; asked once and refreshed by events. */
export function usePeopleQuery() {
  return useQuery({ queryKey: keys.people(), queryFn: async () => known(await call('people.view', {})) })
}

/** The people, for all that is drawn once they are known. */
export const PeopleContext = createContext<KnownPeople | null>(null)

/** The people, where the shell has already made sure that they are known; throws elsewhere. */
export function usePeople(): KnownPeople {
  const people = useContext(PeopleContext)
  if (!people) throw new Error('the people are read before the shell has them')
  return people
}

/** Who is signed in; null where people were never set up, or nobody is. */
export function useSignedIn(): PersonView | null {
  const { state, people } = usePeople()
  return (state.kind === 'signedIn' && people.find(({ id }) => id === state.id)) || null
}

/** What whoever is at the till may do: everything where people were never set up, as main has it too. */
export function rightsIn({ state, people }: Pick<PeopleView, 'state' | 'people'>): readonly Right[] {
  if (state.kind === 'none') return RIGHTS
  const person = state.kind === 'signedIn' && people.find(({ id }) => id === state.id)
  return person ? RIGHTS_OF[person.role] : []
}

/** Says what whoever is at the till may do. Main refuses all the same what the window does not hide. */
export function useMay(): (right: Right) => boolean {
  const rights = rightsIn(usePeople())
  return (right) => rights.includes(right)
}

/** Says so of one right. */
export function useIsAllowed(right: Right): boolean {
  return useMay()(right)
}

/** Seconds until a PIN of this person is looked at again, by the window's own clock; 0 where none is waited for. */
export function waitLeft({ waitSeconds }: PersonView, readAt: number, now: number): number {
  return Math.max(0, Math.ceil(waitSeconds - (now - readAt) / 1_000))
}

function usePeopleMutation<I>(ask: (input: I) => Promise<PeopleView>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    // A PIN is forgotten as soon as it was answered.
    gcTime: 0,
    // What is on its way was asked before this.
    onMutate: () => client.cancelQueries({ queryKey: keys.people() }),
    onSuccess: (view) => keep(client, view),
    onError: () => client.invalidateQueries({ queryKey: keys.people() }),
  })
}

function keep(client: QueryClient, view: PeopleView): void {
  client.setQueryData<KnownPeople>(keys.people(), known(view))
}

/** Signs somebody in by the PIN as it was typed. */
export function useSignIn() {
  return usePeopleMutation((input: RouteInput<'people.signIn'>) => call('people.signIn', input))
}

/** Signs whoever is at the till out. */
export function useLock() {
  return usePeopleMutation((_: undefined) => call('people.lock', {}))
}

/** Begins people with their first owner. */
export function useSetUpPeople() {
  return usePeopleMutation((input: RouteInput<'people.setUp'>) => call('people.setUp', input))
}

/** Adds a person. */
export function useAddPerson() {
  return usePeopleMutation((input: RouteInput<'people.add'>) => call('people.add', input))
}

/** Changes a person's name, role and language. */
export function useChangePerson() {
  return usePeopleMutation((input: RouteInput<'people.change'>) => call('people.change', input))
}

/** Gives somebody another PIN. */
export function useSetPin() {
  return usePeopleMutation((input: RouteInput<'people.setPin'>) => call('people.setPin', input))
}

/** Changes one's own PIN; the one until now is asked for. */
export function useSetOwnPin() {
  return usePeopleMutation((input: RouteInput<'people.setOwnPin'>) => call('people.setOwnPin', input))
}

/** Changes one's own language; null for the app's. */
export function useSetOwnLanguage() {
  return usePeopleMutation((language: PersonView['language']) => call('people.setOwnLanguage', { language }))
}

/** Puts somebody away, or takes one back. */
export function usePutPersonAway() {
  return usePeopleMutation(({ id, isAway }: { readonly id: string; readonly isAway: boolean }) =>
    call(isAway ? 'people.putAway' : 'people.takeBack', { id }),
  )
}

/** Keeps after how many minutes the till locks itself. */
export function useKeepAutoLock() {
  return usePeopleMutation((minutes: PeopleView['autoLock']) => call('people.keepAutoLock', { minutes }))
}

/** Has nobody sign in any more. */
export function useEndPeople() {
  return usePeopleMutation((_: undefined) => call('people.endAll', {}))
}

/** Gives an owner another PIN by the passphrase of the keys; nobody is signed in by it. */
export function useResetOwner() {
  return usePeopleMutation((input: RouteInput<'people.resetOwner'>) => call('people.resetOwner', input))
}

/** The owner has read that a PIN was set past the old one, or of wrong passphrases. */
export function useNoticeRead() {
  return usePeopleMutation((input: RouteInput<'people.noticeRead'>) => call('people.noticeRead', input))
}

/** Tells main that somebody is at the till; what goes wrong with that, the lock tells. */
export function tellActive(): void {
  void call('people.active', {}).catch(() => undefined)
}

/** What was read of a book and every person may see: it stays in sight while it is read anew for the next one. */
const EVERYBODYS = [keys.accounts(), keys.items(), keys.waiting(), keys.recent(), keys.invoiceDetails()]
/** What is no person's. */
const NOBODYS = [keys.overview(), keys.people()]

/** Forgets what was read for whoever was at the till before: another person sees other things. */
export function forgetAnsweredBefore(client: QueryClient): void {
  for (const query of client.getQueryCache().getAll()) {
    const { queryKey, state } = query
    const isOf = (all: readonly (readonly unknown[])[]) =>
      all.some((key) => key.every((part, index) => queryKey[index] === part))
    if (isOf(NOBODYS)) continue
    if (isOf(EVERYBODYS) && state.status === 'success') query.invalidate()
    else client.getQueryCache().remove(query)
  }
}
