import type { SalvageOrder } from '../port/copies/salvage.ts'
import { newId } from '../sqlite/ids.ts'
import { indexed, type NamedRow, put, timeOf, told, type Work, wholeRows } from './fill.ts'
import type { TableName } from './layout.ts'
import { rebuildImports } from './rebuilt-imports.ts'
import { rebuildLinks } from './rebuilt-links.ts'
import type { Value } from './records.ts'
import { storedAmount } from './stored-amount.ts'

/**
 * Makes anew the few rows that every other one names: the till, the book itself, provider accounts, items and payment
 * links. What they hold is told by
 * indexes and by the history; what nothing tells is left empty. No row of money is ever made so.
 */
export function rebuild(table: TableName, work: Work, order: SalvageOrder): void {
  if (table === 'tills') rebuildTills(work, order)
  if (table === 'book') rebuildBook(work, order)
  if (table === 'provider_accounts') rebuildAccounts(work, order)
  if (table === 'items') rebuildItems(work)
  if (table === 'imports') rebuildImports(work)
  if (table === 'payment_links') rebuildLinks(work)
}

/** What tells of a sale for the first time. */
const TELLS_OF_SALE: ReadonlySet<string> = new Set(['created', 'sale_imported'])

function has({ filled }: Work, table: TableName, key: number): boolean {
  return filled.get(table)?.came.has(key) ?? false
}

function rebuildTills(work: Work, { origin, at }: SalvageOrder): void {
  if ((work.filled.get('tills')?.came.size ?? 0) > 0) return
  const ids = indexed(work.source, 'sqlite_autoindex_tills_1')
  const codes = indexed(work.source, 'sqlite_autoindex_tills_2')
  const seqs = new Set([1, ...ids.keys(), ...codes.keys()])
  for (const [, { till_seq: till }] of wholeRows(work, 'invoices')) seqs.add(Number(till))
  for (const seq of seqs) {
    const id = ids.get(seq) ?? newId(at)
    const code = codes.get(seq) ?? codeInNumbers(work, seq) ?? origin.tillCode
    put(work, 'tills', seq, { id, code, created_at_ms: BigInt(timeOf(id) ?? at) })
  }
}

function codeInNumbers(work: Work, till: number): string | null {
  for (const [, { till_seq: seq, number }] of wholeRows(work, 'invoices'))
    if (Number(seq) === till) return /^(.*)-/.exec(String(number))?.[1] ?? null
  return null
}

function rebuildBook(work: Work, { origin, known, at }: SalvageOrder): void {
  if (has(work, 'book', 1)) return
  const [till = 1] = work.filled.get('tills')?.came ?? []
  const id = known.bookId ?? newId(at)
  put(work, 'book', 1, {
    ...{ id, kind: origin.kind, zone: origin.zone, till_seq: BigInt(till) },
    created_at_ms: BigInt(timeOf(id) ?? at),
  })
}

/** An account without its settings rests until a person has tested it again. */
function rebuildAccounts(work: Work, { at }: SalvageOrder): void {
  const ids = new Map(indexed(work.source, 'sqlite_autoindex_provider_accounts_1'))
  const isComplete = ids.size > 0 && [...ids.keys()].every((seq) => has(work, 'provider_accounts', seq))
  if (isComplete) return
  const providers = new Map<number, string>()
  const accountOf = new Map<number, number>()
  for (const [seq, { account_seq: account, provider }] of wholeRows(work, 'invoices')) {
    if (has(work, 'provider_accounts', Number(account))) continue
    providers.set(Number(account), String(provider))
    accountOf.set(seq, Number(account))
  }
  const added = new Map<string, NamedRow>()
  for (const [, event] of wholeRows(work, 'events')) {
    const id = told(event, 'account')
    if (id === null) continue
    if (event.kind === 'account_added') added.set(id, event)
    const seq = TELLS_OF_SALE.has(String(event.kind)) ? accountOf.get(Number(event.invoice_seq)) : undefined
    if (seq !== undefined && !ids.has(seq)) ids.set(seq, id)
  }
  for (const [seq, id] of ids) {
    const event = added.get(id)
    const provider = providers.get(seq) ?? (event && told(event, 'provider'))
    if (has(work, 'provider_accounts', seq) || !provider) continue
    put(work, 'provider_accounts', seq, {
      ...{ id, till_seq: [...(work.filled.get('tills')?.came ?? [])].map(BigInt)[0] ?? 1n, provider },
      ...{ label: (event && told(event, 'label')) ?? '', settings: '{}', key_fingerprint: '' },
      ...{ created_at_ms: typeof event?.at_ms === 'bigint' ? event.at_ms : BigInt(at) },
      ...{ paused_reason: 'AUTH_REJECTED', paused_at_ms: BigInt(at) },
    })
  }
}

/** An item as its last event tells it; its picture is lost. */
function rebuildItems(work: Work): void {
  const ids = indexed(work.source, 'sqlite_autoindex_items_1')
  const lost = new Map([...ids].flatMap(([seq, id]) => (has(work, 'items', seq) ? [] : [[id, seq] as const])))
  if (lost.size === 0) return
  const first = new Map<string, NamedRow>()
  const last = new Map<string, NamedRow>()
  const putAway = new Map<string, Value>()
  for (const [, event] of wholeRows(work, 'events')) {
    const id = String(event.kind).startsWith('item_') ? told(event, 'item') : null
    if (id === null || !lost.has(id)) continue
    if (event.kind === 'item_added') first.set(id, event)
    last.set(id, event)
    if (event.kind === 'item_put_away') putAway.set(id, event.at_ms ?? null)
    if (event.kind === 'item_taken_back') putAway.set(id, null)
  }
  for (const [id, event] of last) {
    const price = storedAmount(told(event, 'price'))
    const created = first.get(id)?.at_ms
    if (price === null || created === undefined) continue
    put(work, 'items', lost.get(id) ?? 0, {
      ...{ id, till_seq: event.till_seq ?? null, name: told(event, 'name'), currency: price.currency },
      ...{ price_whole: price.whole, price_frac: price.frac, code: told(event, 'code') },
      ...{
        created_at_ms: created,
        updated_at_ms: event.at_ms ?? null,
        retired_at_ms: putAway.get(id) ?? null,
      },
    })
  }
}
