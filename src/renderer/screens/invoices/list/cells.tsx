// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
// biome-ignore-all lint/a11y/useSemanticElements: rows out of sight are not made, which a table element cannot say
import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import type { Amount } from '../../../../shared/contract/shapes/atoms.ts'
import { ListAmount } from '../../../components/columns/list-amount.tsx'
import { useProvider } from '../../../data/app.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { Marked } from './marked.tsx'

interface Props {
  readonly className: string
  /** Null or empty for none. */
  readonly text: string | null
}

/** A name in a row of any list, with the whole in its title and what was searched for marked. */
export function TextCell({ className, text }: Props) {
  return (
    <span role="gridcell" className={`list-cell ${className}`}>
      <bdi className="own-words" title={text || undefined}>
        {text ? <Marked text={text} /> : '—'}
      </bdi>
    </span>
  )
}

interface AmountProps {
  /** The column, whose word is read ahead of the amount. */
  readonly name: 'asked' | 'received' | 'refunded' | 'came'
  readonly className: string
  /** Null for none. */
  readonly amount: Amount | null
  /** A column beside another one of the same currency leaves it out. */
  readonly withCurrency?: boolean
  readonly title?: string | undefined
}

/** An amount in a row of any list. */
export function AmountCell({ name, className, amount, title, withCurrency = true }: AmountProps) {
  const { t } = useTranslation()
  return (
    <span role="gridcell" className={`list-cell list-money ${className}`} title={title}>
      {amount && (
        <>
          <span className="visually-hidden">{t(`list.columns.${name}`)} </span>
          <ListAmount amount={amount} withCurrency={withCurrency} />
        </>
      )}
    </span>
  )
}

interface InstantProps {
  readonly className: string
  /** Epoch ms; null for never. */
  readonly at: number | null
  /** What its title says beside the whole of it. */
  readonly note?: string | undefined
}

/** A moment in a row of any list, short, with the whole of it in its title. */
export function InstantCell({ className, at, note }: InstantProps) {
  const format = useFormat()
  const whole = at === null ? undefined : format.instant(at)
  return (
    <span role="gridcell" className={`list-cell ${className}`} title={note ? `${whole} (${note})` : whole}>
      {at !== null && format.columnInstant(at)}
    </span>
  )
}

/** The provider of a row, by its name. */
export function ProviderCell({
  className,
  provider,
}: {
  readonly className: string
  readonly provider: ProviderId
}) {
  return <TextCell className={className} text={useProvider(provider)?.name ?? provider} />
}
