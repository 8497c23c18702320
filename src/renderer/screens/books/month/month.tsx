import { useEffect, useRef, useState } from 'react'
import { MATRIX_SPANS } from '../../../../shared/contract/plain/matrix-spans.ts'
import { daysOf, stretchAfter } from '../../../../shared/time/days.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useDelayedFlag } from '../../../components/hooks/use-delayed-flag.ts'
import { useOverview } from '../../../data/app.ts'
import { useCharts } from '../../../data/lists/charts.ts'
import { useIsEmpty, useMatrix } from '../../../data/lists/matrix.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { useBusinessDay } from '../../../window/use-business-day.ts'
import { useMedia } from '../../../window/use-media.ts'
import { type CellPlace, type KeptMonth, MONTH_VIEWS } from '../kept-books.ts'
import { keptPlace, shownPlace } from './cell-places.ts'
import { Charts, ChartsBeside } from './charts/charts.tsx'
import { FIGURES } from './figures.ts'
import { MatrixGrid } from './matrix-grid.tsx'
import { MonthFoot } from './month-foot.tsx'
import { MonthTools } from './month-tools.tsx'
import { None } from './none.tsx'
import { MonthSheet } from './paper/month-sheet.tsx'
import { usePaper } from './paper/use-paper.ts'
import { usePrint } from './paper/use-print.ts'
import { daysIn, useOpenRows } from './use-open-rows.ts'
import { useStretchWords } from './use-stretch-words.ts'

/** Books are kept from here on: nothing before it is stepped to. */
const EARLIEST = '2000-01-01'

/** What each business day of a month, a quarter or a year came to, by account and currency. */
export function Month({ kept }: { readonly kept: KeptMonth }) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const words = useStretchWords()
  const { zone } = useOverview().book
  const openRows = useOpenRows(kept)
  const { span: keptSpan, day: keptDay, figure: keptFigure, view: keptView } = kept
  const [shownAs, setShownAs] = useState({
    ...{ span: keptSpan, day: keptDay, figure: keptFigure, view: keptView },
  })
  const [place, setPlace] = useState(kept.active)
  const [said, setSaid] = useState('')
  const { span, figure, view } = shownAs
  const today = useBusinessDay(zone)
  const { from, to } = daysOf(span, shownAs.day ?? today, 0)
  const first = from ?? today
  const stretch = words(span, { from, to })
  const matrix = useMatrix({ span, day: first })
  // A large window has room for two charts beside the days.
  const isBeside = useMedia('(min-width: 1600px)') && view === 'days'
  const charts = useCharts({ span, day: first }, view === 'charts' || isBeside)
  const shown = view === 'charts' ? charts.data : matrix.data
  const error = view === 'charts' ? (matrix.error ?? charts.error) : matrix.error
  const isNone = matrix.data?.columns.length === 0
  /** What stands there to be looked at; undefined while there is nothing. */
  const there = isNone ? undefined : matrix.data
  const isOnPaper = usePaper()
  const { print, refusal } = usePrint()
  const isEmpty = useIsEmpty(isNone)
  const isLate = useDelayedFlag(!isNone && !shown && !error, 150)
  const hasAfter = (to ?? '') < today
  const hasBefore = first > EARLIEST

  const name = `${view} ${figure} ${stretch}`
  const told = useRef(name)
  useEffect(() => {
    if (told.current === name) return
    told.current = name
    if (view === 'charts') announce(t('month.toldCharts', { stretch }))
    else announce(t('month.told', { figure: t(`month.figure.${figure}`), stretch }))
  })
  function change(next: Partial<typeof shownAs>): void {
    setSaid('')
    Object.assign(kept, next)
    setShownAs((before) => ({ ...before, ...next }))
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
    monthFigure: { takes: () => view === 'days', run: () => change({ figure: next(FIGURES, figure) }) },
    monthSpan: () => change({ span: next(MATRIX_SPANS, span) }),
    monthView: () => change({ view: next(MONTH_VIEWS, view) }),
    monthPrint: { takes: () => there !== undefined, run: print },
  })

  const data = matrix.data
  const size = { days: data ? daysIn(data) : 0, accounts: data?.columns.length ?? 0 }
  const active = shownPlace(place, size)
  function go(next: CellPlace): void {
    setSaid('')
    kept.active = keptPlace(next, size)
    setPlace(kept.active)
  }
  function open(at: CellPlace): void {
    go(at)
    if (!data || matrix.isPlaceholderData || openRows(data, figure, at)) return
    setSaid(t('month.nothingBehind'))
    announce(t('month.nothingBehind'))
  }
  return (
    <>
      <MonthTools
        {...{ stretch, span, figure, view, hasBefore, hasAfter }}
        days={{ from: first, to: to ?? first }}
        onStep={step}
        onSpan={(one) => change({ span: one })}
        onFigure={(one) => change({ figure: one })}
        onView={(one) => change({ view: one })}
        onPrint={there ? print : null}
      />
      {there && view === 'charts' && charts.data ? (
        <Charts
          {...{ charts: charts.data, span, columns: there.columns, kept }}
          name={t('charts.of', { stretch })}
          isOfBefore={charts.isPlaceholderData || matrix.isPlaceholderData}
        />
      ) : (
        <div className={isBeside && there ? 'month-split' : 'month-whole'}>
          <div className="month-area">
            {there && view === 'days' && (
              <MatrixGrid
                {...{ matrix: there, span, figure, kept, active }}
                name={t('month.grid', { figure: t(`month.figure.${figure}`), stretch })}
                isOfBefore={matrix.isPlaceholderData}
                onActive={go}
                onOpen={open}
              />
            )}
            {error && !shown && (
              <>
                <ErrorWords error={error} />
                <Button look="primary" onPress={() => void (matrix.error ? matrix : charts).refetch()}>
                  {t('app.tryAgain')}
                </Button>
              </>
            )}
            {isLate && <p aria-busy="true">{t(view === 'charts' ? 'charts.loading' : 'month.loading')}</p>}
            {isNone && isEmpty !== undefined && (
              <None {...{ stretch, isEmpty }} onBefore={hasBefore ? () => step(-1) : null} />
            )}
          </div>
          {isBeside && there && charts.data && <ChartsBeside {...{ charts: charts.data, kept }} />}
        </div>
      )}
      {there && <MonthFoot matrix={there} view={view} said={refusal ?? said} />}
      {isOnPaper && there && (
        <MonthSheet
          {...{ matrix: there, charts: view === 'charts' ? charts.data : undefined, span, figure, stretch }}
        />
      )}
    </>
  )
}
