import { memo } from 'react'
import { Button } from 'react-aria-components/Button'
import { Toolbar } from 'react-aria-components/Toolbar'
import { plainAmountParts } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { QUICK_KEYS } from '../../../keyboard/quick-keys.ts'

interface Props {
  /** Decimals of the account's currency. */
  readonly quick: readonly string[]
  readonly currency: string
  readonly onAdd: (index: number) => void
}

/** The amounts that are asked for again and again; each is one touch or one key. Nothing where none is set. */
export const QuickAmounts = memo(function QuickAmounts({ quick, currency, onAdd }: Props) {
  const { t, i18n } = useTranslation()
  if (quick.length === 0) return null
  return (
    <Toolbar className="quick" data-amount-pad aria-label={t('counter.quick')}>
      {quick.map((amount, index) => {
        const { whole, mark, fraction } = plainAmountParts({ currency, amount }, i18n.language)
        return (
          <Button
            key={QUICK_KEYS[index] ?? amount}
            className="quick-amount"
            preventFocusOnPress
            onPress={() => onAdd(index)}
          >
            <bdi dir="ltr">+{whole + mark + fraction}</bdi>
            <kbd className="quick-key">{QUICK_KEYS[index]}</kbd>
          </Button>
        )
      })}
    </Toolbar>
  )
})
