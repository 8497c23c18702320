import { Minus, Plus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { exponentOf } from '../../../../shared/money/currency.ts'
import type { Money } from '../../../../shared/money/money.ts'
import { digitsIn, plainAmountParts } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { allLines, isTape, lineSum, type TapeLine, trimmedDecimal } from '../../../sale-entry/tape.ts'
import { KeypadMessageLine } from './keypad-message.tsx'
import type { NewSaleState } from './use-new-sale.ts'

/** The tape: each line with its sum, the newest right above the total. Its room is reserved, so that nothing moves when a line comes. */
export function EnteredLines({ sale }: { readonly sale: NewSaleState }) {
  const { t } = useTranslation()
  const { tape, limits } = sale
  const end = useRef<HTMLLIElement>(null)
  const lines = isTape(tape) ? allLines(tape, limits.decimals) : []
  const count = lines.length
  const isTyping = tape.typed !== ''
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  return (
    <div className="tape-room">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key. */}
      <section className="tape" tabIndex={0} data-amount-pad aria-label={t('counter.tape.title')}>
        <ol>
          {lines.map((line, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the tape.
              key={index}
              ref={index === count - 1 ? end : undefined}
              className={isTyping && index === count - 1 ? 'tape-line tape-typing' : 'tape-line'}
            >
              <Line line={line} limits={limits} isTyping={isTyping && index === count - 1} />
              {line.kind === 'item' && (
                <Pieces name={line.name} onChange={(by) => sale.acts.changePieces(index, by)} />
              )}
            </li>
          ))}
        </ol>
      </section>
      <KeypadMessageLine sale={sale} hasLines={count > 0} />
    </div>
  )
}

interface LineProps {
  readonly line: TapeLine
  readonly limits: CurrencyLimits
  /** It is being typed. */
  readonly isTyping: boolean
}

function Line({ line, limits, isTyping }: LineProps) {
  const { t, i18n } = useTranslation()
  const shown = (amount: Money) => {
    const decimals = amount.currency === limits.currency ? limits.decimals : exponentOf(amount.currency)
    const decimal = trimmedDecimal(amount, decimals)
    const { whole, mark, fraction } = plainAmountParts(
      { currency: amount.currency, amount: decimal },
      i18n.language,
    )
    return whole + mark + fraction
  }
  const total = lineSum(line, limits.currency)
  const unit = shown(lineSum({ ...line, quantity: 1 }, limits.currency))
  return (
    <>
      <bdi className="tape-name" title={line.kind === 'item' ? line.name : undefined}>
        {line.kind === 'item' ? line.name : t(isTyping ? 'counter.typing' : 'sale.typedAmount')}
      </bdi>
      <bdi dir="ltr" className="tape-times">
        {digitsIn(timesInWords(line, unit), i18n.language)}
      </bdi>
      <bdi dir="ltr" className="tape-sum">
        {shown(total)}
      </bdi>
    </>
  )
}

/** In the order it was entered: pieces of an item, an amount so many times. */
function timesInWords({ kind, quantity }: TapeLine, unit: string): string {
  if (quantity === 1) return kind === 'item' ? unit : ''
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
