import {
  encodeWire,
  exactNumber,
  type LinkReading,
  type Money,
  money,
  type SeenReceipt,
  sum,
  toDecimal,
} from '../../app.ts'
import type { Chance } from '../../chance.ts'
import {
  type LinkRequested,
  type Look,
  seconds,
  type Transfer,
  unitsOf,
  type Wire,
  type WireMaker,
} from './wire.ts'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const MERCHANT = '48213907'
/** The provider's ids rise, with those of other merchants between ours. */
const FIRST_TRACK_ID = 104_817_265
const NETWORKS: Readonly<Record<string, string>> = {
  USDT: 'TRC20',
  TRX: 'TRC20',
  USDC: 'ERC20',
  BTC: 'Bitcoin',
}
/** What one cent of a price costs in the payer's coin, smallest units. */
const PER_CENT: Readonly<Record<string, bigint>> = { USDT: 10_000n, TRX: 33_333n, BTC: 10n }

const LEGACY_WORDS: Readonly<Record<string, string>> = {
  open: 'New',
  confirming: 'Confirming',
  underpaid: 'Waiting',
  paid: 'Paid',
  expired: 'Expired',
  failed: 'Failed',
}
const V1_WORDS: Readonly<Record<string, string>> = {
  open: 'new',
  confirming: 'paying',
  underpaid: 'underpaid',
  paid: 'paid',
  expired: 'expired',
  failed: 'failed',
  refunded: 'refunded',
}

/** OxaPay in either dialect: a price in fiat or a coin, paid in a coin, every transfer with its hash. */
export const oxapayWire: WireMaker = (requested, chance) => {
  const { asked, settings, count, at } = requested
  const lifeTime = typeof settings.lifeTime === 'number' ? settings.lifeTime : 60
  const expiresAt = (seconds(at) + lifeTime * 60) * 1000
  const coin =
    PER_CENT[asked.currency] || asked.currency === 'USDC'
      ? asked.currency
      : chance.pick(['USDT', 'USDT', 'TRX', 'BTC'])
  const cover = typeof settings.underPaidCover === 'number' ? String(settings.underPaidCover) : '0'
  const facts: Facts = {
    requested,
    trackId: String(FIRST_TRACK_ID + count * 17 + chance.int(0, 16)),
    coin,
    cover,
    lifeTime,
    expiresAt,
    address: `T${chance.text(BASE58, 33)}`,
  }
  return settings.dialect === 'v1' ? v1Wire(facts, chance) : legacyWire(facts, chance)
}

interface Facts {
  readonly requested: LinkRequested
  readonly trackId: string
  /** What the payer pays in. */
  readonly coin: string
  readonly cover: string
  readonly lifeTime: number
  readonly expiresAt: number
  readonly address: string
}

const detailOf = ({ number, description }: LinkRequested): string => `${number} ${description}`.trimEnd()

/** A transfer in the payer's coin; it is credited where the price is in the same one. */
function amountIn(coin: string, asked: Money, units: bigint): Money {
  return money(coin, coin === asked.currency ? units : units * (PER_CENT[coin] ?? 1n))
}

function wordOf(look: Look, asked: Money, coverUnits: bigint): LinkReading {
  switch (look.is) {
    case 'open':
    case 'begun':
      return 'open'
    case 'expired':
    case 'refunded':
      return look.is
    case 'money':
      if (look.coming) return 'confirming'
      return unitsOf(look.transfers) >= asked.units - coverUnits ? 'paid' : 'underpaid'
    default:
      return 'failed'
  }
}

function transferOf(chance: Chance): Wire['transfer'] {
  return (units, at) => {
    const hash = chance.hex(64)
    return { id: hash, hash, payer: '', units, at }
  }
}

function receiptOf(transfer: Transfer, { coin, requested }: Facts, raw: string): SeenReceipt {
  const amount = amountIn(coin, requested.asked, transfer.units)
  return {
    receiptId: transfer.id,
    txHash: transfer.hash,
    payer: null,
    amount,
    credited: coin === requested.asked.currency ? amount : null,
    paidAt: seconds(transfer.at) * 1000,
    timeObserved: false,
    raw,
  }
}

function seenOf(word: LinkReading, receipts: readonly SeenReceipt[], facts: Facts) {
  const { asked } = facts.requested
  const credits = receipts.flatMap(({ credited }) => (credited ? [credited] : []))
  const received = sum<string>(asked.currency, credits)
  return {
    reading: word === 'paid' && received.units > asked.units ? ('overpaid' as const) : word,
    endReason: null,
    expiresAt: facts.expiresAt,
    received: credits.length === receipts.length ? received : null,
    receipts,
    mismatch: null,
  }
}

function v1Wire(facts: Facts, chance: Chance): Wire {
  const { requested, trackId, coin, cover, lifeTime, expiresAt, address } = facts
  const { asked, marker, customerEmail, at } = requested
  const url = `https://pay.oxapay.com/${MERCHANT}/${trackId}`
  const envelope = (data: unknown): string =>
    encodeWire({
      data,
      message: 'Operation completed successfully!',
      error: {},
      status: 200,
      version: '1.0.0',
    })
  // Percent with two decimals at most, so that the shortfall stays a whole number of units.
  const coverUnits = (asked.units * BigInt(Math.round(Number(cover) * 100))) / 10_000n

  const amountAsked = exactNumber(toDecimal(asked))
  const coverTold = exactNumber(cover)

  const tx = (transfer: Transfer, confirmed: boolean) => ({
    tx_hash: transfer.hash,
    amount: exactNumber(toDecimal(amountIn(coin, asked, transfer.units))),
    currency: coin,
    network: NETWORKS[coin],
    address,
    status: confirmed ? 'confirmed' : 'confirming',
    confirmations: confirmed ? 10 : 1,
    auto_convert: { processed: false, amount: 0, currency: '' },
    auto_withdrawal: { processed: false },
    date: seconds(transfer.at),
  })

  function textOf(status: string, txs: readonly unknown[]): string {
    return envelope({
      track_id: trackId,
      type: 'invoice',
      amount: amountAsked,
      currency: asked.currency,
      status,
      mixed_payment: false,
      callback_url: '',
      return_url: '',
      description: detailOf(requested),
      thanks_message: '',
      email: customerEmail ?? '',
      order_id: marker,
      fee_paid_by_payer: 0,
      under_paid_coverage: coverTold,
      lifetime: lifeTime,
      expired_at: seconds(expiresAt),
      date: seconds(at),
      txs,
    })
  }

  return {
    expiresAt,
    steady: true,
    made: () => ({
      ref: trackId,
      url,
      expiresAt,
      rawStatus: '',
      rawAnswer: envelope({
        track_id: trackId,
        payment_url: url,
        expired_at: seconds(expiresAt),
        date: seconds(at),
      }),
      recovered: false,
      mismatch: null,
    }),
    look(look) {
      const word = wordOf(look, asked, coverUnits)
      const transfers = look.is === 'money' || look.is === 'refunded' ? look.transfers : []
      const told = transfers.map((transfer) => ({ transfer, row: tx(transfer, true) }))
      const coming = look.is === 'money' && look.coming ? [tx(look.coming, false)] : []
      const receipts = told.map(({ transfer, row }) => receiptOf(transfer, facts, encodeWire(row)))
      const rawStatus = V1_WORDS[word] ?? word
      const rawAnswer = textOf(rawStatus, [...told.map(({ row }) => row), ...coming])
      return { ...seenOf(word, receipts, facts), rawStatus, rawAnswer }
    },
    transfer: transferOf(chance),
  }
}

function legacyWire(facts: Facts, chance: Chance): Wire {
  const { requested, trackId, coin, cover, expiresAt, address } = facts
  const { asked, marker, customerEmail, at } = requested
  const url = `https://pay.oxapay.com/${MERCHANT}/${trackId}`
  const done = { result: 100, message: 'Operation completed successfully!' }

  /** The one transfer this dialect shows. */
  function rowOf(status: string, transfer: Transfer | undefined) {
    return {
      trackId,
      status,
      type: 'invoice',
      amount: toDecimal(asked),
      currency: asked.currency,
      payAmount: transfer ? toDecimal(amountIn(coin, asked, transfer.units)) : '',
      payCurrency: transfer ? coin : '',
      network: transfer ? NETWORKS[coin] : '',
      address: transfer ? address : '',
      txID: transfer?.hash ?? '',
      email: customerEmail ?? '',
      orderId: marker,
      description: detailOf(requested),
      feePaidByPayer: 0,
      underPaidCover: exactNumber(cover),
      date: seconds(at),
      payDate: transfer ? seconds(transfer.at) : '',
    }
  }

  return {
    expiresAt,
    steady: true,
    made: () => ({
      ref: trackId,
      url,
      expiresAt,
      rawStatus: '',
      rawAnswer: encodeWire({ ...done, trackId, payLink: url, expiredAt: seconds(expiresAt) }),
      recovered: false,
      mismatch: null,
    }),
    look(look) {
      const word = wordOf(look, asked, 0n)
      const shown = look.is === 'money' ? (look.coming ?? look.transfers[0]) : undefined
      const status = LEGACY_WORDS[word] ?? 'Failed'
      const row = rowOf(status, shown)
      const receipts = shown && word === 'paid' ? [receiptOf(shown, facts, encodeWire(row))] : []
      const rawAnswer = encodeWire({ ...done, ...row })
      return { ...seenOf(word, receipts, facts), rawStatus: status, rawAnswer }
    },
    transfer: transferOf(chance),
  }
}
