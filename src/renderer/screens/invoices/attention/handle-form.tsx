import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { RESOLUTION_NOTE_LIMIT } from '../../../../shared/contract/plain/limits.ts'
import { toDecimal } from '../../../../shared/money/money.ts'
import { differenceFrom, differencesByCurrency } from '../../../../shared/status/exception-difference.ts'
import { Button } from '../../../components/button.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { Tick } from './ticked.ts'

interface Props {
  readonly ticks: ReadonlyMap<string, Tick>
  readonly field: RefObject<HTMLInputElement | null>
  /** So many have been seen to of an act that is under way; null for none. */
  readonly done: number | null
  /** Undo, as this computer's keyboard has it. */
  readonly undo: string
  /** The key that is held with Enter. */
  readonly mod: string
  /** Gives true once it was done, so that the reason is no longer needed. */
  readonly onHandle: (note: string) => Promise<boolean>
  readonly onOneByOne: () => void
  readonly onClear: () => void
  readonly onLeave: () => void
}

/** The strip at the foot: what is ticked, by kind and by currency, one reason for all of it, and one act. */
export function HandleForm(props: Props) {
  const { ticks, field, done, undo, mod, onHandle, onOneByOne, onClear, onLeave } = props
  const { t } = useTranslation()
  const format = useFormat()
  const name = useId()
  const [note, setNote] = useState('')
  const [isAsked, setAsked] = useState(false)
  const count = ticks.size
  const length = note.trim().length
  const isTooLong = length > RESOLUTION_NOTE_LIMIT
  const isMissing = isAsked && length === 0
  const error = isTooLong
    ? t('attention.strip.tooLong', {
        length: format.count(length),
        most: format.count(RESOLUTION_NOTE_LIMIT),
      })
    : isMissing
      ? t('attention.strip.needed')
      : null
  async function act(): Promise<void> {
    if (done !== null) return
    setAsked(true)
    if (length === 0 || isTooLong) {
      field.current?.focus()
      return
    }
    if (!(await onHandle(note))) return
    setNote('')
    setAsked(false)
  }
  function listen(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void act()
    else if (event.key === 'Escape') onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <section className="attention-strip" aria-label={t('attention.strip.label')}>
      <label className="attention-strip-title" htmlFor={name}>
        <Title ticks={ticks} />
        <span className="visually-hidden"> {t('attention.strip.reason')}</span>
      </label>
      <div className="attention-strip-row">
        <input
          id={name}
          ref={field}
          className="input attention-reason"
          dir="auto"
          value={note}
          placeholder={t('attention.strip.reasonHint')}
          aria-required="true"
          aria-invalid={error !== null}
          aria-describedby={`${name}-help`}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={listen}
        />
        <Button look="primary" isDisabled={isTooLong} isPending={done !== null} onPress={() => void act()}>
          {done === null
            ? t('attention.strip.act', { count, figure: format.count(count) })
            : t('review.working', { done: format.count(done), count: format.count(count) })}{' '}
          <span aria-hidden="true" className="attention-act-keys">
            <bdi dir="ltr">
              <kbd>{mod}</kbd> <kbd>{t('keyMap.names.Enter')}</kbd>
            </bdi>
          </span>
        </Button>
        <Button onPress={onOneByOne}>{t('attention.strip.oneByOne')}</Button>
        <Button look="quiet" onPress={onClear}>
          {t('attention.strip.clear')}{' '}
          <span aria-hidden="true">
            <kbd>{t('keyMap.names.Escape')}</kbd>
          </span>
        </Button>
      </div>
      <p id={`${name}-help`} className={error === null ? 'help' : 'help field-error'} role="status">
        {error ?? (
          <>
            {t('attention.strip.help')} <kbd>{undo}</kbd> {t('attention.strip.undo')}
          </>
        )}
      </p>
    </section>
  )
}

/** "Mark 5 “Paid late” as handled: +25,850.00 DZD, +20.00 EUR"; never a sum of two currencies. */
function Title({ ticks }: Pick<Props, 'ticks'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const all = [...ticks.values()]
  const kinds = new Set(all.map(({ kind }) => kind))
  const [kind] = kinds
  const count = format.count(ticks.size)
  const title =
    kinds.size === 1 && kind
      ? t('attention.strip.titleOne', { count, kind: t(`attention.kind.${kind}`) })
      : t('attention.strip.titleSeveral', { count })
  const sums = differencesByCurrency(
    all.map(({ difference }) => difference && differenceFrom(difference.currency, difference.amount)),
  ).map((sum) => format.signedAmount({ currency: sum.currency, amount: toDecimal(sum) }))
  return <>{sums.length === 0 ? title : t('attention.strip.sums', { title, sums: format.list(sums) })}</>
}
