import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { RouteInput } from '../../shared/contract/routes/index.ts'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { isWaiting, STATUSES } from '../../shared/status/status.ts'
import { call } from './call.ts'
import { keys } from './keys.ts'
import { painted } from './painted.ts'
import { isAsNew, refreshBeside } from './query-client.ts'

const MOST_WAITING = 200
const CHECKED_EVERY_MS = 4_000
const RECENT = 8
const FOUND = 8
const WAITING = STATUSES.filter(isWaiting)
const OVER = STATUSES.filter((status) => !isWaiting(status))

/** The newest sales that still wait for money. */
export function useWaiting() {
  return useQuery({
    queryKey: keys.waiting(),
    queryFn: () =>
      call('invoices.list', { search: '', status: WAITING, provider: [], cursor: null, limit: MOST_WAITING }),
    refetchInterval: ({ state: { data } }) => (data && data.rows.length > 0 ? CHECKED_EVERY_MS : false),
  })
}

/** The last few sales that are over, however many have been begun since. */
export function useRecent() {
  return useQuery({
    queryKey: keys.recent(),
    queryFn: () =>
      call('invoices.list', { search: '', status: OVER, provider: [], cursor: null, limit: RECENT }),
  })
}

/** One invoice with its links, receipts and history; nothing is read for null. */
export function useInvoice(id: string | null) {
  return useQuery({
    queryKey: keys.invoice(id ?? ''),
    queryFn: () => call('invoices.get', { id: id ?? '' }),
    enabled: id !== null,
  })
}

/** The newest few sales that a text finds; nothing is read for an empty one. */
export function useFoundSales(search: string) {
  return useQuery({
    queryKey: keys.found(search),
    queryFn: () => call('invoices.list', { search, status: [], provider: [], cursor: null, limit: FOUND }),
    enabled: search !== '',
    placeholderData: (before) => before,
  })
}

let viewed: string | null = null
let isTelling = false

/** Tells the watcher what is looked at once it is painted; of several in one frame only the last. */
function tellViewed(id: string | null): void {
  viewed = id
  if (isTelling) return
  isTelling = true
  void painted().then(() => {
    isTelling = false
    return call('invoices.view', { id: viewed }).catch(() => undefined)
  })
}

/** Tells the watcher which invoice a person looks at, for as long as the screen shows it. */
export function useViewed(id: string): void {
  useEffect(() => {
    tellViewed(id)
    return () => tellViewed(null)
  }, [id])
}

/** A call that changes one invoice and answers with it. */
function useInvoiceMutation<I>(ask: (input: I) => Promise<InvoiceDetail>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ask,
    onSuccess: (detail) => {
      know(client, detail)
    },
  })
}

/** Keeps an answer as what is known of its sale; the lists follow after it was painted. */
function know(client: QueryClient, detail: InvoiceDetail): void {
  keep(client, detail)
  refreshBeside(client, [keys.invoiceLists()])
}

function keep(client: QueryClient, detail: InvoiceDetail): void {
  const key = keys.invoice(detail.invoice.id)
  // An answer that was on its way while the sale was read anew is the older one.
  if (isAsNew(client.getQueryState(key), detail)) client.setQueryData(key, detail)
}

/** Gives the function that reads a sale anew and keeps what it found; null when it cannot be read. */
export function useReadAnew(): (id: string) => Promise<InvoiceDetail | null> {
  const client = useQueryClient()
  return useCallback(
    async (id) => {
      const fresh = await call('invoices.get', { id }).catch(() => null)
      if (fresh) keep(client, fresh)
      return fresh
    },
    [client],
  )
}

/** Commits a sale; its token makes a repeat harmless. */
export function useCreateInvoice() {
  return useInvoiceMutation((input: RouteInput<'invoices.create'>) => call('invoices.create', input))
}

/** Gives the function that commits a sale, on its way before anything is drawn; throws what the call throws. */
export function useCommitSale(): (input: RouteInput<'invoices.create'>) => Promise<InvoiceDetail> {
  const client = useQueryClient()
  return useCallback(
    async (input) => {
      const detail = await call('invoices.create', input)
      know(client, detail)
      return detail
    },
    [client],
  )
}

/** Asks the provider about one invoice now. */
export function useCheckNow() {
  return useInvoiceMutation((id: string) => call('invoices.check', { id }))
}

/** Makes a new link because a person asked for one. */
export function useRelink() {
  return useInvoiceMutation((id: string) => call('invoices.relink', { id }))
}

/** Makes a link for what is still missing, because a person asked for one. */
export function useLinkForRemainder() {
  return useInvoiceMutation((id: string) => call('invoices.linkForRemainder', { id }))
}

/** Takes what has come for enough. */
export function useAcceptShortfall() {
  return useInvoiceMutation((input: RouteInput<'invoices.acceptShortfall'>) =>
    call('invoices.acceptShortfall', input),
  )
}

/** Gives a sale up; it is still watched. */
export function useAbandon() {
  return useInvoiceMutation((input: RouteInput<'invoices.abandon'>) => call('invoices.abandon', input))
}

/** Adds a note to an invoice. */
export function useNote() {
  return useInvoiceMutation((input: RouteInput<'invoices.note'>) => call('invoices.note', input))
}

/** Records money that was given back; its token makes a repeat harmless. */
export function useRecordRefund() {
  return useInvoiceMutation((input: RouteInput<'invoices.recordRefund'>) =>
    call('invoices.recordRefund', input),
  )
}

/** Records that a refund did not happen. */
export function useUndoRefund() {
  return useInvoiceMutation((input: RouteInput<'invoices.undoRefund'>) => call('invoices.undoRefund', input))
}

/** Lets the simulated customer pay. */
export function usePracticePay() {
  return useInvoiceMutation((input: RouteInput<'practice.pay'>) => call('practice.pay', input))
}

/** Lets the simulated link run out. */
export function usePracticeExpire() {
  return useInvoiceMutation((invoiceId: string) => call('practice.expire', { invoiceId }))
}

/** Puts a link's address on the clipboard. */
export function useCopyLink() {
  return useMutation({ mutationFn: (linkId: string) => call('links.copy', { linkId, what: 'address' }) })
}

/** Copies the provider's own name for a link. */
export function useCopyReference() {
  return useMutation({ mutationFn: (linkId: string) => call('links.copy', { linkId, what: 'reference' }) })
}

/** Opens a link in the system's browser. */
export function useOpenLink() {
  return useMutation({ mutationFn: (linkId: string) => call('links.open', { linkId }) })
}
