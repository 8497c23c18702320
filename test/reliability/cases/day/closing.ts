import type { PracticePayment } from '../../../../src/main/practice/world/state.ts'
import type { InvoiceDetail } from '../../../../src/shared/contract/shapes/invoice.ts'
import { count, type DayRoom, MINUTE_MS } from './room.ts'

/** The longest that payments are waited for after the last customer has gone, ms: a provider that failed is left alone for a while. */
const LONGEST_MS = 90 * MINUTE_MS

/** What is wrong with the money of the day. */
export interface MoneyFound {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly wrong: readonly string[]
}

/** Waits until every payment that a customer made is a receipt, once and for the same sum, and tells which never were. */
export async function compareMoney(room: DayRoom): Promise<MoneyFound> {
  const { till, time, server, ledger } = room
  const paid = Map.groupBy(server.practice.log().payments, ({ provider, ref }) => `${provider} ${ref}`)
  const left = new Map(
    [...ledger.sales.values()].flatMap((sale) => (ledger.named.has(sale.number) ? [] : [[sale.id, sale]])),
  )
  const found = { lost: [] as string[], doubled: [] as string[], wrong: [] as string[] }
  const end = time.now() + LONGEST_MS
  const asked = new Set<string>()
  for (;;) {
    const isLast = time.now() > end
    for (const [id, sale] of [...left]) {
      const { provider } = sale
      const answer = await till.ask('invoices.get', { id })
      if (!answer.ok) {
        found.lost.push(`${sale.number} cannot be read: ${answer.error.code}`)
        left.delete(id)
        continue
      }
      const detail = answer.value
      const refs = detail.links.flatMap(({ providerRef }) => (providerRef === null ? [] : [providerRef]))
      const due = refs.flatMap((ref) => paid.get(`${provider} ${ref}`) ?? [])
      const difference = compareSale(due, detail)
      if (difference !== null && !isLast) continue
      if (difference === 'more')
        found.doubled.push(`${detail.invoice.number} ${JSON.stringify(detail.receipts)}`)
      else if (difference === 'less') found.lost.push(`${detail.invoice.number} ${JSON.stringify(due)}`)
      else if (difference === 'other') found.wrong.push(`${detail.invoice.number} is paid otherwise`)
      for (const ref of refs) asked.add(`${provider} ${ref}`)
      left.delete(id)
    }
    if (left.size === 0) break
    await time.wait(MINUTE_MS)
  }
  for (const key of paid.keys()) if (!asked.has(key)) found.lost.push(`${key} is in no sale`)
  for (const _ of paid.keys()) count(ledger, 'links paid')
  return found
}

/** Holds the receipts of a sale against what its customer paid; null where they agree. */
function compareSale(
  due: readonly PracticePayment[],
  { receipts }: InvoiceDetail,
): 'less' | 'more' | 'other' | null {
  if (receipts.length !== due.length) return receipts.length < due.length ? 'less' : 'more'
  const had = receipts.map(({ credited, amount }) => scaled((credited ?? amount).amount)).toSorted(ascending)
  const gave = due.map(({ amount }) => scaled(amount)).toSorted(ascending)
  return had.every((units, index) => units === gave[index]) ? null : 'other'
}

/** The amount of a decimal text in units of 10^-18. */
function scaled(text: string): bigint {
  const [whole = '', part = ''] = text.split('.')
  return BigInt(whole + part.padEnd(18, '0'))
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}
