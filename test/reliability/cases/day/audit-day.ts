import { join } from 'node:path'
import { auditBook, refundTokensIn } from '../../../support/rounds/audit.ts'
import type { MoneyFound } from './closing.ts'
import type { DayLedger } from './room.ts'

/** Holds the closed books of a day against what was acknowledged, and against the money that was compared before. */
export function auditDay(
  folder: string,
  ledger: DayLedger,
  money: MoneyFound,
): { readonly lost: readonly string[]; readonly doubled: readonly string[]; readonly partial: string[] } {
  const live = auditBook(join(folder, 'live.sqlite'), { mayHaveGaps: true })
  const practice = auditBook(join(folder, 'practice.sqlite'))
  const refunds = refundTokensIn(join(folder, 'live.sqlite'))
  const kept = [...ledger.sales].filter(([, { number }]) => !ledger.named.has(number))
  const again = [...live.sales.values()].filter(({ number }) => ledger.named.has(number))
  const partial = [...live.halves, ...practice.halves, ...money.wrong, ...ledger.wrong]
  if (live.sales.size !== kept.length) partial.push(`${live.sales.size} sales are in the book`)
  return {
    lost: [
      ...kept.flatMap(([token, { number }]) =>
        live.sales.get(token)?.number === number ? [] : [`sale ${number}`],
      ),
      ...[...ledger.practiceSales].filter((token) => !practice.sales.has(token)),
      ...[...ledger.refunds].filter((token) => !refunds.includes(token)),
      ...[...ledger.notes].filter((text) => !live.notes.has(text)),
      ...money.lost,
    ],
    doubled: [
      ...live.repeats,
      ...practice.repeats,
      ...money.doubled,
      ...again.map(({ number }) => `${number} was given again`),
      ...refunds.filter((token, at) => refunds.indexOf(token) !== at || !ledger.refunds.has(token)),
    ],
    partial,
  }
}
