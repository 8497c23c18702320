import type { ImportedSale } from '../../../../src/main/ledger/port/imports.ts'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import type { LinkSeen, SeenReceipt } from '../../../../src/main/ledger/port/links.ts'
import { type Money, moneyFrom, toDecimal } from '../../../../src/shared/money/money.ts'
import { LINK_READINGS } from '../../../../src/shared/status/status.ts'
import type { Chance } from '../../../support/app/chance.ts'
import { anotherLink, made, sale, seen, shopAccount, transfer } from '../../../support/books/facts.ts'
import { there } from '../../../support/books/there.ts'

export const YEAR_BEGAN = Date.UTC(2025, 10, 20)
const DAY = 86_400_000
const YEAR_MS = 365 * DAY

export const ACCOUNTS = [
  { id: 'account-zebra', provider: 'daisy', label: 'zebra' },
  { id: 'account-apple', provider: 'ocpay', label: 'Apple' },
  { id: 'account-lower', provider: 'oxapay', label: 'apple' },
  { id: 'account-other', provider: 'oneshotpay', label: 'متجر' },
] as const

export const CUSTOMERS = [
  ...[null, '', 'Amina', 'amina', 'AMINA B', 'Zed', 'zed', '_under', 'Élodie', 'élodie', 'ELODIE'],
  ...['Мария', 'МАРИЯ', 'мария п', 'محمد', '李雷', '😀 smile', 'Ångström', 'straße', 'STRASSE'],
]
export const DESCRIPTIONS = ['Two lamps', 'lamp, large', 'Чай и сахар', 'café crème', '']

/** From the smallest to what no double holds; a few times as much still lies within what a book holds. */
const AMOUNTS: readonly (readonly [currency: string, text: string])[] = [
  ...(['0.01', '49.90', '49.91', '1234567.89', '9007199254740993.07'] as const).map(
    (one) => ['EUR', one] as const,
  ),
  ...(['7400', '100', '7400.50'] as const).map((one) => ['DZD', one] as const),
  ...(
    [
      '0.000000000000000001',
      '10',
      '12345678901234567.000000000000000003',
      '300000000000000007.999999999999999999',
    ] as const
  ).map((one) => ['DAI', one] as const),
  ...(['1.5', '0.000000000999999999', '4294967296', '4294967295.999999999999999999'] as const).map(
    (one) => ['ETH', one] as const,
  ),
  ...(['500', '300000000000000007'] as const).map((one) => ['JPY', one] as const),
]

/** The names under which items were sold: one was renamed since, one is sold no more. */
export const ITEM_NAMES = ['Tea', 'Mint tea', 'tea', 'شاي', 'Lamp, large']

/** The codes that numbers of the book begin with. */
export const TILLS = ['CF', 'B', 'SHOP2']

/** What the numbers of imported sales begin with. */
export const SERIES = 'IMP'

/** All that numbers begin with, in the order in which the book began them. */
export const SERIES_ORDER: readonly string[] = [...TILLS, SERIES]

export const TAGS = ['deposit', 'wedding', 'عرس', 'vip', 'a-b']

export const CURRENCIES = ['EUR', 'DZD', 'DAI', 'ETH', 'JPY', 'USD']

/** A sale of the random book. */
export interface RandomSale {
  readonly invoiceId: string
  /** None of a sale that came out of a file: nobody is asked about it. */
  readonly linkIds: string[]
  readonly asked: Money
  /** The import that it came by; absent where it was sold here. */
  readonly importId?: string
}

/** A book of random facts, made by the ledger's own calls; `tills` are the same book under each of its till codes. */
export function createRandomBook(ledger: Ledger, chance: Chance, tills: readonly Ledger[] = [ledger]) {
  /** Those that count, in the order in which they were written. */
  const sales: RandomSale[] = []
  let files = 0
  /** What was last told of each link. */
  const told = new Map<string, LinkSeen>()
  let receipts = 0
  let now = YEAR_BEGAN + YEAR_MS
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance.unit() * from.length)] as T
  const prices = new Map(AMOUNTS.map(([currency, text]) => [`${currency} ${text}`, itemsAt(currency, text)]))
  for (const one of ACCOUNTS) ledger.addAccount(shopAccount({ ...one, createdAt: YEAR_BEGAN }))

  /** Items of all names at a price; the first one has another name from then on, and the last one is sold no more. */
  function itemsAt(currency: string, text: string) {
    const price = moneyFrom(currency, text)
    return ITEM_NAMES.map((name) => {
      const item = there(ledger.saveItem({ id: null, name, price, code: null, picture: null, at: now }))
      return { id: item.id, name, price }
    })
  }

  /** Mostly one line of an item, now and then two of the same, or of two that have the same price; or none. */
  function linesOf(currency: string, text: string) {
    const items = prices.get(`${currency} ${text}`) ?? []
    // Twice the largest would soon be more than a book adds up.
    const many = pick([0, 0, 1, 1, 1, text.length < 8 ? 2 : 1])
    return Array.from({ length: many }, () => {
      const { id, price } = pick(items)
      return { kind: 'item', itemId: id, unit: price, quantity: 1 } as const
    })
  }

  function rename(): void {
    const { id, price } = pick(pick([...prices.values()]))
    ledger.saveItem({ id, name: pick(ITEM_NAMES), price, code: null, picture: null, at: now })
  }

  function sell(): void {
    const [currency, text] = pick(AMOUNTS)
    const lines = linesOf(currency, text)
    const one = moneyFrom(currency, text)
    const asked = lines.length > 1 ? { ...one, units: one.units * BigInt(lines.length) } : one
    // Some at the very same moment, and some by a clock that was set back.
    const at = YEAR_BEGAN + Math.floor(chance.unit() * 400) * (YEAR_MS / 400)
    const account = pick(ACCOUNTS)
    const { pending } = there(
      pick(tills).createInvoice(
        sale({
          ...(lines.length > 0 && { lines }),
          ...{
            accountId: account.id,
            asked,
            at,
            description: pick(DESCRIPTIONS),
            customerName: pick(CUSTOMERS),
          },
          tolerance: chance.unit() < 0.1 ? asked : null,
        }),
      ),
    )
    const { invoiceId, linkId } = pending
    sales.push({ invoiceId, linkIds: [linkId], asked })
    const how = chance.unit()
    if (how < 0.85) ledger.recordLinkMade(made(linkId, { at: at + 1_000 }))
    else if (how < 0.95)
      ledger.recordLinkNotMade({
        linkId,
        stage: how < 0.9 ? 'lost' : 'refused',
        code: 'UNREACHABLE',
        providerWords: null,
        at,
      })
  }

  /** Takes a few sales out of a file: into an account, of days long gone, some without money. */
  function takeFile(): void {
    files += 1
    const accountId = pick(ACCOUNTS).id
    const begun = ledger.beginImport({
      ...{
        token: `file-${files}`,
        accountId,
        fileName: `file-${files}.csv`,
        sha256: '',
        person: 'Nadia',
        at: now,
      },
    })
    if (!begun.ok) throw new Error(begun.reason)
    const taken = Array.from({ length: pick([1, 3, 9]) }, (_, n) => fileSale(`${files}-${n}`))
    const piece = ledger.importSales(begun.importId, taken, now)
    if (!piece.ok) {
      // Of a month that is closed nothing is taken.
      ledger.undoImport(begun.importId, { person: '', reason: 'unfinished', at: now })
      return
    }
    ledger.finishImport(begun.importId, now)
    const known = new Map(
      ledger
        .knownReferences(
          accountId,
          taken.map(({ reference }) => reference),
        )
        .map((one) => [one.reference, one.invoiceId]),
    )
    for (const { reference, currency, asked } of taken)
      sales.push({
        ...{ invoiceId: there(known.get(reference)), linkIds: [], importId: begun.importId },
        asked: moneyFrom(currency, asked),
      })
  }

  function fileSale(name: string): ImportedSale {
    // A currency that nothing else of the book may have.
    const [currency, text] = chance.unit() < 0.1 ? (['USD', '12.50'] as const) : pick(AMOUNTS)
    const createdAt = YEAR_BEGAN + Math.floor(chance.unit() * 400) * (YEAR_MS / 400)
    const asked = moneyFrom(currency, text)
    const came = Array.from({ length: pick([0, 1, 1, 1, 2]) }, () => part(asked)).filter(
      ({ units }) => units > 0n,
    )
    return {
      ...{
        reference: `ref-${name}`,
        createdAt,
        currency,
        asked: toDecimal(asked),
        description: pick(DESCRIPTIONS),
      },
      ...{ customerName: pick(CUSTOMERS) ?? null, customerEmail: null, raw: `row,${name}` },
      receipts: came.map((amount, n) => ({
        ...{ receiptId: `${name}/${n}`, txHash: null, payer: pick([null, 'TPayer']), raw: `row,${name}` },
        ...{
          amount: toDecimal(amount),
          came: null,
          paidAt: createdAt + Math.floor(chance.unit() * 30 * DAY),
        },
      })),
    }
  }

  function anyImport(): string | null {
    const imports = [...new Set(sales.flatMap(({ importId }) => importId ?? []))]
    return imports.length === 0 ? null : pick(imports)
  }

  /** Undoes an import; what was given back of it is undone first. */
  function undoFile(importId = anyImport()): void {
    if (importId === null) return
    const own = sales.filter((one) => one.importId === importId)
    for (const { invoiceId } of own)
      for (const { id, undone } of there(ledger.invoice(invoiceId)).refunds)
        if (undone === null) ledger.undoRefund(id, 'not given', '', now)
    const piece = ledger.undoImport(importId, { person: 'Nadia', reason: 'person', at: now })
    if (!piece.ok) return
    for (const one of own) sales.splice(sales.indexOf(one), 1)
  }

  function part(asked: Money): Money {
    return { currency: asked.currency, units: (asked.units * BigInt(pick([0, 1, 2, 3, 4, 4, 4, 5]))) / 4n }
  }

  function answer({ linkIds, asked }: RandomSale): void {
    if (linkIds.length === 0) return
    const linkId = pick(linkIds)
    const came = part(asked)
    const paidAt = now - Math.floor(chance.unit() * YEAR_MS)
    receipts += 1
    const one = receiptOf(came, paidAt)
    const how = chance.unit()
    const answer = seen(linkId, {
      reading: pick(LINK_READINGS),
      rawStatus: pick(['NEW', 'PART', 'DONE']),
      received: how < 0.5 ? came : null,
      receipts: how < 0.2 ? null : came.units > 0n && how < 0.8 ? [one] : [],
      at: now,
    })
    told.set(linkId, answer)
    ledger.recordAnswers([answer])
  }

  /** A transfer, some of them in another currency, of which what it counts is told or is not. */
  function receiptOf(came: Money, paidAt: number): SeenReceipt {
    const kind = chance.unit()
    const other = moneyFrom('TRX', pick(['3.5', '0.000001', '9007199254740993']))
    return transfer({
      receiptId: `receipt-${receipts}`,
      txHash: null,
      payer: pick([null, 'TPayer', '0xfeed']),
      amount: kind < 0.7 ? came : other,
      credited: kind < 0.85 ? came : null,
      paidAt,
      timeObserved: chance.unit() < 0.3,
    })
  }

  /** A receipt that is known is told again: with its true time, with another amount, or as counting another sum. */
  function completeReceipt(): void {
    const before = [...told.values()].filter(({ receipts: known }) => (known?.length ?? 0) > 0)
    if (before.length === 0) return
    const answered = pick(before)
    const again = (answered.receipts ?? []).map((one) => {
      const more = chance.unit()
      const credited = part(answered.received ?? one.credited ?? one.amount)
      return {
        ...one,
        ...(more < 0.5 && {
          timeObserved: false,
          paidAt: one.paidAt - Math.floor(chance.unit() * 100 * DAY),
        }),
        ...(more > 0.3 && { credited }),
        ...(more > 0.7 && { amount: credited, credited }),
      }
    })
    ledger.recordAnswers([{ ...answered, receipts: again, at: now }])
  }

  /** The provider says the same as before, with another sum. */
  function answerMore({ asked }: RandomSale): void {
    const before = pick([...told.values()])
    ledger.recordAnswers([
      { ...before, received: part({ ...asked, ...before.received }), receipts: null, at: now },
    ])
  }

  /** Changes something that a list shows, or does not show. */
  function change(): void {
    now += 1_000
    const one = pick(sales)
    const act = Math.floor(chance.unit() * 25)
    if (act < 4) answer(one)
    else if (act < 6) sell()
    else if (act === 6) ledger.abandon(one.invoiceId, 'gone', now)
    else if (act === 7) ledger.addNote(one.invoiceId, 'a note', now)
    else if (act === 8) resolve()
    else if (act === 9) refund(one)
    else if (act === 10)
      ledger.updateAccount(pick(ACCOUNTS).id, pick(['beta', 'Alpha', 'gamma', 'GAMMA']), {}, 0)
    else if (act === 11) again(one)
    else if (act === 14 || act === 15) completeReceipt()
    else if (act === 16) ledger.undoEdit('Nadia', now)
    else if (act === 17) ledger.redoEdit('Nadia', now)
    else if (act === 18) rename()
    else if (act === 21 || act === 22) takeFile()
    else if (act === 23 || act === 24) undoFile()
    else if (act > 18) review()
    else answerMore(one)
  }

  function review(): void {
    const some = sales.filter(() => chance.unit() < 0.1).map(({ invoiceId }) => invoiceId)
    const edit =
      chance.unit() < 0.5
        ? ({ kind: 'review', reviewed: chance.unit() < 0.7 } as const)
        : ({ kind: 'tag', tag: pick(TAGS), isOn: chance.unit() < 0.6 } as const)
    ledger.editSales({ token: `edit-${now}`, edit, invoiceIds: some, person: 'Nadia' }, now)
  }

  function resolve(): void {
    const open = ledger.exceptions({ resolved: false, limit: 100_000 })
    if (open.length > 0) ledger.resolveException(pick(open).id, 'seen', 'Nadia', now)
  }

  function refund({ invoiceId }: RandomSale): void {
    const { invoice, refunds } = there(ledger.invoice(invoiceId))
    const { currency, amount } = invoice.received
    const standing = refunds.find(({ undone }) => undone === null)
    if (standing) ledger.undoRefund(standing.id, 'not given', '', now)
    else if (!/^[0.]*$/.test(amount))
      ledger.recordRefund(
        invoiceId,
        {
          token: `refund-${now}`,
          amount: moneyFrom(currency, amount),
          reason: 'back',
          reference: null,
          person: '',
        },
        now,
      )
  }

  function again({ invoiceId, linkIds }: RandomSale): void {
    if (linkIds.length === 0) return
    try {
      const { linkId } = anotherLink(ledger, invoiceId, now)
      ledger.recordLinkMade(made(linkId, { at: now }))
      linkIds.push(linkId)
    } catch {
      // The sale may not have another one.
    }
  }

  return { sales, sell, answer, change, pick, takeFile, undoFile, refund }
}
