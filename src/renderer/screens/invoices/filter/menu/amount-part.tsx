import { useId, useState } from 'react'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { type AmountChoice, backwards } from '../choice.ts'
import { decimalOf } from '../typed-filter.ts'
import { useFilterWords } from '../use-filter-words.ts'
import { Ends, Which } from './fields.tsx'
import type { PartProps } from './sets.tsx'

/** From one amount to another, both included; of what was requested or of what came. */
export function AmountPart({ kind, choice, onChange, accounts }: PartProps) {
  const { t } = useTranslation()
  const words = useFilterWords(accounts)
  const name = useId()
  const { amount } = choice
  const [of, setOf] = useState<AmountChoice['of']>(amount?.of ?? kind.amounts[0])
  const [typed, setTyped] = useState({ from: amount?.from?.at ?? '', to: amount?.to?.at ?? '' })
  const isRead = (text: string) => text === '' || decimalOf(text) !== null
  const endOf = (text: string) => {
    const at = decimalOf(text)
    return at === null ? null : { at, open: false }
  }
  const choiceOf = (next: typeof typed, sort: AmountChoice['of']): AmountChoice => ({
    of: sort,
    from: endOf(next.from),
    to: endOf(next.to),
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
      {kind.amounts.length > 1 && (
        <Which
          legend={t('list.menu.of')}
          name={`${name}-of`}
          among={kind.amounts}
          chosen={of}
          wordsOf={(one) => t(`list.columns.${one}`)}
          onChoose={(one) => type(typed, one)}
        />
      )}
      <Ends
        typed={typed}
        isWrong={(end) => !isRead(typed[end]) || isBackwards}
        onType={(end, text) => type({ ...typed, [end]: text.trim() }, of)}
        input={{ type: 'text', inputMode: 'decimal', dir: 'ltr' }}
        wrong={isBackwards ? t('list.menu.amountBackwards') : isWritten ? null : t('list.menu.amountUnread')}
      />
      <p className="filter-help">
        {amount?.from?.open || amount?.to?.open
          ? t('list.menu.amountOpen', { amount: words.amount(amount) })
          : t('list.menu.amountHelp')}
      </p>
    </>
  )
}
