import { useEffect, useRef, useState } from 'react'
import { MATRIX_SPANS, type MatrixSpan } from '../../../../shared/contract/plain/matrix-spans.ts'
import { daysOf, stretchAfter } from '../../../../shared/time/days.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Teach } from '../../../components/teach.tsx'
import { useDelayedFlag } from '../../../components/use-delayed-flag.ts'
import { useOverview } from '../../../data/app.ts'
import { useIsEmpty, useMatrix } from '../../../data/lists/matrix.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { useNavigation } from '../../../window/navigation.tsx'
import { useBusinessDay } from '../../../window/use-business-day.ts'
import type { CellPlace, KeptMonth } from '../kept-books.ts'
import { countIn, FIGURES, type Figure, FOOT, isThere, listOf } from './figures.ts'
import { MatrixGrid } from './matrix-grid.tsx'
import { MonthFoot } from './month-foot.tsx'
import { MonthTools } from './month-tools.tsx'
import { useStretchWords } from './use-stretch-words.ts'

/** Books are kept from here on: nothing before it is stepped to. */
const EARLIEST = '2000-01-01'

/** What each business day of a month, a quarter or a year came to, by account and currency. */
export function Month({ kept }: { readonly kept: KeptMonth }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const words = useStretchWords()
  const { zone } = useOverview().book
  const { goToRows } = useNavigation()
  const [view, setView] = useState({ span: kept.span, day: kept.day, figure: kept.figure })
  const [place, setPlace] = useState(kept.active)
  const { span, figure } = view
  const today = useBusinessDay(zone)
  const { from, to } = daysOf(span, view.day ?? today, 0)
  const first = from ?? today
  const stretch = words(span, { from, to })
  const matrix = useMatrix({ span, day: first })
  const isNone = matrix.data?.columns.length === 0
  const isEmpty = useIsEmpty(isNone)
  const isLate = useDelayedFlag(!matrix.data && !matrix.error, 150)
  const hasAfter = (to ?? '') < today
  const hasBefore = first > EARLIEST

  const told = useRef(`${figure} ${stretch}`)
  useEffect(() => {
    const name = `${figure} ${stretch}`
    if (told.current === name) return
    told.current = name
    announce(t('month.told', { figure: t(`month.figure.${figure}`), stretch }))
  })
  function change(next: Partial<{ span: MatrixSpan; day: string | null; figure: Figure }>): void {
    Object.assign(kept, next)
    setView((before) => ({ ...before, ...next }))
  }
  function go(next: CellPlace): void {
    kept.active = next
    setPlace(next)
  }
  function step(by: number): void {
    const day = stretchAfter(span, first, by)
    // Where today lies, the days follow it.
    change({ day: day === daysOf(span, today, 0).from ? null : day })
  }
  const next = <T,>(all: readonly T[], one: T) => all[(all.indexOf(one) + 1) % all.length] as T
  useKeys('month', {
    monthBefore: { takes: () => hasBefore, run: () => step(-1) },
    monthAfter: { takes: () => hasAfter, run: () => step(1) },
    monthFigure: () => change({ figure: next(FIGURES, figure) }),
    monthSpan: () => change({ span: next(MATRIX_SPANS, span) }),
  })

  const data = matrix.data
  const days = data ? (Date.parse(data.to) - Date.parse(data.from)) / DAY_MS + 1 : 0
  // A shorter stretch, or an account less, has the keys on its last cell.
  const active = {
    row: Math.min(place.row, days + FOOT.length - 1),
    column: Math.min(place.column, data?.columns.length ?? 0),
  }
  function open(at: CellPlace): void {
    go(at)
    if (!data || matrix.isPlaceholderData) return
    const of = FOOT[at.row - days] ?? figure
    const list = listOf(of)
    if (list === null) {
      announce(t('month.noRefunds'))
      return
    }
    const column = data.columns[at.column]
    const own = data.cells.filter(({ day }) => at.row >= days || day === at.row)
    const isSome = column
      ? own.some((cell) => cell.column === at.column && isThere(cell, of))
      : (countIn(own, of) ?? 0) > 0
    if (!isSome) {
      announce(t('month.none'))
      return
    }
    kept.isLeft = true
    const day = new Date(Date.parse(data.from) + at.row * DAY_MS).toISOString().slice(0, 10)
    goToRows({
      ...(at.row < days ? { from: day, to: day } : { from: data.from, to: data.to }),
      list,
      of: column ? { accountId: column.accountId, currency: column.currency } : null,
    })
  }

  return (
    <>
      <MonthTools
        {...{ stretch, span, figure, hasBefore, hasAfter }}
        onStep={step}
        onSpan={(one) => change({ span: one })}
        onFigure={(one) => change({ figure: one })}
      />
      <div className="month-area">
        {data && !isNone && (
          <MatrixGrid
            {...{ matrix: data, span, figure, kept, active }}
            name={t('month.grid', { figure: t(`month.figure.${figure}`), stretch })}
            isOfBefore={matrix.isPlaceholderData}
            onActive={go}
            onOpen={open}
          />
        )}
        {matrix.error && !data && (
          <>
            <ErrorWords error={matrix.error} />
            <Button look="primary" onPress={() => void matrix.refetch()}>
              {t('app.tryAgain')}
            </Button>
          </>
        )}
        {isLate && <p aria-busy="true">{t('month.loading')}</p>}
        {isNone && isEmpty !== undefined && (
          <None {...{ stretch, isEmpty }} onBefore={hasBefore ? () => step(-1) : null} />
        )}
      </div>
      {data && !isNone && <MonthFoot matrix={data} figure={figure} />}
    </>
  )
}

const DAY_MS = 86_400_000

interface NoneProps {
  readonly stretch: string
  readonly isEmpty: boolean
  readonly onBefore: (() => void) | null
}

/** What stands where the days would be: nothing was ever sold, or nothing in these days. */
function None({ stretch, isEmpty, onBefore }: NoneProps) {
  const { t } = useTranslation()
  const { go } = useNavigation()
  if (isEmpty) {
    return (
      <Teach title={t('month.emptyTitle')} text={t('month.empty')}>
        <Button look="primary" onPress={() => go('counter')}>
          {t('invoices.emptyAct')}
        </Button>
      </Teach>
    )
  }
  return (
    <Teach title={t('month.noneTitle', { stretch })} text={t('month.noneText')}>
      {onBefore && <Button onPress={onBefore}>{t('month.noneAct')}</Button>}
    </Teach>
  )
}
