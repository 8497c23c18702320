import { FileUp } from 'lucide-react'
import { useState } from 'react'
import type { PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import type { ChosenStatement } from '../../../../shared/contract/shapes/periods/statement.ts'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useOverview } from '../../../data/app.ts'
import { usePeriod } from '../../../data/periods/periods.ts'
import { useChooseStatement } from '../../../data/periods/statements.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useUnsent } from '../../../window/unsent.ts'
import { useBusinessDay } from '../../../window/use-business-day.ts'
import type { KeptPeriod } from '../kept-books.ts'
import { monthBefore, PeriodHead } from '../period-head.tsx'
import { PeriodWaits } from '../period-waits.tsx'
import { Beside } from './beside.tsx'
import { linesOf } from './lines.ts'
import { StatementDialog } from './statement-dialog.tsx'
import { StatementsRead } from './statements-read.tsx'
import { TieTable } from './tie-table.tsx'

/** Holds the book against what providers, banks and wallets say of a month. */
export function TieOut({ kept }: { readonly kept: KeptPeriod }) {
  const { t, i18n } = useTranslation()
  const today = useBusinessDay(useOverview().book.zone)
  const [day, setDay] = useState(kept.day)
  const first = day ?? monthBefore(today)
  const period = usePeriod({ span: 'month', day: first })
  const view = period.isPlaceholderData ? undefined : period.data
  /** The line that is looked at; null for the first one. */
  const [at, setAt] = useState<string | null>(null)
  return (
    <>
      <PeriodHead {...{ first, today, kept }} onStep={setDay}>
        <p className="period-stands">
          {view?.closing
            ? t('tieOut.closed', { month: dayText(first, 'monthOfYear', i18n.language) })
            : t('tieOut.basis')}
        </p>
        {view && !view.closing && <Importing key={first} view={view} onKept={setAt} />}
      </PeriodHead>
      <PeriodWaits period={period} />
      {view && <OfMonth key={first} {...{ view, at }} onAt={setAt} />}
    </>
  )
}

interface ImportingProps {
  readonly view: PeriodView
  /** The figure of a file was kept, for the line of this key. */
  readonly onKept: (key: string) => void
}

function Importing({ view, onKept }: ImportingProps) {
  const { t } = useTranslation()
  const choose = useChooseStatement()
  const [chosen, setChosen] = useState<ChosenStatement | null>(null)
  return (
    <div className="month-ends">
      <ErrorWords error={choose.error} />
      <Button
        isPending={choose.isPending}
        onPress={() => choose.mutate(undefined, { onSuccess: (file) => setChosen(file) })}
      >
        <FileUp aria-hidden="true" size={16} /> {t('tieOut.import')}
      </Button>
      {chosen && <StatementDialog {...{ view, chosen, onKept }} onClose={() => setChosen(null)} />}
    </div>
  )
}

interface OfMonthProps {
  readonly view: PeriodView
  readonly at: string | null
  readonly onAt: (key: string) => void
}

function OfMonth({ view, at, onAt }: OfMonthProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const lines = linesOf(view)
  /** What is typed and not kept yet, by line. */
  const [typed, setTyped] = useUnsent<Readonly<Record<string, string>>>(`tie-out ${view.firstDay}`, {})
  const forget = (key: string) =>
    setTyped((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== key)))
  const line = lines.find(({ key }) => key === at) ?? lines[0]
  if (!line) {
    return (
      <div className="period-paper">
        <p>{t('tieOut.nothing')}</p>
      </div>
    )
  }
  const isClosed = view.closing !== null
  const { count = 0, of = 0 } = view.checks.find(({ kind }) => kind === 'tied') ?? {}
  return (
    <>
      <div className="tie-split">
        <section className="period-paper tie-part">
          <h3>{t('tieOut.title')}</h3>
          <TieTable
            {...{ view, lines, typed, isClosed }}
            at={line.key}
            onAt={onAt}
            onType={(key, text) => setTyped((before) => ({ ...before, [key]: text }))}
            onKept={forget}
          />
          <StatementsRead view={view} />
        </section>
        <Beside
          key={line.key}
          {...{ view, line, isClosed }}
          text={typed[line.key] ?? line.kept?.told ?? ''}
          onKept={() => forget(line.key)}
        />
      </div>
      <p className="tie-keys help">
        <span>{!isClosed && t('tieOut.keys')}</span>
        <span>{t('close.check.tied.what', { done: format.count(of - count), all: format.count(of) })}</span>
      </p>
    </>
  )
}
