import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { RouteInput, RouteOutput } from '../../../shared/contract/routes/index.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'
import { useIsAllowed } from '../people.ts'

export type ToldCustomer = RouteInput<'customer.show'>
type CustomerDisplay = RouteOutput<'customer.display'>

/** How the customer display stands; null before the first answer. */
export function useCustomerDisplay(): CustomerDisplay | null {
  const { data } = useQuery({
    queryKey: keys.customerDisplay(),
    queryFn: () => call('customer.display', {}),
  })
  return data ?? null
}

/** Chooses the language of this customer; null for that of the settings. */
export function useSpeakToCustomer() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (language: RouteInput<'customer.speak'>['language']) => call('customer.speak', { language }),
    onSuccess: (display) => client.setQueryData<CustomerDisplay>(keys.customerDisplay(), display),
  })
}

/** Has the customer see something, where there is a customer display and `isShown`: only what the cashier sees as well. */
export function useTellCustomer(told: ToldCustomer, isShown: boolean): void {
  const isOpen = useCustomerDisplay()?.isOpen === true
  const maySell = useIsAllowed('sell')
  const words = JSON.stringify(told)
  useEffect(() => {
    if (!isShown || !isOpen || !maySell) return
    const next: ToldCustomer = JSON.parse(words)
    tell(next)
    // Wherever else the cashier goes: what is left says how long it stays in sight.
    if (next.kind === 'sale') return () => tell({ kind: 'asleep' })
  }, [words, isShown, isOpen, maySell])
}

/** What is to be told once the last word was taken; null where it is the last. */
let waiting: ToldCustomer | null = null
let isTelling = false

/** Tells the newest alone, one after the other: what was typed over meanwhile nobody needs to see. */
function tell(told: ToldCustomer): void {
  waiting = told
  if (isTelling) return
  isTelling = true
  void tellOn()
}

async function tellOn(): Promise<void> {
  for (;;) {
    const next = waiting
    waiting = null
    if (next === null) break
    await call('customer.show', next).catch(() => undefined)
  }
  isTelling = false
}
