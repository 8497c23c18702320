import { useId, useState } from 'react'
import { type Days, daysOf, isDay, SPANS } from '../../../../../shared/time/days.ts'
import { useOverview } from '../../../../data/app.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { cityOf } from '../../../../i18n/zone-words.ts'
import { backwards, type PeriodChoice } from '../choice.ts'
import { useFilterWords } from '../use-filter-words.ts'
import { Ends, Which } from './fields.tsx'
import type { PartProps } from './sets.tsx'

/** A period that follows the day, or one between two days; by which of the list's days. */
export function PeriodPart({ kind, choice, onChange, accounts, today, weekStart }: PartProps) {
  const { t } = useTranslation()
  const words = useFilterWords(accounts)
  const { zone } = useOverview().book
  const name = useId()
  const { period } = choice
  const by = period?.by ?? kind.days[0]
  const [typed, setTyped] = useState<Days>({ from: period?.from ?? null, to: period?.to ?? null })
  const [kept, setKept] = useState(by)
  const set = (next: PeriodChoice | null) => onChange({ ...choice, period: next })

  function type(next: Days): void {
    setTyped(next)
    const between: PeriodChoice = { by: kept, span: 'between', ...next }
    const isWhole = [next.from, next.to].every((day) => day === null || isDay(day))
    if (!isWhole || backwards({ period: between, amount: null })) return
    set(next.from === null && next.to === null ? null : between)
  }

  const isBackwards = backwards({ period: { by, span: 'between', ...typed }, amount: null }) !== null
  return (
    <>
      <Which
        legend={t('list.menu.by')}
        name={`${name}-by`}
        among={kind.days}
        chosen={kept}
        wordsOf={(one) => t(`list.by.${one}`)}
        onChoose={(one) => {
          setKept(one)
          if (period) set({ ...period, by: one })
        }}
      />
      <fieldset className="filter-spans">
        <legend className="visually-hidden">{t('list.parts.period')}</legend>
        {SPANS.map((span) => (
          <label key={span} className="tick">
            <input
              type="radio"
              className="tick-box"
              name={`${name}-span`}
              checked={period?.span === span}
              onChange={() => set({ by: kept, span, from: null, to: null })}
            />
            <span className="tick-name">{t(`list.spans.${span}`)}</span>
            <span className="tick-end">{words.days(daysOf(span, today, weekStart))}</span>
          </label>
        ))}
      </fieldset>
      <Ends
        typed={{ from: typed.from ?? '', to: typed.to ?? '' }}
        isWrong={() => isBackwards}
        onType={(end, text) => type({ ...typed, [end]: text || null })}
        input={{ type: 'date' }}
        wrong={isBackwards ? t('list.menu.periodBackwards') : null}
      />
      <p className="filter-help">{t('list.zone', { city: cityOf(zone) })}</p>
    </>
  )
}
