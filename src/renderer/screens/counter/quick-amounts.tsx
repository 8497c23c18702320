import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { amountParts } from '../../i18n/format.ts'
import { QUICK_KEYS } from './quick-keys.ts'
import type { NewSaleState } from './use-new-sale.ts'

/** The amounts that are asked for again and again; each is one touch or one key. Nothing where none is set. */
export function QuickAmounts({ sale }: { readonly sale: NewSaleState }) {
  const { t, i18n } = useTranslation()
  const { quick, limits } = sale
  if (quick.length === 0) return null
  return (
    <Group className="quick" data-amount-pad aria-label={t('counter.quick')}>
      {quick.map((amount, index) => {
        const { whole, mark, fraction } = amountParts({ currency: limits.currency, amount }, i18n.language)
        return (
          <Button
            key={QUICK_KEYS[index] ?? amount}
            className="quick-amount"
            preventFocusOnPress
            onPress={() => sale.addQuick(index)}
          >
            <bdi dir="ltr">{whole + mark + fraction}</bdi>
            <kbd className="quick-key">{QUICK_KEYS[index]}</kbd>
          </Button>
        )
      })}
    </Group>
  )
}
