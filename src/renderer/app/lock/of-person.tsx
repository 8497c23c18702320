import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useLayoutEffect, useMemo, useState } from 'react'
import { useOverview } from '../../data/app.ts'
import { forgetAnsweredBefore, tellActive, usePeople, useSignedIn } from '../../data/people.ts'
import { useEntryScreen } from '../../sale-entry/entry-provider.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import { keepUnsentOf, unsentOf } from '../../window/unsent.ts'
import { takeTypedAhead } from './typed-ahead.ts'
import { useSignOfLife } from './use-sign-of-life.ts'

/** Draws the window for whoever is at the till: for another person it begins anew, with what that one may see. */
export function OfPerson({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const { person: before, openFor, missKey } = useEntryScreen()
  const { go } = useNavigation()
  const { state, people } = usePeople()
  const { kind: book } = useOverview().book
  const person = useSignedIn()
  const id = person?.id ?? null
  const there = useMemo(
    () => (state.kind === 'none' ? [] : people.filter(({ isAway }) => !isAway).map((one) => one.id)),
    [state.kind, people],
  )
  const visit = useVisit(state.kind, person ? `${person.id} ${person.role}` : '')
  const [begun, setBegun] = useState<string | null>(null)
  const isBegun = begun === visit
  useLayoutEffect(() => {
    if (isBegun) return
    forgetAnsweredBefore(client)
    if (before !== null && id !== null && before !== id) go('counter')
    unsentOf(id, book)
    openFor(id, there)
    if (takeTypedAhead()) missKey(true)
    setBegun(visit)
  }, [isBegun, client, before, id, there, book, go, openFor, missKey, visit])
  useLayoutEffect(() => {
    unsentOf(id, book)
    keepUnsentOf(there)
    openFor(id, there)
  }, [id, there, book, openFor])
  // Nobody is at the till any more once this is gone from the screen.
  useLayoutEffect(() => () => unsentOf(null, ''), [])
  useSignOfLife(tellActive, id !== null)
  if (!isBegun) return null
  return (
    <div key={visit} className="whole">
      {children}
    </div>
  )
}

/** Names the visit of a person to the till; whoever sets people up, or ends them, goes on with theirs. */
function useVisit(kind: string, who: string): string {
  const [seen, setSeen] = useState({ kind, who, visit: `${kind} ${who}` })
  if (seen.kind === kind && seen.who === who) return seen.visit
  const goesOn = kind === 'none' || seen.kind === 'none'
  const now = { kind, who, visit: goesOn ? seen.visit : `${kind} ${who}` }
  setSeen(now)
  return now.visit
}
