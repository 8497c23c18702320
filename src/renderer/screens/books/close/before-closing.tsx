import { Lock, Stamp } from 'lucide-react'
import { useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { PERIOD_REASON_LIMIT } from '../../../../shared/contract/plain/limits.ts'
import type { PeriodView } from '../../../../shared/contract/shapes/periods/period.ts'
import { AskedFields } from '../../../components/asked-fields.tsx'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { Field } from '../../../components/field.tsx'
import { useClosePeriod } from '../../../data/periods/periods.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import type { KeptPeriod } from '../kept-books.ts'
import { Checks } from './checks.tsx'
import { FiguresTable } from './figures-table.tsx'
import { LaterTable } from './later-table.tsx'

interface Props {
  readonly view: PeriodView
  /** "October 2026" */
  readonly month: string
  readonly kept: KeptPeriod
}

/** What a month would be closed at, and what stands against it. */
export function BeforeClosing({ view, month, kept }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const close = useClosePeriod()
  const [reason, setReason] = useState(kept.reason?.of === view.firstDay ? kept.reason.text : '')
  const warns = view.checks.filter(({ state }) => state === 'warn')
  const isStopped = view.checks.some(({ state }) => state === 'stop')
  const isReady = !isStopped && (warns.length === 0 || reason.trim() !== '')
  function write(text: string): void {
    kept.reason = { of: view.firstDay, text }
    setReason(text)
  }
  function act(): void {
    if (!isReady || close.isPending) return
    const said = warns.length === 0 ? null : reason
    close.mutate(
      { span: 'month', day: view.firstDay, mark: view.mark, reason: said },
      {
        onSuccess: () => {
          kept.reason = null
          announce(t('close.didClose', { month }))
        },
      },
    )
  }
  return (
    <div className="period-split">
      <section className="period-paper period-before">
        <h3>{t('close.before')}</h3>
        <Checks {...{ view, month, kept }} />
        {view.earlier.map(({ id, reopened }) => (
          <p key={id} className="help">
            {reopened &&
              t('close.wasReopened', { person: reopened.by || t('close.somebody'), reason: reopened.reason })}
          </p>
        ))}
      </section>
      <section className="period-paper period-figures-part">
        <h3>{t('close.figures', { month })}</h3>
        <div className="period-scroll">
          {view.figures.length === 0 ? (
            <p>{t('close.nothing', { month })}</p>
          ) : (
            <FiguresTable figures={view.figures} name={t('close.figures', { month })} />
          )}
          {view.adjustmentCount > 0 && (
            <>
              <h4>{t('close.adjustments', { count: view.adjustmentCount, month })}</h4>
              <LaterTable
                facts={view.adjustments}
                name={t('close.adjustments', { count: view.adjustmentCount, month })}
              />
            </>
          )}
        </div>
        <Form
          className="period-act"
          onSubmit={(event) => {
            event.preventDefault()
            act()
          }}
        >
          {warns.length > 0 && !isStopped && (
            <AskedFields isReady={isReady}>
              <Field
                label={t('close.why')}
                isNeeded
                help={t('close.whyHelp')}
                value={reason}
                onChange={write}
                maxLength={PERIOD_REASON_LIMIT}
              />
            </AskedFields>
          )}
          <p className="period-seal help">
            <Stamp aria-hidden="true" size={20} />
            {t('close.promise', { month })}
          </p>
          <ErrorWords error={close.error} />
          <div className="period-last">
            <Button type="submit" look="primary" isDisabled={!isReady} isPending={close.isPending}>
              <Lock aria-hidden="true" size={16} /> {t('close.act', { month })}
            </Button>
            <p className="help">{isStopped ? t('close.stopped') : t('close.stays')}</p>
          </div>
        </Form>
      </section>
    </div>
  )
}
