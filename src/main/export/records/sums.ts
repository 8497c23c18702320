import { EXPORT_SUMS, type ExportKind } from '../../../shared/contract/plain/export-columns.ts'
import { toDecimal } from '../../../shared/money/money.ts'
import { createAmountReader } from './amounts.ts'
import { fieldEnd } from './fields.ts'

/** What the rows of one currency come to: how many they are, and the amounts by their names as decimals. */
export interface FileSum {
  readonly currency: string
  readonly count: number
  readonly amounts: Readonly<Record<string, string>>
}

/** Adds up what is summed of each row, which stands before its columns. */
export interface Sums {
  /** Takes the fields of a row from a place on, and gives the place where its columns begin. */
  row(bytes: Uint8Array, from: number): number
  /** What they come to, the currency with the most rows first; never across currencies. */
  all(): readonly FileSum[]
}

interface Tally {
  count: number
  readonly exact: bigint[]
  /** What was added since, exact below 2^53. */
  readonly since: number[]
}

const LARGEST = 2 ** 52

/** Makes what adds up the rows of a kind; a kind without money has no sums. */
export function createSums(kind: ExportKind): Sums {
  const told = EXPORT_SUMS[kind]
  if (told === null) return { row: (_bytes, from) => from, all: () => [] }
  const names: readonly string[] = told.amounts
  const amounts = createAmountReader()
  const tallies = new Map<string, Tally>()
  let [lastCode, last] = ['', null as Tally | null]

  function tallyOf(code: string): Tally {
    if (last !== null && code === lastCode) return last
    const found = tallies.get(code) ?? { count: 0, exact: names.map(() => 0n), since: names.map(() => 0) }
    tallies.set(code, found)
    lastCode = code
    last = found
    return found
  }

  function add(tally: Tally, n: number, units: number | bigint): void {
    if (typeof units === 'bigint') {
      tally.exact[n] = (tally.exact[n] ?? 0n) + units
      return
    }
    const sum = (tally.since[n] ?? 0) + units
    if (Math.abs(sum) < LARGEST) {
      tally.since[n] = sum
      return
    }
    tally.exact[n] = (tally.exact[n] ?? 0n) + BigInt(sum)
    tally.since[n] = 0
  }

  return {
    row(bytes, from) {
      // The currency stands with each amount, too.
      let at = fieldEnd(bytes, from) + 1
      let tally: Tally | null = null
      for (let n = 0; n < names.length; n += 1) {
        const end = fieldEnd(bytes, at)
        if (amounts.read(bytes, at, end)) {
          tally ??= tallyOf(amounts.currency())
          add(tally, n, amounts.units())
        }
        at = end + 1
      }
      if (tally) tally.count += 1
      return at
    },
    all: () =>
      [...tallies]
        .map(([currency, { count, exact, since }]) => ({
          currency,
          count,
          amounts: Object.fromEntries(
            names.map((name, n) => [
              name,
              toDecimal({ currency, units: (exact[n] ?? 0n) + BigInt(since[n] ?? 0) }),
            ]),
          ),
        }))
        .toSorted((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1)),
  }
}
