import { useTranslation } from 'react-i18next'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { firstTyped } from '../../../sale-entry/amount.ts'
import { recordKey, useCounter } from '../../../sale-entry/entry-provider.tsx'
import { useSaleKeys } from './use-sale-keys.ts'

/** A sale that cannot be read: why, and the way on to the next one by the same keys as from any other. */
export function SaleGone({ error }: { readonly error: unknown }) {
  const { t } = useTranslation()
  const { entry, parked, next: begin, show, keyRun } = useCounter()
  const next = () => show(null)
  const nothing = () => undefined
  useSaleKeys({
    typed: (event) => recordKey(keyRun, event, { entry, parked }),
    digit: (key) => begin(firstTyped(key) ?? ''),
    next,
    enter: next,
    escape: next,
    check: nothing,
    code: nothing,
    receipt: nothing,
    note: nothing,
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
