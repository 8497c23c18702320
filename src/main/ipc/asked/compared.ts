import type { ComparedFile } from '../../../shared/contract/shapes/books/compared-file.ts'
import type { CompareOutcome } from '../../export/port.ts'

type Compared = Extract<CompareOutcome, { state: 'done' }>['compared']

/** Gives what has changed since a file with what it does to each sum: a currency that one side does not have comes to nothing there. */
export function comparedWith({
  sumsBefore,
  sumsNow,
  ...rest
}: Compared): Omit<ComparedFile, 'id' | 'fileName' | 'asOf' | 'kind' | 'days'> {
  const currencies = new Set([...sumsNow, ...sumsBefore].map(({ currency }) => currency))
  const sums = [...currencies].flatMap((currency) => {
    const [before, now] = [sumsBefore, sumsNow].map((all) => all.find((one) => one.currency === currency))
    return Object.keys(now?.amounts ?? before?.amounts ?? {}).map((name) => ({
      ...{ name, rowsBefore: before?.count ?? 0, rowsNow: now?.count ?? 0 },
      before: { currency, amount: before?.amounts[name] ?? '0' },
      now: { currency, amount: now?.amounts[name] ?? '0' },
    }))
  })
  return { ...rest, rows: [...rest.rows], sums }
}
