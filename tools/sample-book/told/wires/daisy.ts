import { encodeWire, type LinkReading, money, type SeenReceipt } from '../../app.ts'
import { isoSeconds, type Look, type Transfer, unitsOf, type WireMaker } from './wire.ts'

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const WALLET = '0x7a9b8c100197a1c452d07b119c3e5d2f7a9b8c10'
const TOKENS: Readonly<Record<string, string>> = {
  DAI: '0x6B175474E89094C44Da98b954EedeAC495271d0F',
  ETH: '0x0000000000000000000000000000000000000000',
}
const WORDS: Partial<Record<LinkReading, string>> = {
  open: 'UNPAID',
  underpaid: 'UNDER_PAID',
  paid: 'PAID',
  overpaid: 'OVER_PAID',
}

const iso = (at: number): string => `${isoSeconds(at)}.${String(at % 1000).padStart(3, '0')}Z`

/** Daisy: tokens of 18 decimals on a chain, any number of transfers to a link, which never ends. */
export const daisyWire: WireMaker = (requested, chance) => {
  const { asked, marker, description, customerName, customerEmail, at } = requested
  const identifier = chance.text(BASE64URL, 8)
  const id = Buffer.from(`invoice:${chance.int(1, 9_999_999)}`).toString('base64')
  const address = `0x${chance.hex(40)}`

  let unpaidText: string | undefined

  const textOf = (reading: LinkReading, transfers: readonly Transfer[]): string => {
    if (transfers.length > 0) return invoiceText(reading, transfers)
    unpaidText ??= invoiceText('open', [])
    return unpaidText
  }

  function invoiceText(reading: LinkReading, transfers: readonly Transfer[]): string {
    const last = transfers.at(-1)?.at ?? at
    return encodeWire({
      data: {
        id,
        identifier,
        state: WORDS[reading] ?? null,
        paymentState: null,
        amountPaid: unitsOf(transfers).toString(),
        paidAt: null,
        address,
        tokenAddress: TOKENS[asked.currency],
        walletAddress: WALLET,
        invoicedPrice: asked.units.toString(),
        ...(customerEmail !== null && { invoicedEmail: customerEmail }),
        ...(customerName !== null && { invoicedName: customerName }),
        invoicedDetail: `${description} [ref:${marker}]`.trimStart(),
        shareURL: `https://pay.daisypayments.com/i/${identifier}`,
        createdAt: iso(at),
        updatedAt: iso(last),
      },
    })
  }

  function receiptOf(transfer: Transfer): SeenReceipt {
    const { id: receiptId, hash, payer, units, at: paidAt } = transfer
    const amount = money(asked.currency, units)
    const row = {
      id: receiptId,
      txHash: hash,
      account: payer,
      amount: units.toString(),
      onChainCreatedAt: iso(paidAt),
      createdAt: iso(paidAt),
      updatedAt: iso(paidAt),
    }
    const raw = encodeWire(row)
    return { receiptId, txHash: hash, payer, amount, credited: amount, paidAt, timeObserved: false, raw }
  }

  return {
    expiresAt: null,
    steady: true,
    made: () => ({
      ref: identifier,
      url: `https://pay.daisypayments.com/i/${identifier}`,
      expiresAt: null,
      rawStatus: 'UNPAID',
      rawAnswer: textOf('open', []),
      recovered: false,
      mismatch: null,
    }),
    look(look: Look) {
      const transfers = look.is === 'money' || look.is === 'refunded' ? look.transfers : []
      const units = unitsOf(transfers)
      const reading = readingOf(units, asked.units)
      return {
        reading,
        rawStatus: WORDS[reading] ?? '',
        rawAnswer: textOf(reading, transfers),
        endReason: null,
        expiresAt: null,
        received: money(asked.currency, units),
        receipts: look.is === 'money' && look.unshown ? [] : transfers.map(receiptOf),
        mismatch: null,
      }
    },
    transfer: (units, paidAt) => ({
      id: Buffer.from(`receipt:${chance.int(1, 999_999_999)}`).toString('base64'),
      hash: `0x${chance.hex(64)}`,
      payer: `0x${chance.hex(40)}`,
      units,
      at: paidAt,
    }),
  }
}

function readingOf(paid: bigint, price: bigint): LinkReading {
  if (paid === 0n) return 'open'
  if (paid === price) return 'paid'
  return paid < price ? 'underpaid' : 'overpaid'
}
