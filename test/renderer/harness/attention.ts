import type { Account } from '../../../src/shared/contract/shapes/account.ts'
import type { Amount } from '../../../src/shared/contract/shapes/atoms.ts'
import type { PaymentException } from '../../../src/shared/contract/shapes/exception.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import type { AccountWatching } from '../../../src/shared/contract/shapes/watching.ts'
import { moneyFrom, subtract, toDecimal } from '../../../src/shared/money/money.ts'
import { SHOWN_KINDS } from '../../../src/shared/status/exceptions.ts'

const KINDS = { paid_late: 'late', underpaid: 'short', overpaid: 'over' } as const

/** One exception for each sale whose status is one, the oldest of them handled already. */
export function exceptionsOf(invoices: readonly InvoiceDetail[], now: number): PaymentException[] {
  const found = invoices.flatMap(({ invoice }) => {
    const kind = KINDS[invoice.status as keyof typeof KINDS] as PaymentException['kind'] | undefined
    return kind ? [exceptionOf(invoice, kind, now)] : []
  })
  const [first] = found
  if (!first) return []
  const handled = {
    resolvedAt: now - 60_000,
    how: 'person',
    note: 'Gave the rest back',
    person: 'Samira',
  } as const
  return [...found, { ...first, id: `${first.id}-before`, kind: 'twice', ...handled }]
}

function exceptionOf(
  {
    id,
    number,
    customerName,
    provider,
    accountLabel,
    asked,
    received,
    refunded,
    status,
    updatedAt,
  }: InvoiceDetail['invoice'],
  kind: PaymentException['kind'],
  now: number,
): PaymentException {
  const sale = {
    ...{ invoiceId: id, number, customerName, kind, provider, accountLabel, ref: null },
    ...{ asked, received, refunded, status },
    difference: differenceOf(kind, asked, received),
  }
  const raisedAt = Math.min(updatedAt, now)
  return {
    id: `exception-${number}`,
    ...sale,
    unseen: null,
    raisedAt,
    resolvedAt: null,
    how: null,
    note: null,
    person: null,
  }
}

/** What came late as it came; of anything else how far it is from what was asked. */
function differenceOf(kind: PaymentException['kind'], asked: Amount, received: Amount): Amount {
  const { currency } = asked
  const [wanted, came] = [moneyFrom(currency, asked.amount), moneyFrom(currency, received.amount)]
  return { currency, amount: toDecimal(kind === 'late' ? came : subtract(came, wanted)) }
}

/** The exceptions of a filter, by kind and the newest first. */
export function ofFilter(
  all: readonly PaymentException[],
  { resolved, kind }: { readonly resolved: boolean; readonly kind: PaymentException['kind'] | null },
): PaymentException[] {
  const place = (one: PaymentException) => SHOWN_KINDS.indexOf(one.kind)
  return all
    .filter((one) => (one.resolvedAt !== null) === resolved && (kind === null || one.kind === kind))
    .toSorted((a, b) => place(a) - place(b) || b.raisedAt - a.raisedAt)
}

/** How many there are of each kind. */
export function kindsOf(all: readonly PaymentException[]) {
  return SHOWN_KINDS.map((kind) => ({ kind, count: all.filter((one) => one.kind === kind).length })).filter(
    ({ count }) => count > 0,
  )
}

/** Each account in another state. */
export function watchingOf(accounts: readonly Account[], now: number): AccountWatching[] {
  const states: readonly Pick<AccountWatching, 'state' | 'reason' | 'until' | 'feed'>[] = [
    { state: 'running', reason: null, until: null, feed: 'used' },
    { state: 'slowed', reason: 'RATE_LIMITED', until: now + 42_000, feed: 'none' },
    { state: 'paused', reason: 'AUTH_REJECTED', until: null, feed: 'none' },
    { state: 'resting', reason: 'UNREACHABLE', until: now + 14_000, feed: 'unproven' },
  ]
  return accounts.map((account, index) => ({
    accountId: account.id,
    label: account.label,
    provider: account.provider,
    ...(states[index % states.length] ?? { state: 'running', reason: null, until: null, feed: 'none' }),
    lastAnswerAt: account.lastAnswerAt,
    callsLastMinute: 7 * index + 3,
    limitPerMinute: 60,
    open: { young: 2, hour: index, day: 11 * index, older: 0 },
    due: index,
  }))
}
