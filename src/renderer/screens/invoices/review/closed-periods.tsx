import { createContext, type ReactNode, useContext } from 'react'
import type { ClosedDays } from '../../../../shared/contract/shapes/periods/period.ts'
import { useClosedPeriods } from '../../../data/periods/periods.ts'

const ClosedContext = createContext<readonly ClosedDays[]>([])

/** Knows the closed periods of the book for all rows beneath: they are asked for once. */
export function ClosedPeriods({ children }: { readonly children: ReactNode }) {
  return <ClosedContext value={useClosedPeriods()}>{children}</ClosedContext>
}

/** Says whether an instant, epoch ms, lies in a closed period. */
export function useIsClosed(at: number): boolean {
  return useContext(ClosedContext).some(({ from, until }) => at >= from && at < until)
}
