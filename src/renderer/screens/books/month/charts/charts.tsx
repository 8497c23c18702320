import type { MatrixSpan } from '../../../../../shared/contract/plain/matrix-spans.ts'
import type { Charts as ChartsData } from '../../../../../shared/contract/shapes/lists/charts.ts'
import type { MatrixColumn } from '../../../../../shared/contract/shapes/lists/month.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import type { KeptMonth } from '../../kept-books.ts'
import { HeatMap } from './heat-map.tsx'
import { LinkToMoney } from './link-to-money.tsx'
import { Statuses } from './statuses.tsx'
import { Takings } from './takings.tsx'

interface Props {
  readonly charts: ChartsData
  readonly span: MatrixSpan
  readonly columns: readonly MatrixColumn[]
  readonly name: string
  readonly isOfBefore: boolean
  readonly kept: KeptMonth
}

/** The charts of a stretch. */
export function Charts({ charts, span, columns, name, isOfBefore, kept }: Props) {
  const { asTables } = kept
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled by the keys has to take the focus
    <section className="charts" aria-label={name} aria-busy={isOfBefore} tabIndex={0}>
      <Takings {...{ charts, span, columns, asTables }} />
      <HeatMap {...{ charts, asTables }} />
      <LinkToMoney {...{ charts, asTables }} />
      <Statuses {...{ charts, asTables }} />
    </section>
  )
}

/** The two charts that stand beside the days of a large window. */
export function ChartsBeside({ charts, kept }: Pick<Props, 'charts' | 'kept'>) {
  const { t } = useTranslation()
  const { asTables } = kept
  return (
    <aside className="charts-beside" aria-label={t('charts.name')}>
      <LinkToMoney {...{ charts, asTables }} />
      <Statuses {...{ charts, asTables }} />
    </aside>
  )
}
