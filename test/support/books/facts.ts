import { randomUUID } from 'node:crypto'
import type { NewAccount } from '../../../src/main/ledger/port/accounts.ts'
import type { NewInvoice } from '../../../src/main/ledger/port/invoices.ts'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import type { LinkMade, LinkSeen, SeenReceipt, UnansweredLink } from '../../../src/main/ledger/port/links.ts'
import { type Money, moneyFrom } from '../../../src/shared/money/money.ts'
import { there } from './there.ts'

export const START = Date.UTC(2026, 5, 1, 9)
export const ACCOUNT = 'account-of-the-shop'

/** The account that all sales are made through, unless they say another. */
export function shopAccount(change: Partial<NewAccount> = {}): NewAccount {
  const all = { id: ACCOUNT, provider: 'daisy', label: 'Shop', settings: {}, keyFingerprint: '' } as const
  return { ...all, createdAt: START, ...change }
}

export const eur = (text: string): Money => moneyFrom('EUR', text)

export function sale(change: Partial<NewInvoice> = {}): NewInvoice {
  return {
    token: randomUUID(),
    accountId: ACCOUNT,
    asked: eur('49.90'),
    description: 'Two lamps',
    customerName: null,
    customerEmail: null,
    tolerance: null,
    at: START,
    ...change,
  }
}

export function made(linkId: string, change: Partial<LinkMade> = {}): LinkMade {
  return {
    linkId,
    ref: `ref-${linkId}`,
    url: `https://pay.example/${linkId}`,
    expiresAt: null,
    rawStatus: 'NEW',
    rawAnswer: '{"status":"NEW"}',
    nextCheckAt: START + 3_000,
    at: START + 1_000,
    recovered: false,
    mismatch: null,
    ...change,
  }
}

export function seen(linkId: string, change: Partial<LinkSeen> = {}): LinkSeen {
  return {
    linkId,
    reading: 'open',
    rawStatus: 'NEW',
    rawAnswer: '{"status":"NEW"}',
    received: null,
    expiresAt: null,
    receipts: null,
    nextCheckAt: START + 8_000,
    at: START + 5_000,
    ...change,
  }
}

export function transfer(change: Partial<SeenReceipt> = {}): SeenReceipt {
  return {
    receiptId: 'transfer-1',
    txHash: '0xabc123def456',
    payer: '0xfeed',
    amount: eur('49.90'),
    credited: eur('49.90'),
    paidAt: START + 4_000,
    timeObserved: false,
    raw: '{}',
    ...change,
  }
}

/** Adds a link to an invoice that may have one more; throws when the book refuses it. */
export function anotherLink(ledger: Ledger, invoiceId: string, at: number): UnansweredLink {
  const added = there(ledger.addLink(invoiceId, at))
  if (!added.ok) throw new Error(`no further link: ${added.reason}`)
  return added.pending
}
