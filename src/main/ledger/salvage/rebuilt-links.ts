import { indexed, type NamedRow, put, timeOf, told, type Work, wholeRows } from './fill.ts'
import type { Value } from './records.ts'
import { storedAmount } from './stored-amount.ts'

/**
 * Makes payment links anew of what the indexes hold of them, so that no receipt is left out because its link is lost: whose they are, their
 * marker, reference and address, and when they are to be asked about. What the provider said of them is lost, as it is before its
 * first answer.
 */
export function rebuildLinks(work: Work): void {
  const own = work.filled.get('payment_links')
  const isLost = (seq: number) => !own?.came.has(seq) && !own?.withoutOwner.has(seq)
  const ids = [...indexed(work.source, 'sqlite_autoindex_payment_links_1')].filter(([seq]) => isLost(seq))
  if (ids.length === 0) return
  const markers = indexed(work.source, 'sqlite_autoindex_payment_links_2')
  const urls = indexed(work.source, 'payment_links_url')
  const invoices = entriesByKey(work, 'payment_links_of_invoice', 2)
  const references = entriesByKey(work, 'sqlite_autoindex_payment_links_3', 3)
  const due = entriesByKey(work, 'payment_links_due', 4)
  const unanswered = entriesByKey(work, 'payment_links_unanswered', 2)
  const history = historyOf(work, new Set(ids.map(([, id]) => id)))
  for (const [seq, id] of ids) {
    const [account, reference] = references.get(seq) ?? []
    const [next, created] = due.get(seq) ?? []
    const [stage] = unanswered.get(seq) ?? []
    const asked = history.asked.get(id)
    put(work, 'payment_links', seq, {
      ...{ id, till_seq: history.till.get(id) ?? 1n, invoice_seq: invoices.get(seq)?.[0] ?? null },
      ...{ account_seq: account ?? null, marker: markers.get(seq) ?? null },
      ...{ stage: typeof reference === 'string' ? 'live' : (stage ?? 'refused'), reading: 'unheard' },
      ...{ provider_ref: reference ?? null, url: urls.get(seq) ?? null },
      ...{ created_at_ms: created ?? BigInt(timeOf(id) ?? 0), next_check_at_ms: next ?? null },
      ...{ mismatched: history.mismatched.has(id) ? 1n : 0n },
      ...(asked ? { asked_whole: asked.whole, asked_frac: asked.frac } : {}),
    })
  }
}

/** The entries of an index by the row's key, those alone that have so many parts. */
function entriesByKey({ source }: Work, index: string, parts: number): ReadonlyMap<number, readonly Value[]> {
  const found = new Map<number, readonly Value[]>()
  for (const entry of source.entries(index)) {
    const key = entry.at(-1)
    if (entry.length === parts && typeof key === 'bigint') found.set(Number(key), entry)
  }
  return found
}

/** What the history tells of links: what they ask for where that is not the whole, and which ask for another amount. */
function historyOf(work: Work, ids: ReadonlySet<string>) {
  const asked = new Map<string, NonNullable<ReturnType<typeof storedAmount>>>()
  const mismatched = new Set<string>()
  const till = new Map<string, Value>()
  const note = (event: NamedRow, id: string) => {
    till.set(id, event.till_seq ?? null)
    if (event.kind === 'amount_mismatch') mismatched.add(id)
    const amount = event.kind === 'rest_requested' ? storedAmount(told(event, 'missing')) : null
    if (amount) asked.set(id, amount)
  }
  for (const [, event] of wholeRows(work, 'events')) {
    const id = told(event, 'link')
    if (id !== null && ids.has(id)) note(event, id)
  }
  return { asked, mismatched, till }
}
