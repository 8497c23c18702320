import { describe, expect, test } from 'vitest'
import type { LiveLink } from '../../../src/main/ledger/port/links.ts'
import type { LinkState, ProviderClient } from '../../../src/main/providers/provider.ts'
import { type AnswerPorts, commitStates } from '../../../src/main/watcher/commit-answers.ts'
import { BOOK_CODES } from '../../../src/shared/contract/plain/error-codes.ts'
import { money } from '../../../src/shared/money/money.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { eur, openSale, START, type TestBook, testBook } from '../../support/books/open-book.ts'

const NOW = START + 60_000

const paid = (link: LiveLink, change: Partial<LinkState> = {}): LinkState => ({
  ref: link.ref,
  reading: 'paid',
  rawStatus: 'Paid',
  rawAnswer: '{}',
  received: eur('49.90'),
  expiresAt: null,
  receipts: [
    {
      receiptId: link.ref,
      txHash: '0xabc',
      payer: null,
      amount: eur('49.90'),
      credited: eur('49.90'),
      paidAt: NOW,
      raw: '{}',
    },
  ],
  url: null,
  marker: null,
  asked: eur('49.90'),
  createdAt: null,
  ...change,
})

/** A book with eight open sales, and what committing their answers takes. */
async function till() {
  const book = await testBook()
  const ids = Array.from({ length: 8 }, () => openSale(book.ledger))
  const links = book.ledger.liveLinks(ids.map(({ linkId }) => linkId))
  const told: unknown[] = []
  const ports: AnswerPorts = {
    ledger: inThisThread(book.ledger),
    clock: { now: () => NOW, monotonic: () => NOW },
    signal: new AbortController().signal,
    afterAnswer: () => NOW + 1_000,
    afterFailure: () => NOW + 90_000,
    failed: (error) => told.push(error),
  }
  return { book, links, ports, told }
}

const client = {
  readReceipts: async () => ({ ok: true, value: [] }),
} as unknown as ProviderClient

const statuses = ({ ledger }: TestBook, links: readonly LiveLink[]) =>
  links.map((link) => ledger.invoice(link.invoiceId)?.invoice.status)

const amounts = {
  'a coin of one letter': money('S', 1n),
  'a coin with a blank': money('MY COIN', 1n),
  'a coin with a dash': money('USD-T', 1n),
  'an amount beyond any book': money('EUR', 10n ** 30n),
  'a negative amount': money('EUR', -1n),
}

describe('an answer that the book cannot take', () => {
  test.each(Object.entries(amounts))('%s holds up its own sale alone, and is told', async (_what, amount) => {
    const { book, links, ports, told } = await till()
    const answers = links.map((link, place) => {
      const state = paid(link)
      const receipts = state.receipts?.map((one) => (place === 3 ? { ...one, amount } : one)) ?? null
      return { link, state: { ...state, receipts } }
    })
    const answered = await commitStates(answers, client, ports)
    expect(statuses(book, links)).toEqual(links.map((_, place) => (place === 3 ? 'open' : 'paid')))
    expect(answered.links).toHaveLength(7)
    expect(answered.untaken).toEqual([links[3]])
    expect(answered.failure).toMatchObject({ code: 'BAD_RESPONSE', keyRefused: false })
    expect(told).toHaveLength(1)
    const [link] = book.ledger.invoice(links[3]?.invoiceId ?? '')?.links ?? []
    expect(link).toMatchObject({ lastError: 'BAD_RESPONSE', nextCheckAt: NOW + 90_000 })
  })

  test('does not hold up those whose receipts are asked for by themselves', async () => {
    const { book, links, ports } = await till()
    const receipts = [paid(links[0] as LiveLink).receipts?.[0]].filter((one) => one !== undefined)
    const asked = {
      readReceipts: async (ref: string) => ({
        ok: true,
        value: receipts.map((one) => (ref === links[0]?.ref ? { ...one, amount: money('S', 1n) } : one)),
      }),
    } as unknown as ProviderClient
    const answers = links.map((link) => ({ link, state: paid(link, { receipts: null }) }))
    const answered = await commitStates(answers, asked, ports)
    expect(statuses(book, links)).toEqual(links.map((_, place) => (place === 0 ? 'open' : 'paid')))
    expect(answered.untaken).toEqual([links[0]])
  })

  test.each(BOOK_CODES)('is not blamed where it is the book that takes nothing (%s)', async (code) => {
    const { links, ports, told } = await till()
    const full = Object.assign(new Error('the book takes nothing'), { code })
    const ledger = { ...ports.ledger, recordAnswers: () => Promise.reject(full) }
    const answers = links.map((link) => ({ link, state: paid(link) }))
    await expect(commitStates(answers, client, { ...ports, ledger })).rejects.toBe(full)
    expect(told).toEqual([])
  })
})
