import { useId, useState } from 'react'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { type AmountChoice, backwards } from '../choice.ts'
import { DECIMAL } from '../typed-filter.ts'
import { useFilterWords } from '../use-filter-words.ts'
import type { PartProps } from './sets.tsx'

/** From one amount to another, both included; of what was requested or of what came. */
export function AmountPart({ choice, onChange, accounts }: PartProps) {
  const { t } = useTranslation()
  const words = useFilterWords(accounts)
  const name = useId()
  const { amount } = choice
  const [of, setOf] = useState<AmountChoice['of']>(amount?.of ?? 'asked')
  const [typed, setTyped] = useState({ from: amount?.from?.at ?? '', to: amount?.to?.at ?? '' })
  const isRead = (text: string) => text === '' || DECIMAL.test(text)
  const choiceOf = (next: typeof typed, sort: AmountChoice['of']): AmountChoice => ({
    of: sort,
    from: next.from === '' ? null : { at: next.from, open: false },
    to: next.to === '' ? null : { at: next.to, open: false },
  })

  function type(next: typeof typed, sort: AmountChoice['of']): void {
    setTyped(next)
    setOf(sort)
    if (!isRead(next.from) || !isRead(next.to)) return
    const chosen = choiceOf(next, sort)
    if (backwards({ period: null, amount: chosen })) return
    onChange({ ...choice, amount: chosen.from || chosen.to ? chosen : null })
  }

  const isWritten = isRead(typed.from) && isRead(typed.to)
  const isBackwards = isWritten && backwards({ period: null, amount: choiceOf(typed, of) }) !== null
  return (
    <>
      <fieldset className="filter-by">
        <legend className="visually-hidden">{t('list.menu.of')}</legend>
        {(['asked', 'received'] as const).map((one) => (
          <label key={one} className="tick">
            <input
              type="radio"
              className="tick-box"
              name={`${name}-of`}
              checked={of === one}
              onChange={() => type(typed, one)}
            />
            {t(`list.columns.${one}`)}
          </label>
        ))}
      </fieldset>
      <div className="filter-ends">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="filter-end">
            {t(`list.menu.${end}`)}
            <input
              type="text"
              inputMode="decimal"
              className="filter-input"
              dir="ltr"
              value={typed[end]}
              aria-invalid={!isRead(typed[end]) || isBackwards}
              onChange={(event) => type({ ...typed, [end]: event.target.value.trim() }, of)}
            />
          </label>
        ))}
      </div>
      {(!isWritten || isBackwards) && (
        <p className="filter-wrong" role="alert">
          {t(isBackwards ? 'list.menu.amountBackwards' : 'list.menu.amountUnread')}
        </p>
      )}
      <p className="filter-help">
        {amount?.from?.open || amount?.to?.open
          ? t('list.menu.amountOpen', { amount: words.amount(amount) })
          : t('list.menu.amountHelp')}
      </p>
    </>
  )
}
