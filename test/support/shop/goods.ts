import { BASE64URL, randomHex, randomText, uuidV7 } from '../../../src/main/practice/world/random.ts'
import type {
  DaisyInvoice,
  OcpayLink,
  OneShotLink,
  OxapayInvoice,
  PracticeSnapshot,
} from '../../../src/main/practice/world/state.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import { type Money, moneyFrom } from '../../../src/shared/money/money.ts'
import type { Chance } from '../app/chance.ts'
import { lifeOf, type Sale } from './schedule.ts'

/** What every sale of the bench asks for. */
export const ASKED: Readonly<Record<ProviderId, Money>> = {
  daisy: moneyFrom('DAI', '12'),
  oneshotpay: moneyFrom('USD', '12'),
  ocpay: moneyFrom('DZD', '1200'),
  oxapay: moneyFrom('USD', '12'),
}

const TOKEN = '0x6B175474E89094C44Da98b954EedeAC495271d0F'
const WALLET = '0x00000000000000000000000000000000000000aa'

/** Puts a sale made earlier on its provider's shelf, as a create would have, and gives its reference. */
export function putOnShelf(state: PracticeSnapshot, sale: Sale, paid: boolean, chance: Chance): string {
  const random = (size: number) => chance.bytes(size)
  switch (sale.provider) {
    case 'daisy':
      return put(state.daisy.invoices, daisyRow(sale, paid, random), (row) => row.identifier)
    case 'oneshotpay':
      return put(state.oneshotpay.links, oneshotRow(sale, paid, random), (row) => row.id)
    case 'ocpay':
      return put(state.ocpay.links, ocpayRow(sale, paid, random), (row) => row.ref)
    case 'oxapay': {
      const trackId = String(state.oxapay.nextTrackId)
      state.oxapay.nextTrackId += 7
      return put(state.oxapay.invoices, oxapayRow(sale, paid, trackId, random), (row) => row.trackId)
    }
  }
}

function put<Row>(shelf: Row[], row: Row, refOf: (row: Row) => string): string {
  shelf.push(row)
  return refOf(row)
}

type Random = (size: number) => Uint8Array

function daisyRow({ n, createdAt, paysAt }: Sale, paid: boolean, random: Random): DaisyInvoice {
  const at = paysAt ?? createdAt
  const receipt = {
    id: btoa(`receipt:before:${n}`),
    txHash: `0x${randomHex(random, 32)}`,
    account: `0x${randomHex(random, 20)}`,
    amount: '12000000000000000000',
    onChainCreatedAt: at,
    createdAt: at,
  }
  return {
    id: btoa(`invoice:${n}`),
    identifier: randomText(random, BASE64URL, 10),
    address: `0x${randomHex(random, 20)}`,
    tokenAddress: TOKEN,
    walletAddress: WALLET,
    invoicedPrice: '12000000000000000000',
    invoicedEmail: null,
    invoicedName: null,
    invoicedDetail: 'Two lamps',
    createdAt,
    receipts: paid ? [receipt] : [],
  }
}

function oneshotRow({ createdAt, paysAt }: Sale, paid: boolean, random: Random): OneShotLink {
  const at = paysAt ?? createdAt
  const payment = {
    id: uuidV7(random, at),
    amount: '12000000',
    relayerTransactionId: uuidV7(random, at),
    transactionHash: `0x${randomHex(random, 32)}`,
    paidByUserId: uuidV7(random, at),
    at,
    minedAt: at + 4_000,
  }
  return {
    id: uuidV7(random, createdAt),
    amount: '12000000',
    description: 'Two lamps',
    mediaUrl: null,
    reuseable: false,
    expirationTimestamp: Math.floor((createdAt + lifeOf('oneshotpay')) / 1000),
    requestedPayerUserId: null,
    createdAt,
    payments: paid ? [payment] : [],
  }
}

function ocpayRow({ n, createdAt, paysAt }: Sale, paid: boolean, random: Random): OcpayLink {
  return {
    ref: `OCPL-${randomHex(random, 6).toUpperCase()}`,
    title: `CF-${n}`,
    description: 'Two lamps',
    amount: '1200',
    feeMode: 'NO_FEE',
    successMessage: null,
    redirectUrl: null,
    isSandbox: true,
    createdAt,
    expiresAt: createdAt + lifeOf('ocpay'),
    outcome: paid ? 'confirmed' : 'none',
    initiatedAt: paid ? paysAt : null,
  }
}

function oxapayRow(sale: Sale, paid: boolean, trackId: string, random: Random): OxapayInvoice {
  const { n, createdAt } = sale
  const at = sale.paysAt ?? createdAt
  const chosen = { payCurrency: 'USDT', network: 'TRC20', address: `T${randomText(random, BASE64URL, 33)}` }
  const transfer = { ...chosen, txHash: randomHex(random, 32), amount: '12', asked: '12', at }
  return {
    trackId,
    dialect: 'legacy',
    sandbox: false,
    amount: '12',
    currency: 'USD',
    lifeTime: lifeOf('oxapay') / 60_000,
    feePaidByPayer: 0,
    underPaidCover: '0',
    mixedPayment: false,
    callbackUrl: '',
    returnUrl: '',
    thanksMessage: '',
    email: '',
    orderId: `before-${n}`,
    description: 'Two lamps',
    createdAt,
    expiresAt: createdAt + lifeOf('oxapay'),
    mark: null,
    chosen: paid ? { ...chosen, seenHash: null } : null,
    transfers: paid ? [transfer] : [],
    paidAt: paid ? at : null,
  }
}
