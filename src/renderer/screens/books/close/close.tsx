import { Lock, Printer } from 'lucide-react'
import { useState } from 'react'
import { dayText } from '../../../../shared/words/day-texts.ts'
import { Button } from '../../../components/button.tsx'
import { useOverview } from '../../../data/app.ts'
import { usePeriod } from '../../../data/periods/periods.ts'
import { ExportButton } from '../../../exporting/export-button.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { cityOf } from '../../../i18n/zone-words.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useBusinessDay } from '../../../window/use-business-day.ts'
import type { KeptPeriod } from '../kept-books.ts'
import { usePaper } from '../month/paper/use-paper.ts'
import { usePrint } from '../month/paper/use-print.ts'
import { monthBefore, PeriodHead } from '../period-head.tsx'
import { PeriodWaits } from '../period-waits.tsx'
import { BeforeClosing } from './before-closing.tsx'
import { Closed } from './closed.tsx'
import { ClosedSheet } from './closed-sheet.tsx'
import { ReopenDialog } from './reopen-dialog.tsx'

/** Closes a month at its figures, and shows one that is closed, with what came after it. */
export function Close({ kept }: { readonly kept: KeptPeriod }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const today = useBusinessDay(useOverview().book.zone)
  const [day, setDay] = useState(kept.day)
  const [isReopening, setReopening] = useState(false)
  const first = day ?? monthBefore(today)
  const period = usePeriod({ span: 'month', day: first })
  const view = period.isPlaceholderData ? undefined : period.data
  const month = dayText(first, 'monthOfYear', i18n.language)
  const closing = view?.closing ?? null
  const isOnPaper = usePaper()
  const { print, refusal } = usePrint()
  useKeys('month', { monthPrint: { takes: () => view !== undefined, run: print } })
  return (
    <>
      <PeriodHead {...{ first, today, kept }} onStep={setDay}>
        {view && (
          <p className="period-stands">
            {closing ? (
              <>
                <Lock aria-hidden="true" size={16} />
                <strong>{t('close.closed')}</strong>{' '}
                {closing.closedBy === ''
                  ? t('close.closedAt', { when: format.instant(closing.closedAt) })
                  : t('close.closedBy', { person: closing.closedBy, when: format.instant(closing.closedAt) })}
              </>
            ) : (
              t('close.notClosed', {
                from: dayText(view.firstDay, 'short', i18n.language),
                to: dayText(view.lastDay, 'short', i18n.language),
                city: cityOf(view.zone),
              })
            )}
          </p>
        )}
        {view && (
          <div className="month-ends">
            <ExportButton
              from={{ list: 'books', days: { from: view.firstDay, to: view.lastDay } }}
              filterWords={month}
            />
            <Button
              aria-label={t('close.print')}
              aria-keyshortcuts={shortcutOf('monthPrint')}
              onPress={print}
            >
              <Printer aria-hidden="true" size={16} />
              <span className="export-button-word">{t('close.print')}</span>
            </Button>
            {closing && (
              <Button needs="reopen" onPress={() => setReopening(true)}>
                {t('close.reopen')}
              </Button>
            )}
          </div>
        )}
      </PeriodHead>
      {refusal && <p className="help">{refusal}</p>}
      <PeriodWaits period={period} />
      {view && !closing && <BeforeClosing key={view.firstDay} {...{ view, month, kept }} />}
      {view && closing && <Closed {...{ view, closing, month }} />}
      {isOnPaper && view && <ClosedSheet {...{ view, month }} />}
      {isReopening && closing && <ReopenDialog {...{ first, month }} onClose={() => setReopening(false)} />}
    </>
  )
}
