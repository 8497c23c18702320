import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useEntryScreen } from '../../../sale-entry/entry-provider.tsx'
import { useSaleKeys } from './use-sale-keys.ts'

/** A sale that cannot be read: why, and the way on to the next one by the same keys as from any other. */
export function SaleGone({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  const { show } = useEntryScreen()
  const next = () => show(null)
  useSaleKeys({
    next,
    nextWhenDone: { takes: (press) => !press.onPressable, run: next },
    giveUp: next,
    // Nobody can be asked about it; the key is kept from the browser all the same.
    checkSale: () => undefined,
  })
  return (
    <article className="sale-gone" tabIndex={-1} data-takes-focus aria-label={t('sale.gone')}>
      <ErrorWords error={error} />
      <div className="actions">
        <Button look="primary" size="large" autoFocus onPress={next}>
          {t('sale.next')}
        </Button>
      </div>
    </article>
  )
}
