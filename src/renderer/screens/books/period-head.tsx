import type { ReactNode } from 'react'
import { daysOf, stretchAfter } from '../../../shared/time/days.ts'
import { useKeys } from '../../keyboard/use-keys.tsx'
import type { KeptPeriod } from './kept-books.ts'
import { useStretchWords } from './month/use-stretch-words.ts'
import { MonthStep } from './month-step.tsx'

/** Books are kept from here on: nothing before it is stepped to. */
const EARLIEST = '2000-01-01'

/** Gives the first day of the month before the one that `today` lies in: who closes, closes what is over. */
export function monthBefore(today: string): string {
  return stretchAfter('month', daysOf('month', today, 0).from ?? today, -1)
}

interface Props {
  /** The first day of the month that is shown. */
  readonly first: string
  readonly today: string
  readonly kept: KeptPeriod
  readonly onStep: (day: string) => void
  readonly children: ReactNode
}

/** Which month is looked at, and what the part has to say of it. */
export function PeriodHead({ first, today, kept, onStep, children }: Props) {
  const words = useStretchWords()
  const days = daysOf('month', first, 0)
  const hasBefore = first > EARLIEST
  const hasAfter = (days.to ?? '') < today
  function step(by: number): void {
    const day = stretchAfter('month', first, by)
    kept.day = day
    onStep(day)
  }
  useKeys('month', {
    monthBefore: { takes: () => hasBefore, run: () => step(-1) },
    monthAfter: { takes: () => hasAfter, run: () => step(1) },
  })
  return (
    <div className="month-tools">
      <MonthStep stretch={words('month', days)} {...{ hasBefore, hasAfter }} onStep={step} />
      {children}
    </div>
  )
}
