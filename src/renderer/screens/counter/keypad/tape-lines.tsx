import { Minus, Plus } from 'lucide-react'
import { memo, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { exponentOf } from '../../../../shared/money/currency.ts'
import type { Money } from '../../../../shared/money/money.ts'
import { amountParts } from '../../../i18n/format.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { KeyRow } from '../../../keyboard/key-map.tsx'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { allLines, isTape, lineSum, type TapeLine, trimmedDecimal } from '../../../sale-entry/tape.ts'
import type { NewSaleState } from './use-new-sale.ts'

/** The tape: each line with its sum, the newest beneath. Its room is reserved, so that nothing moves when a line comes. */
export function TapeLines({ sale }: { readonly sale: NewSaleState }) {
  const { t } = useTranslation()
  const { tape, limits } = sale
  const end = useRef<HTMLLIElement>(null)
  const lines = isTape(tape) ? allLines(tape, limits.decimals) : []
  const count = lines.length
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className="tape" tabIndex={0} data-amount-pad aria-label={t('counter.tape.title')}>
      {count === 0 && <Resting sale={sale} />}
      <ol>
        {lines.map((line, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the tape.
            key={index}
            ref={index === count - 1 ? end : undefined}
            className="tape-line"
          >
            <Line line={line} limits={limits} />
            {line.kind === 'item' && (
              <Pieces name={line.name} onChange={(by) => sale.acts.changePieces(index, by)} />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Where no line stands: what was laid aside, with the way back to it, or what the tape is for. */
function Resting({ sale: { aside, bringBack } }: { readonly sale: NewSaleState }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (!aside) return <EmptyTape />
  return (
    <div className="tape-empty">
      <p role="status" className={aside.why === 'refused' ? 'attention-words' : undefined}>
        {t(`counter.aside.${aside.why}`, { amount: format.amount(aside.amount) })}
      </p>
      <Button
        className="button button-plain"
        preventFocusOnPress
        aria-keyshortcuts={shortcutOf('bringBack')}
        onPress={bringBack}
      >
        {t('counter.aside.bringBack')}
      </Button>
    </div>
  )
}

/** The acts that are taught where nothing is typed yet and there is room. */
const TAUGHT = ['amount', 'plus', 'times', 'quick', 'findItem', 'back', 'clear', 'ask'] as const

/** What the tape is for; where it is long, also the keys that fill it. */
const EmptyTape = memo(function EmptyTape() {
  const { t } = useTranslation()
  return (
    <div className="tape-empty">
      <p className="tape-hint">{t('counter.tape.hint')}</p>
      <dl className="tape-keys">
        {TAUGHT.map((id) => (
          <KeyRow key={id} id={id} />
        ))}
      </dl>
    </div>
  )
})

function Line({ line, limits }: { readonly line: TapeLine; readonly limits: CurrencyLimits }) {
  const { i18n } = useTranslation()
  const shown = (amount: Money) => {
    const decimals = amount.currency === limits.currency ? limits.decimals : exponentOf(amount.currency)
    return amountParts({ currency: amount.currency, amount: trimmedDecimal(amount, decimals) }, i18n.language)
  }
  const total = lineSum(line, limits.currency)
  const unit = shown(lineSum({ ...line, quantity: 1 }, limits.currency))
  const parts = shown(total)
  return (
    <>
      <span className="tape-what">
        {line.kind === 'item' && <bdi className="tape-name">{line.name}</bdi>}
        <bdi dir="ltr" className={line.kind === 'item' ? 'tape-times quiet' : 'tape-times'}>
          {timesInWords(line, unit.whole + unit.mark + unit.fraction)}
        </bdi>
      </span>
      <bdi dir="ltr" className="tape-sum">
        {parts.whole + parts.mark + parts.fraction} {total.currency}
      </bdi>
    </>
  )
}

/** In the order it was entered: pieces of an item, an amount so many times. */
function timesInWords({ kind, quantity }: TapeLine, unit: string): string {
  if (quantity === 1) return unit
  return kind === 'item' ? `${quantity} × ${unit}` : `${unit} × ${quantity}`
}

function Pieces({ name, onChange }: { readonly name: string; readonly onChange: (by: 1 | -1) => void }) {
  const { t } = useTranslation()
  return (
    <span className="tape-pieces">
      <Button
        className="tape-piece"
        preventFocusOnPress
        aria-label={t('counter.tape.less', { name })}
        onPress={() => onChange(-1)}
      >
        <Minus aria-hidden="true" size={16} />
      </Button>
      <Button
        className="tape-piece"
        preventFocusOnPress
        aria-label={t('counter.tape.more', { name })}
        onPress={() => onChange(1)}
      >
        <Plus aria-hidden="true" size={16} />
      </Button>
    </span>
  )
}
