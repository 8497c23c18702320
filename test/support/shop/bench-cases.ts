import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'

/** How the accounts of a case can be asked: one by one, by a list, or both kinds side by side. */
export type Mode = 'single' | 'list' | 'mixed'

/** What one account may be asked at most. */
export interface Limits {
  readonly perMinute: number
  readonly perSecond: number
  readonly gapMs: number
  readonly concurrency: number
}

export type BudgetName = '60/min' | '10/s'

/** One line of the benchmark. */
export interface BenchCase {
  readonly name: string
  readonly open: number
  readonly budget: BudgetName
  readonly mode: Mode
  /** Before anything is measured, ms. */
  readonly warmUpMs: number
  /** Payments made in this span are measured, ms; for one open sale at a time the sales themselves end it. */
  readonly windowMs: number
  /** Everything goes on as before, so that the last payments measured are found under the same load, ms. */
  readonly coolDownMs: number
}

export const BUDGETS: Readonly<Record<BudgetName, Limits>> = {
  '60/min': { perMinute: 60, perSecond: 2, gapMs: 0, concurrency: 1 },
  '10/s': { perMinute: 600, perSecond: 10, gapMs: 0, concurrency: 1 },
}

export const ACCOUNTS: Readonly<Record<Mode, readonly ProviderId[]>> = {
  single: ['oneshotpay'],
  list: ['oxapay'],
  mixed: ['daisy', 'oneshotpay', 'ocpay', 'oxapay'],
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Spans = Pick<BenchCase, 'warmUpMs' | 'windowMs' | 'coolDownMs'>

/** Long enough for some hundreds of payments, or as long as a bench can wait. */
const SPANS: Readonly<Record<number, Readonly<Record<BudgetName, Spans>>>> = {
  1: {
    '60/min': { warmUpMs: 0, windowMs: 0, coolDownMs: 10 * MINUTE },
    '10/s': { warmUpMs: 0, windowMs: 0, coolDownMs: 10 * MINUTE },
  },
  20: {
    '60/min': { warmUpMs: 10 * MINUTE, windowMs: 24 * HOUR, coolDownMs: HOUR },
    '10/s': { warmUpMs: 10 * MINUTE, windowMs: 24 * HOUR, coolDownMs: HOUR },
  },
  500: {
    '60/min': { warmUpMs: 10 * MINUTE, windowMs: 2 * HOUR, coolDownMs: 20 * MINUTE },
    '10/s': { warmUpMs: 10 * MINUTE, windowMs: 2 * HOUR, coolDownMs: 10 * MINUTE },
  },
  10000: {
    '60/min': { warmUpMs: 10 * MINUTE, windowMs: 40 * MINUTE, coolDownMs: 20 * MINUTE },
    '10/s': { warmUpMs: 5 * MINUTE, windowMs: 15 * MINUTE, coolDownMs: 5 * MINUTE },
  },
}

/** Many accounts with many sales cost the bench itself most: Daisy's one list is long. */
const MANY_MIXED: Readonly<Record<BudgetName, Spans>> = {
  '60/min': { warmUpMs: 5 * MINUTE, windowMs: 20 * MINUTE, coolDownMs: 5 * MINUTE },
  // As long as the slowest round of its accounts: what comes late in the span is found under the same load.
  '10/s': { warmUpMs: 2 * MINUTE, windowMs: 6 * MINUTE, coolDownMs: 10 * MINUTE },
}

const QUICK_SPANS: Spans = { warmUpMs: MINUTE, windowMs: 5 * MINUTE, coolDownMs: MINUTE }
const QUICK: Readonly<Record<BudgetName, Spans>> = { '60/min': QUICK_SPANS, '10/s': QUICK_SPANS }

/** All lines of the benchmark; `quick` shortens every span for a smoke run. */
export function benchCases(quick: boolean): readonly BenchCase[] {
  return [1, 20, 500, 10_000].flatMap((open) =>
    (['60/min', '10/s'] as const).flatMap((budget) =>
      (['single', 'list', 'mixed'] as const).map((mode) => ({
        name: `${mode} ${open} open ${budget}`,
        open,
        budget,
        mode,
        ...spansOf(open, mode, quick)[budget],
      })),
    ),
  )
}

function spansOf(open: number, mode: Mode, quick: boolean): Readonly<Record<BudgetName, Spans>> {
  if (quick && open > 1) return QUICK
  const usual = SPANS[open]
  if (!usual) throw new Error(`no spans for ${open} open sales`)
  return open === 10_000 && mode === 'mixed' ? MANY_MIXED : usual
}
