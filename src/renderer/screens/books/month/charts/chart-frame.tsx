import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import type { ChartName } from '../../kept-books.ts'

interface Props {
  readonly name: ChartName
  readonly title: string
  /** What stands beside the title. */
  readonly beside?: string | undefined
  /** Which charts are shown as tables, to be written to. */
  readonly asTables: Set<ChartName>
  readonly chart: ReactNode
  readonly table: ReactNode
  /** What stands beneath either. */
  readonly children?: ReactNode
  /** On paper nothing can be pressed. */
  readonly isOnPaper?: boolean
}

/** A chart with its title, which its table takes the place of. */
export function ChartFrame({ name, title, beside, asTables, chart, table, children, isOnPaper }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const [isTable, setIsTable] = useState(asTables.has(name))
  function turn(): void {
    if (isTable) asTables.delete(name)
    else asTables.add(name)
    setIsTable(!isTable)
  }
  return (
    <section className={`chart chart-${name}`} aria-labelledby={id}>
      <header className="chart-head">
        <h3 id={id} className="chart-title">
          {title}
        </h3>
        {beside && <span className="chart-beside">{beside}</span>}
        {!isOnPaper && (
          <button type="button" className="chart-turn" aria-describedby={id} onClick={turn}>
            {t(isTable ? 'charts.asChart' : 'charts.asTable')}
          </button>
        )}
      </header>
      {isTable ? <ScrolledTable label={t('charts.tableOf', { title })}>{table}</ScrolledTable> : chart}
      {children}
    </section>
  )
}

/** What does not fit is scrolled, by the keys too. */
function ScrolledTable({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled by the keys has to take the focus
    <section className="chart-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
