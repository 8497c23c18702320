import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkWhole } from '../../../src/main/ledger/check/whole-check.ts'
import type { SeenReceipt } from '../../../src/main/ledger/port/links.ts'
import { foldHash } from '../../../src/shared/contract/plain/hash.ts'
import { money, moneyFrom, sum, toDecimal } from '../../../src/shared/money/money.ts'
import { fromStored } from '../../../src/shared/money/scale.ts'
import { deriveStatus, type InvoiceFacts, isPaid, LINK_READINGS } from '../../../src/shared/status/status.ts'
import {
  anotherLink,
  eur,
  made,
  openSale,
  START,
  seen,
  type TestBook,
  tempFolder,
  testBook,
  transfer,
} from '../../support/books/open-book.ts'
import { writeReceiptsCsv } from '../../support/books/receipts-file.ts'
import { there } from '../../support/books/there.ts'

const END = START + 60_000

const cents = fc.constantFrom(1n, 2_000n, 2_990n, 4_989n, 4_990n, 4_991n, 9_980n)
const hash = fc.constantFrom('0xabcdef', '0xABCDEF', '0xAbCdEf', '5VERv8NM', '5verv8nm', 'unnamed')

const told = fc.record({
  hash,
  units: cents,
  /** Where the money came in another coin. */
  foreign: fc.nat(9).map((n) => n === 0),
  after: fc.integer({ min: -30_000, max: 30_000 }),
  observed: fc.boolean(),
})

const step = fc.record({
  link: fc.nat(1),
  reading: fc.constantFrom(...LINK_READINGS),
  receipts: fc.option(fc.array(told, { maxLength: 3 }), { freq: 6 }),
  /** What the provider counts: nothing said, what its receipts make, or something else. */
  counts: fc.oneof(fc.constantFrom('unsaid' as const, 'sum' as const), cents),
  begun: fc.option(fc.integer({ min: -30_000, max: 30_000 }), { freq: 2 }),
  /** What a person gives back after it, in quarters of what is left; a fifth one is a cent too much. */
  gives: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 2 }),
  /** Undoes an earlier refund. */
  undoes: fc.option(fc.nat(3), { freq: 2 }),
  tolerance: fc.option(fc.constantFrom(1n, 100n), { freq: 2 }),
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function receiptOf(one: NonNullable<Step['receipts']>[number], ref: string): SeenReceipt {
  const amount = one.foreign ? moneyFrom('USDT', '3') : money('EUR', one.units)
  const unnamed = one.hash === 'unnamed'
  return transfer({
    receiptId: unnamed ? ref : one.hash,
    txHash: unnamed ? null : one.hash,
    amount,
    credited: one.foreign ? null : amount,
    paidAt: END + one.after,
    timeObserved: one.observed,
  })
}

/** The facts that the book holds of a sale, read from its tables. */
function factsIn({ db }: TestBook, invoiceId: string): InvoiceFacts {
  const at = (sql: string, ...params: unknown[]) =>
    db.prepare(sql).all(...params) as Record<string, unknown>[]
  const euros = (row: Record<string, unknown>, name: string) =>
    typeof row[`${name}_whole`] === 'bigint'
      ? fromStored('EUR', { whole: row[`${name}_whole`] as bigint, frac: row[`${name}_frac`] as bigint })
      : null
  const invoice = at('SELECT * FROM invoices WHERE id = ?', invoiceId)[0] ?? {}
  const links = at('SELECT * FROM payment_links WHERE invoice_seq = ? ORDER BY seq', invoice.seq)
  return {
    asked: eur('49.90'),
    abandonedAt: null,
    tolerance: euros(invoice, 'tolerance'),
    links: links.map((link) => ({
      stage: 'live',
      reading: LINK_READINGS.find((one) => one === link.reading) ?? 'unheard',
      expiresAt: Number(link.expires_at_ms),
      begunAt: link.begun_at_ms === null ? null : Number(link.begun_at_ms),
      received: euros(link, 'received'),
      receipts: at('SELECT * FROM receipts WHERE link_seq = ? ORDER BY seq', link.seq).map((receipt) => ({
        credited: euros(receipt, 'credited'),
        at: Number(receipt.time_observed === 1n ? (receipt.not_before_ms ?? 0) : receipt.paid_at_ms),
      })),
    })),
  }
}

/** Gives money back, or takes a refund back, as a person would; and says what stands as refunded after it. */
function refund(
  { ledger }: TestBook,
  invoiceId: string,
  { gives, undoes }: Step,
  at: number,
  before: bigint,
): bigint {
  const { invoice, refunds } = there(ledger.invoice(invoiceId))
  const left = moneyFrom('EUR', invoice.received.amount).units - before
  let refunded = before
  const units = gives === 5 ? (left > 0n ? left : 0n) + 1n : (left * BigInt(gives ?? 0)) / 4n
  if (gives !== null && units > 0n) {
    const told = {
      token: `${invoiceId} ${at}`,
      amount: money('EUR', units),
      reason: 'why',
      reference: null,
      person: '',
    }
    const recorded = ledger.recordRefund(invoiceId, told, at)
    expect(recorded?.ok).toBe(units <= left)
    if (recorded?.ok) refunded += units
  }
  const standing = refunds.filter(({ undone }) => undone === null)
  const one = undoes === null ? undefined : standing[undoes % standing.length]
  if (one) {
    expect(ledger.undoRefund(one.id, 'not given', '', at)?.ok).toBe(true)
    refunded -= moneyFrom('EUR', one.amount.amount).units
  }
  return refunded
}

/** What the amounts of a column come to, in cents; a decimal may be below nothing. */
function centsIn(texts: readonly (string | undefined)[]): bigint {
  return texts.reduce((all, text = '') => all + BigInt(text.replace('.', '') || '0'), 0n)
}

function rowsOf(book: TestBook, folder: string): Record<string, string>[] {
  const targetPath = join(folder, 'receipts.csv')
  const job = {
    bookPath: book.path,
    known: book.ledger.book(),
    targetPath,
    partPath: join(folder, '.part'),
    zone: 'Africa/Algiers',
  }
  writeReceiptsCsv(job, { cancelled: () => false, progress: () => undefined })
  return parse(readFileSync(targetPath), { columns: true, bom: true })
}

test('whatever is told of the money of a sale: it has receipts that make what is received, or says what differs, and the file agrees', async () => {
  const book = await testBook()
  const folder = tempFolder()
  const { ledger } = book
  let agreed = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const first = openSale(ledger, {}, { expiresAt: END })
      const { invoiceId } = first
      ledger.recordAnswers([seen(first.linkId, { reading: 'expired', receipts: [] })])
      const second = anotherLink(ledger, invoiceId, START + 10)
      ledger.recordLinkMade(made(second.linkId, { expiresAt: END }))
      const links = [first, second]
      /** The links whose receipts are still to be asked for. */
      const due = new Set<number>()
      const readings = ['expired', 'open']
      let refunded = 0n
      for (const [n, one] of steps.entries()) {
        const link = links[one.link] ?? first
        const receipts = one.receipts?.map((receipt) => receiptOf(receipt, `ref-${link.linkId}`)) ?? null
        const credits = receipts?.flatMap(({ credited }) => credited ?? []) ?? []
        const received =
          one.counts === 'unsaid'
            ? null
            : one.counts === 'sum'
              ? sum('EUR', credits as never)
              : money('EUR', one.counts)
        ledger.recordAnswers([
          seen(link.linkId, {
            reading: one.reading,
            rawStatus: one.reading,
            receipts,
            received,
            expiresAt: END,
            begunAt: one.begun === null ? null : END + one.begun,
            tolerance: one.tolerance === null ? null : money('EUR', one.tolerance),
            at: START + 5_000 + n * 20_000,
          }),
        ])
        if (receipts === null && readings[one.link] !== one.reading) due.add(one.link)
        else due.delete(one.link)
        readings[one.link] = one.reading

        refunded = refund(book, invoiceId, one, START + 5_001 + n * 20_000, refunded)
        const detail = ledger.invoice(invoiceId)
        expect(detail?.invoice.refunded).toEqual({
          currency: 'EUR',
          amount: toDecimal(money('EUR', refunded)),
        })
        const facts = factsIn(book, invoiceId)
        const derived = deriveStatus(facts)
        expect(detail?.invoice.status).toBe(derived.status)
        expect(detail?.invoice.received.amount).toBe(toDecimal(derived.received))
        const differs = ledger
          .exceptions({ resolved: false, limit: 500 })
          .some((row) => row.invoiceId === invoiceId && (row.kind === 'differs' || row.kind === 'no_receipt'))
        const kept = facts.links
          .filter(({ reading }) => reading !== 'refunded')
          .flatMap((link) => link.receipts)
        const shown = sum('EUR', kept.flatMap(({ credited }) => credited ?? []) as never)
        const excused = differs || due.size > 0
        if (!excused && kept.every(({ credited }) => credited !== null))
          expect(derived.received).toEqual(shown)
        if (!excused && isPaid(derived.status)) expect(detail?.receipts.length).toBeGreaterThan(0)
        const names = detail?.receipts.map((one) => `${one.linkId} ${foldHash(one.providerReceiptId)}`) ?? []
        expect(new Set(names).size).toBe(names.length)
      }
      const detail = ledger.invoice(invoiceId)
      const rows = rowsOf(book, folder).filter((row) => row.invoice_id === invoiceId)
      const receiptRows = rows.filter((row) => row.kind === 'receipt')
      expect(
        receiptRows
          .map((row) => [row.receipt_id, row.amount, row.credited_amount, row.invoice_status])
          .toSorted(),
      ).toEqual(
        detail?.receipts
          .map((one) => [one.id, one.amount.amount, one.credited?.amount ?? '', detail.invoice.status])
          .toSorted(),
      )
      const inFile = centsIn(rows.map((row) => row.credited_amount))
      expect(inFile).toBe(centsIn(receiptRows.map((row) => row.credited_amount)) - refunded)
      // Where the receipts show all that counts, the file comes to the net.
      const { received = { amount: '0' } } = detail?.invoice ?? {}
      const shown = centsIn(receiptRows.map((row) => row.credited_amount))
      if (centsIn([received.amount]) === shown) {
        expect(inFile).toBe(centsIn([received.amount]) - refunded)
        if (refunded > 0n) agreed += 1
      }
    }),
    { numRuns: 50, seed: 11 },
  )
  expect(agreed).toBeGreaterThan(5)
  expect(
    book.db.prepare('SELECT count(*) FROM refunds WHERE undoes_seq IS NOT NULL').pluck().get(),
  ).toBeGreaterThan(5n)
  book.db.pragma('wal_checkpoint(TRUNCATE)')
  expect(checkWhole(book.path, { cancelled: () => false, progress: () => undefined })).toMatchObject({
    state: 'sound',
  })
})
