import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { InvoiceDetail, InvoiceRow } from '../../shared/contract/models.ts'
import type { InvoiceStatus } from '../../shared/status/status.ts'
import { onAppEvent } from '../data/bridge.ts'
import { call } from '../data/call.ts'
import { keys } from '../data/keys.ts'
import { type Outcome, outcomeToTell } from './outcome.ts'

/** More changes than this in one event are a sweep, not a counter; they are not read one by one. */
const MOST_AT_ONCE = 30

type Tell = (invoice: InvoiceDetail['invoice'], outcome: Outcome) => void

/** Watches every change of an invoice and calls `tell` once when a sale comes to an outcome, whatever is on screen. */
export function useOutcomes(tell: Tell): void {
  const client = useQueryClient()
  const known = useRef(new Map<string, InvoiceStatus>())
  const telling = useRef(tell)
  useEffect(() => {
    telling.current = tell
  }, [tell])

  useEffect(() => {
    const seen = known.current
    const stopCache = client.getQueryCache().subscribe(({ query }) => {
      for (const row of rowsIn(query.queryKey, query.state.data)) {
        if (!seen.has(row.id)) seen.set(row.id, row.status)
      }
    })
    const stopEvents = onAppEvent((event) => {
      if (event.name === 'book.changed') seen.clear()
      if (event.name !== 'invoices.changed' || event.ids.length > MOST_AT_ONCE) return
      for (const id of event.ids) void look(id)
    })
    async function look(id: string): Promise<void> {
      const detail = await call('invoices.get', { id }).catch(() => null)
      if (!detail) return
      const { invoice } = detail
      const outcome = outcomeToTell(seen.get(id), invoice, Date.now())
      seen.set(id, invoice.status)
      if (outcome) telling.current(invoice, outcome)
    }
    return () => {
      stopCache()
      stopEvents()
    }
  }, [client])
}

function rowsIn(queryKey: QueryKey, data: unknown): readonly InvoiceRow[] {
  if (data === undefined || queryKey[0] !== keys.invoiceLists()[0]) return []
  if (queryKey[1] === 'detail') return [(data as InvoiceDetail).invoice]
  if (queryKey[2] === 'waiting') return (data as { readonly rows: readonly InvoiceRow[] }).rows
  return []
}
