import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { RouteOutput } from '../../../shared/contract/routes/index.ts'
import { onAppEvent } from '../bridge.ts'
import { call } from '../call.ts'
import { keys } from '../keys.ts'

export type CustomerView = RouteOutput<'customer.view'>
export type Shown = CustomerView['shown']
export type ShownSale = Extract<Shown, { readonly kind: 'sale' }>
export type ShownLine = ShownSale['lines'][number]

/** What the customer is to see, asked for again whenever the main process says that it is something else; null before the first answer. */
export function useCustomerView(): CustomerView | null {
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: keys.customerView(),
    queryFn: () => call('customer.view', {}),
    // Nobody can press anything here: whatever fails is asked for again by itself.
    retry: true,
  })
  useEffect(() => onAppEvent(() => void client.invalidateQueries()), [client])
  return data ?? null
}
