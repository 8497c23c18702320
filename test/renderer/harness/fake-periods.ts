import type { MatrixStretch } from '../../../src/shared/contract/shapes/lists/month.ts'
import type {
  ClosedDays,
  PeriodClosing,
  PeriodView,
} from '../../../src/shared/contract/shapes/periods/period.ts'
import { daysOf } from '../../../src/shared/time/days.ts'
import { beginningsOf } from '../../../src/shared/time/zone.ts'
import { fakeMatrix } from './fake-matrix.ts'

const ZONE = 'Africa/Algiers'

/** The periods of the fake book: closed and reopened by the window's own calls. */
export function createFakePeriods(
  scene: string,
  emit: (name: 'periods.changed', ids: readonly string[]) => void,
) {
  const closings = new Map<string, PeriodClosing[]>()
  const daysIn = ({ span, day }: MatrixStretch) => {
    const { from, to } = daysOf(span, day, 0)
    const begins = beginningsOf(from ?? day, to ?? day, ZONE)
    return { firstDay: from ?? day, lastDay: to ?? day, from: begins[0] ?? 0, until: begins.at(-1) ?? 0 }
  }
  const standing = (firstDay: string) =>
    closings.get(firstDay)?.find(({ reopened }) => reopened === null) ?? null
  const known = new Map<string, ClosedDays>()
  return {
    'periods.view': (stretch: MatrixStretch): PeriodView => {
      const days = daysIn(stretch)
      const { columns } = fakeMatrix(scene, stretch)
      const closing = standing(days.firstDay)
      return {
        ...{ ...days, zone: ZONE, closing, figures: columns, today: columns, mark: 'seen', tieOuts: [] },
        earlier: (closings.get(days.firstDay) ?? []).filter(({ reopened }) => reopened !== null),
        checks: [
          { kind: 'asked', state: 'good', count: 0, of: 2, names: ['Daisy', 'OCPay'], at: Date.now() },
          { kind: 'attention', state: 'warn', count: 2, of: 5, names: [], at: null },
        ],
        ...{ later: [], laterCount: 0, adjustments: [], adjustmentCount: 0 },
      }
    },
    'periods.closed': () => ({ periods: [...known.values()].filter(({ firstDay }) => standing(firstDay)) }),
    'periods.close': ({
      reason,
      mark: _,
      ...stretch
    }: MatrixStretch & { reason: string | null; mark: string }) => {
      const days = daysIn(stretch)
      const common = { id: 'closing-of-the-month', closedBy: 'Salima', trailHead: null, reopened: null }
      const closing = { ...common, closedAt: Date.now(), reason }
      closings.set(days.firstDay, [closing, ...(closings.get(days.firstDay) ?? [])])
      known.set(days.firstDay, days)
      emit('periods.changed', [])
      return null
    },
    'periods.reopen': ({ reason, ...stretch }: MatrixStretch & { reason: string }) => {
      const { firstDay } = daysIn(stretch)
      const reopened = { at: Date.now(), by: 'Salima', reason }
      closings.set(
        firstDay,
        (closings.get(firstDay) ?? []).map((one) => ({ ...one, reopened: one.reopened ?? reopened })),
      )
      emit('periods.changed', [])
      return null
    },
    'periods.tieOut': () => null,
    'periods.chooseStatement': () => null,
    'periods.lookAtStatement': () => {
      throw new Error('no statement was chosen')
    },
    'periods.readStatement': () => ({ kind: 'failed' as const, why: 'gone' as const }),
    'periods.explain': () => ({
      ...{ best: [], singles: 0, pairs: 0, triples: 0, tried: { pairs: true, triples: true } },
    }),
  }
}
