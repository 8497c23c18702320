// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active cell
// biome-ignore-all lint/a11y/useSemanticElements: the same keys and roles as the list of all invoices
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { MatrixSpan } from '../../../../shared/contract/plain/matrix-spans.ts'
import type { Matrix } from '../../../../shared/contract/shapes/lists/month.ts'
import { eachDay } from '../../../../shared/time/days.ts'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { useLetters } from '../../../components/hooks/use-letters.ts'
import { widestText } from '../../../components/text-width.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { weekIn } from '../../../i18n/week.ts'
import { isKey } from '../../../keyboard/keys.ts'
import { meantKey } from '../../../keyboard/meant-key.ts'
import { moveActive } from '../../../keyboard/move-active.ts'
import { lineStep } from '../../../window/line-step.ts'
import { useMedia } from '../../../window/use-media.ts'
import type { CellPlace, KeptMonth } from '../kept-books.ts'
import { cellsByDay, countIn, FIGURES, type Figure, FOOT } from './figures.ts'
import { AttentionCell, CountCell, FigureCell } from './matrix-cell.tsx'
import { useDrawnDays } from './use-drawn-days.ts'
import { useWholeColumns } from './use-whole-columns.ts'

const PAGE = 10
/** Sales that need a person count on the day they were made, as what they asked does: their sum stands in its line. */
export const ATTENTION_BESIDE: Figure = 'asked'

interface Props {
  readonly matrix: Matrix
  readonly span: MatrixSpan
  readonly figure: Figure
  /** What the grid is called. */
  readonly name: string
  readonly isOfBefore: boolean
  readonly kept: KeptMonth
  readonly active: CellPlace
  readonly onActive: (place: CellPlace) => void
  readonly onOpen: (place: CellPlace) => void
}

/** The days of a stretch by account and currency, one figure in the cells and all four in the foot. */
export function MatrixGrid(props: Props) {
  const { matrix, span, figure, name, isOfBefore, kept, active, onActive, onOpen } = props
  const { t, i18n } = useTranslation()
  const { isDayOff } = weekIn(i18n.language)
  const format = useFormat()
  const { columns, from, to } = matrix
  const grid = useRef<HTMLDivElement>(null)
  const days = useMemo(() => eachDay(from, to), [from, to])
  const cells = useMemo(() => cellsByDay(matrix), [matrix])
  const needing = useMemo(() => new Map(matrix.attention.map(({ day, sales }) => [day, sales])), [matrix])
  const row = useMedia('(pointer: coarse)') ? 44 : 24
  const { drawn, measure } = useDrawnDays({
    ...{ scroller: grid, days: days.length, row, active, from: kept.offset },
    onMove: (offset) => {
      kept.offset = offset
    },
  })
  const { style, beside, look } = useWholeColumns(grid, columns.length, useDayWidth())
  useEffect(() => {
    if (!kept.isLeft) return
    kept.isLeft = false
    grid.current?.focus({ preventScroll: true })
  }, [kept])

  function listen(event: KeyboardEvent): void {
    const size = { rows: days.length + FOOT.length, columns: columns.length + 2 }
    const corner = cornerOf(event, size)
    if (!corner && (event.ctrlKey || event.metaKey || event.altKey)) return
    if (corner) onActive(corner)
    else if (isKey('monthOpen', event)) onOpen(active)
    else {
      const next = movedTo(event, active, size)
      if (next === null) return
      onActive(next)
    }
    event.preventDefault()
  }
  const placed = (place: CellPlace) => ({
    id: `month-${place.row}-${place.column}`,
    index: place.column + 2,
    isActive: place.row === active.row && place.column === active.column,
    onPress: () => onOpen(place),
  })
  const isDrawn = active.row >= days.length || (active.row >= drawn.first && active.row < drawn.end)

  return (
    <div
      ref={grid}
      className="month-grid"
      role="grid"
      tabIndex={0}
      aria-label={name}
      aria-busy={isOfBefore}
      aria-rowcount={days.length + FOOT.length + 1}
      aria-colcount={columns.length + 3}
      aria-activedescendant={isDrawn ? `month-${active.row}-${active.column}` : undefined}
      style={style}
      onKeyDown={listen}
      onScroll={() => {
        measure()
        look()
      }}
    >
      <div role="rowgroup" className="month-head">
        <div role="row" aria-rowindex={1} className="month-row">
          <div role="columnheader" aria-colindex={1} className="month-day">
            <Beside of="before" count={beside.before} />
            {t(`month.byDay.${figure}`)}
          </div>
          {columns.map(({ accountId, accountLabel, currency }, column) => (
            <div
              key={`${accountId} ${currency}`}
              role="columnheader"
              aria-colindex={column + 2}
              className="month-account"
              title={format.account(accountLabel, currency)}
            >
              <span className="month-account-name">
                <bdi className="month-account-label">{accountLabel}</bdi> <bdi>{currency}</bdi>
              </span>
              <span className="month-account-of" aria-hidden="true">
                <span>{figure !== 'difference' && t('month.number')}</span>
                <span>{t(`month.figure.${figure}`)}</span>
              </span>
            </div>
          ))}
          <div role="columnheader" aria-colindex={columns.length + 2} className="month-account month-all">
            <span className="month-account-name">{t('month.all')}</span>
            <span className="month-account-of">
              <Beside of="after" count={beside.after} />
              <span aria-hidden="true">{t('month.number')}</span>
            </span>
          </div>
          <div
            role="columnheader"
            aria-colindex={columns.length + 3}
            className="month-account month-needs"
            title={t('month.needsTitle')}
          >
            <span className="month-account-of">{t('month.attention')}</span>
          </div>
        </div>
      </div>
      <div role="rowgroup" className="month-days" style={{ blockSize: days.length * row }}>
        {days.slice(drawn.first, drawn.end).map((day, nth) => {
          const at = drawn.first + nth
          const own = cells.get(at)
          return (
            <div
              key={day}
              role="row"
              aria-rowindex={at + 2}
              className={isDayOff(day) ? 'month-row month-off' : 'month-row'}
              style={{ insetBlockStart: at * row }}
            >
              <DayHead day={day} span={span} />
              {columns.map(({ accountId, currency }, column) => (
                <FigureCell
                  key={`${accountId} ${currency}`}
                  {...placed({ row: at, column })}
                  {...{ figure, currency, figures: own?.[column] }}
                />
              ))}
              <CountCell
                {...placed({ row: at, column: columns.length })}
                count={countIn(own ?? [], figure)}
              />
              <AttentionCell
                {...placed({ row: at, column: columns.length + 1 })}
                count={needing.get(at) ?? 0}
              />
            </div>
          )
        })}
      </div>
      <div role="rowgroup" className="month-sums">
        {FOOT.map((of, nth) => (
          <div
            key={of}
            role="row"
            aria-rowindex={days.length + nth + 2}
            className={of === figure ? 'month-row month-sum month-sum-shown' : 'month-row month-sum'}
          >
            <div role="rowheader" aria-colindex={1} className="month-day">
              {t(`month.figure.${of}`)}
            </div>
            {columns.map((own, column) => (
              <FigureCell
                key={`${own.accountId} ${own.currency}`}
                {...placed({ row: days.length + nth, column })}
                {...{ figure: of, currency: own.currency, figures: own }}
              />
            ))}
            <CountCell
              {...placed({ row: days.length + nth, column: columns.length })}
              count={countIn(columns, of)}
            />
            <AttentionCell
              {...placed({ row: days.length + nth, column: columns.length + 1 })}
              count={of === ATTENTION_BESIDE ? sumOf(matrix.attention) : 0}
            />
          </div>
        ))}
      </div>
    </div>
  )
}

/** What stands around the words of a day, CSS px: the padding of `.month-day` and its edge. */
const AROUND_DAY = 17

/** How wide the words are that stand in the column of the days, with what stands around them, CSS px. */
function useDayWidth(): number {
  const { t } = useTranslation()
  const areLettersThere = useLetters()
  return useMemo(() => {
    if (!areLettersThere) return 0
    const heads = FIGURES.map((of) => t(`month.byDay.${of}`))
    const sums = FOOT.map((of) => t(`month.figure.${of}`))
    const [head, sum] = [
      widestText(heads, { size: '--size-1', weight: 600 }),
      widestText(sums, { size: '--size-2', weight: 600 }),
    ]
    return Math.max(head, sum) + AROUND_DAY
  }, [t, areLettersThere])
}

/** How many accounts lie on one side of those in sight; nothing where none does. */
function Beside({ of, count }: { readonly of: 'before' | 'after'; readonly count: number }) {
  const { t } = useTranslation()
  if (count === 0) return null
  const Arrow = of === 'before' ? ChevronLeft : ChevronRight
  return (
    <span
      className={`month-beside month-${of}`}
      aria-hidden="true"
      title={t(`month.beside.${of}`, { count })}
    >
      {of === 'after' && count}
      <Arrow size={14} />
      {of === 'before' && count}
    </span>
  )
}

function DayHead({ day, span }: { readonly day: string; readonly span: MatrixSpan }) {
  const { i18n } = useTranslation()
  const text = (style: 'weekday' | 'number' | 'short' | 'whole') => dayText(day, style, i18n.language)
  return (
    <div role="rowheader" aria-colindex={1} aria-label={text('whole')} className="month-day">
      {span === 'month' ? (
        <>
          <span className="month-weekday">{text('weekday')}</span> <strong>{text('number')}</strong>
        </>
      ) : (
        <strong>{text('short')}</strong>
      )}
    </div>
  )
}

const sumOf = (all: Matrix['attention']) => all.reduce((sum, { sales }) => sum + sales, 0)

interface Size {
  readonly rows: number
  readonly columns: number
}

/** The first cell of all, or the last one, as a spreadsheet has it; null for any other key. */
function cornerOf(event: KeyboardEvent, { rows, columns }: Size): CellPlace | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  if (event.key === 'Home') return { row: 0, column: 0 }
  return event.key === 'End' ? { row: rows - 1, column: columns - 1 } : null
}

function movedTo(
  event: KeyboardEvent,
  { row, column }: CellPlace,
  { rows, columns }: Size,
): CellPlace | null {
  const step = lineStep(event)
  if (step !== null) return { row, column: Math.min(columns - 1, Math.max(0, column + step)) }
  const next = moveActive(meantKey(event), row, rows, PAGE)
  return next === null ? null : { row: next, column }
}
