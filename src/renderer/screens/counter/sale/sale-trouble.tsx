import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { failureOf } from '../../../data/call.ts'
import type { useCheckNow } from '../../../data/invoices.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import type { SaleView } from '../../../sale/sale-view.ts'
import type { SaleActs } from './use-sale-acts.ts'

interface Props {
  readonly failed: boolean
  readonly view: SaleView
  readonly check: ReturnType<typeof useCheckNow>
  /** Why the sale could not be read again; null while what is shown is what stands in the book. */
  readonly unread: Error | null
  readonly acts: SaleActs
}

/** What went wrong last, right above the first act; its room is kept, and there is room for one. */
export function SaleTrouble(props: Props) {
  return (
    <div className="sale-trouble">
      <One {...props} />
    </div>
  )
}

function One({ failed, view, check, unread, acts }: Props) {
  const { t } = useTranslation()
  const { newest } = view
  // What the last question failed with is told already.
  const lasting = newest?.lastError && !view.isPaid && !failed && !view.mismatch ? newest.lastError : null
  const untold = check.error && failureOf(check.error).code !== lasting ? check.error : null
  // What was pressed just now is answered first.
  if (acts.trouble) return <ErrorWords error={acts.trouble} />
  if (untold) {
    const { oldUnasked } = view
    const safe = oldUnasked && t('sale.oldUnasked', { reference: oldUnasked.providerRef ?? '' })
    // It is read out with what was asked.
    return <ErrorWords error={untold} voice="quiet" words={safe === null ? {} : { safe }} />
  }
  if (unread) return <ErrorWords error={unread} words={{ safe: t('sale.unread') }} />
  return lasting === null ? null : <ErrorCodeWords code={lasting} voice="quiet" />
}
