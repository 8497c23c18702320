import type { InvoiceRecord } from '../../../../src/main/ledger/port/record.ts'
import { STATUSES } from '../../../../src/shared/status/status.ts'
import type { Chance } from '../../../support/app/chance.ts'
import type { LedgerProcess } from '../../../support/rounds/ledger-process.ts'
import { WORDS } from './choose.ts'
import type { Model, ModelSale } from './model.ts'

/** The number a sale has in the book. */
export function numberOf(sale: ModelSale): string {
  return `CF-${String(sale.place).padStart(6, '0')}`
}

const decimal = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`

/** How a sale of the model must look when it is read from the book. */
export function viewOfModel(sale: ModelSale): string {
  return JSON.stringify({
    number: numberOf(sale),
    status: sale.status,
    received: decimal(sale.received),
    words: sale.words,
    abandoned: sale.abandonedAt !== null,
    notes: sale.notes,
    links: sale.links.map((link) => [
      decimal(link.asked),
      link.stage,
      link.stage === 'live' ? link.reading : '',
    ]),
    receipts: sale.links
      .flatMap((link, index) => link.receipts.map((one) => `${index} ${one.id} ${decimal(one.amount)}`))
      .toSorted(),
  })
}

/** How a sale of the book looks, without the ids and times that the book makes itself. */
export function viewOfBook({ invoice, links, receipts, events }: InvoiceRecord): string {
  const places = new Map(links.map((link, index) => [link.id, index]))
  return JSON.stringify({
    number: invoice.number,
    status: invoice.status,
    received: invoice.received.amount,
    words: invoice.description,
    abandoned: invoice.abandonedAt !== null,
    notes: events.filter((one) => one.kind === 'note').map((one) => one.data.text),
    links: links.map((link) => [link.asked.amount, link.stage, link.stage === 'live' ? link.reading : '']),
    receipts: receipts
      .map((one) => `${places.get(one.linkId)} ${one.providerReceiptId} ${one.amount.amount}`)
      .toSorted(),
  })
}

type Query = { readonly search: string; readonly status: readonly string[] }

/** Reads all pages of a query; each sale as its number, status and money. */
async function pagesOf(
  book: LedgerProcess,
  { search, status }: Query,
  limit: number,
): Promise<readonly string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const query = { search, status: status as [], provider: [], cursor, limit }
    const page: Awaited<ReturnType<typeof book.call<'invoices'>>> = await book.call('invoices', query)
    found.push(...page.rows.map((row) => `${row.number} ${row.status} ${row.received.amount}`))
    cursor = page.nextCursor
  } while (cursor !== null)
  return found
}

function pagesOfModel({ sales }: Model, { search, status }: Query): readonly string[] {
  return sales
    .filter((sale) => status.length === 0 || status.includes(sale.status))
    .filter((sale) => sale.words.split(' ').some((word) => word.startsWith(search)))
    .map((sale) => `${numberOf(sale)} ${sale.status} ${decimal(sale.received)}`)
    .toReversed()
}

function same(what: string, found: unknown, expected: unknown): void {
  const [is, ought] = [JSON.stringify(found), JSON.stringify(expected)]
  if (is !== ought)
    throw new Error(`${what}: the book has ${is.slice(0, 400)}, it ought to be ${ought.slice(0, 400)}`)
}

/** Holds one way of reading, chosen by chance, against the model; throws what differs. */
export async function compareOneRead(book: LedgerProcess, model: Model, chance: Chance): Promise<void> {
  const die = chance.unit()
  const status = STATUSES.filter(() => chance.unit() < 0.15)
  const word = WORDS[Math.floor(chance.unit() * WORDS.length)] ?? ''
  const search = word.slice(0, Math.floor(chance.between(3, word.length + 1)))
  if (die < 0.3) {
    const limit = Math.floor(chance.between(20, 200))
    same(
      `sales that are ${status.join()}`,
      await pagesOf(book, { search: '', status }, limit),
      pagesOfModel(model, { search: '', status }),
    )
  } else if (die < 0.7) {
    same(
      `the search for ${search}`,
      await pagesOf(book, { search, status }, 25),
      pagesOfModel(model, { search, status }),
    )
  } else await compareLists(book, model)
}

/** Holds exceptions, catalogue and counts against the model; throws what differs. */
async function compareLists(book: LedgerProcess, model: Model): Promise<void> {
  const open = model.sales.flatMap((sale) =>
    sale.exceptions.filter((one) => one.open).map((one) => `${numberOf(sale)} ${one.kind}`),
  )
  const listed = await book.call('exceptions', { resolved: false, limit: 100_000 })
  same('the exceptions', listed.map((one) => `${one.number} ${one.kind}`).toSorted(), open.toSorted())
  same('the count of exceptions', await book.call('exceptionCount'), open.length)
  const items = (await book.call('items')).map((one) => `${one.name} ${one.code} ${one.active}`)
  const ought = model.items.map((one) => `${one.name} ${one.code} ${one.active}`)
  same('the catalogue', items.toSorted(), ought.toSorted())
  const receipts = model.sales.flatMap((sale) => sale.links.flatMap((link) => link.receipts))
  same(
    'the counts',
    [await book.call('invoiceCount'), await book.call('receiptCount')],
    [model.sales.length, receipts.length],
  )
}

/** Holds the whole book against the model, as it is read in lists; throws what differs. */
export async function compareAll(book: LedgerProcess, model: Model): Promise<void> {
  same(
    'all sales',
    await pagesOf(book, { search: '', status: [] }, 200),
    pagesOfModel(model, { search: '', status: [] }),
  )
  await compareLists(book, model)
}
