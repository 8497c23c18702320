import { createPortal } from 'react-dom'
import type { MatrixSpan } from '../../../../../shared/contract/plain/matrix-spans.ts'
import type { Charts } from '../../../../../shared/contract/shapes/lists/charts.ts'
import type { Matrix } from '../../../../../shared/contract/shapes/lists/month.ts'
import { useOverview } from '../../../../data/app.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { cityOf } from '../../../../i18n/zone-words.ts'
import type { ChartName } from '../../kept-books.ts'
import { HeatMap } from '../charts/heat-map.tsx'
import { LinkToMoney } from '../charts/link-to-money.tsx'
import { Statuses } from '../charts/statuses.tsx'
import { Takings } from '../charts/takings.tsx'
import type { Figure } from '../figures.ts'
import { AccountsTable } from './accounts-table.tsx'
import { DayTables } from './day-tables.tsx'

interface Props {
  readonly matrix: Matrix
  /** Undefined where the days are printed. */
  readonly charts: Charts | undefined
  readonly span: MatrixSpan
  readonly figure: Figure
  readonly stretch: string
}

const NO_TABLES = new Set<ChartName>()

/** A stretch on paper: what each account came to, and the days or the charts that are shown; every amount with all its decimals. */
export function MonthSheet({ matrix, charts, span, figure, stretch }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { book } = useOverview()
  const { columns } = matrix
  const onPaper = { asTables: NO_TABLES, isOnPaper: true }
  return createPortal(
    <article className="sheet">
      <header className="sheet-head">
        <h1>{stretch}</h1>
        <p>
          {t('charts.sheet.zone', { city: cityOf(book.zone), zone: book.zone })}
          <br />
          {t('charts.sheet.printed', { when: format.instant(Date.now()) })}
        </p>
      </header>
      <AccountsTable columns={columns} name={t('month.all')} />
      {charts ? (
        <>
          <Takings {...{ charts, span, columns, ...onPaper }} />
          <HeatMap {...{ charts, ...onPaper }} />
          <div className="sheet-pair">
            <LinkToMoney {...{ charts, ...onPaper }} />
            <Statuses {...{ charts, ...onPaper }} />
          </div>
        </>
      ) : (
        <DayTables {...{ matrix, span, figure }} />
      )}
    </article>,
    document.body,
  )
}
