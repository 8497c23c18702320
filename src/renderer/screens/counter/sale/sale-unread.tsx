import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useEntryScreen } from '../../../sale-entry/entry-provider.tsx'
import { useSaleKeys } from './use-sale-keys.ts'

/**
 * A sale that is not there to be shown: it is being read, or cannot be, and why; `error` is null while it is read. The next
 * one is begun by the same keys as from any other sale all the while.
 */
export function SaleUnread({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation()
  const { show } = useEntryScreen()
  /** What it was last: reading it once more, as news make it, takes nothing from the screen. */
  const [known, setKnown] = useState(error)
  if (error !== null && error !== known) setKnown(error)
  const next = () => show(null)
  const nextOfGone = () => known !== null && next()
  useSaleKeys({
    next,
    // A second Enter, while the sale that the first one asked for is read, means that sale.
    nextWhenDone: { takes: (press) => !press.onPressable, run: nextOfGone },
    giveUp: nextOfGone,
    // Nobody can be asked about it; the key is kept from the browser all the same.
    checkSale: () => undefined,
  })
  if (known === null) return <p aria-busy="true">{t('app.loading')}</p>
  return (
    <article className="sale-gone" tabIndex={-1} data-takes-focus aria-label={t('sale.gone')}>
      <ErrorWords error={known} />
      <div className="actions">
        <Button look="primary" size="large" autoFocus onPress={next}>
          {t('sale.next')}
        </Button>
      </div>
    </article>
  )
}
