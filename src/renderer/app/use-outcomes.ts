import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { InvoiceDetail, InvoiceRow } from '../../shared/contract/shapes/invoice.ts'
import { onAppEvent } from '../data/bridge.ts'
import { call } from '../data/call.ts'
import { keys } from '../data/keys.ts'
import { looksAfter, newsOf, outcomeToTell, type Sight, sightOf, type Telling, tellingOf } from './outcome.ts'

/** `withSound` is false for all but the first outcome of a sweep. */
type Tell = (invoice: InvoiceDetail['invoice'], telling: Telling, withSound: boolean) => void

/** Watches every change of an invoice and calls `tell` once when a sale comes to an outcome, whatever is on screen. */
export function useOutcomes(tell: Tell): void {
  const client = useQueryClient()
  const known = useRef(new Map<string, Sight | null>())
  const telling = useRef(tell)
  useEffect(() => {
    telling.current = tell
  }, [tell])

  useEffect(() => {
    const seen = known.current
    const queue = new Set<string>()
    let sweeping = false
    let stopped = false
    const stopCache = client.getQueryCache().subscribe((change) => {
      // An answer that has just come makes an unsure sale sure again; what lay in the cache may be older than the doubt.
      const fresh = change.type === 'updated' && change.action.type === 'success'
      for (const row of rowsIn(change.query.queryKey, change.query.state.data)) {
        if (!seen.has(row.id) || (fresh && seen.get(row.id) === null)) seen.set(row.id, sightOf(row))
      }
    })
    const stopEvents = onAppEvent((event) => {
      if (event.name === 'book.changed') {
        seen.clear()
        queue.clear()
      }
      if (event.name !== 'invoices.changed') return
      const looks = looksAfter(event.ids, seen, onScreen())
      for (const id of looks.unsure) seen.set(id, null)
      if (looks.kind === 'sweep') void sweep(looks.read)
      else for (const id of looks.read) void look(id, 0)
    })
    function onScreen(): string[] {
      const details = client.getQueryCache().findAll({ queryKey: keys.invoiceDetails(), type: 'active' })
      return details.flatMap(({ queryKey, state }) => rowsIn(queryKey, state.data).map((row) => row.id))
    }
    /** Reads one after the other, so that the main process stays free; what comes meanwhile joins the same sweep. */
    async function sweep(ids: readonly string[]): Promise<void> {
      for (const id of ids) queue.add(id)
      if (sweeping) return
      sweeping = true
      let told = 0
      try {
        for (const id of queue) {
          queue.delete(id)
          if (await look(id, told)) told += 1
        }
      } finally {
        sweeping = false
      }
    }
    /** Reads a sale and tells its outcome after `told` others; true when there was one. */
    async function look(id: string, told: number): Promise<boolean> {
      const detail = await read(id).catch(() => null)
      if (!detail || stopped) return false
      const { invoice } = detail
      const news = outcomeToTell(seen.get(id), newsOf(detail), Date.now())
      seen.set(id, sightOf(invoice))
      const way = tellingOf(told)
      if (news && way !== 'nothing') telling.current(invoice, news, way === 'sound')
      return news !== null
    }
    /** A sale on the screen is being read for it, by the same event: that answer serves both. */
    function read(id: string): Promise<InvoiceDetail> {
      const queryKey = keys.invoice(id)
      const queryFn = () => call('invoices.get', { id })
      const isShown = client.getQueryCache().find({ queryKey })?.isActive()
      return isShown ? client.fetchQuery({ queryKey, queryFn, staleTime: 0 }) : queryFn()
    }
    return () => {
      stopped = true
      queue.clear()
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
