import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import { ErrorCodeWords } from '../../../components/error-words.tsx'
import { useProvider } from '../../../data/app.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMaybeWords } from '../../../i18n/words.ts'
import type { SaleView } from '../../../sale/sale-view.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly view: SaleView
  readonly provider: string
}

/** The answer to a create was lost: what that means, whether an unseen link can be paid, and what to do. */
export function Unknown({ detail: { invoice }, view, provider }: Props) {
  const { t } = useTranslation()
  const about = useProvider(invoice.provider)
  const mailed = invoice.customerEmail !== null && about?.capabilities.emailsCustomer === true
  return (
    <>
      <ErrorCodeWords
        code="OUTCOME_UNKNOWN"
        voice="quiet"
        tone="unknown"
        words={{
          what: t('sale.unknown.what', { provider }),
          safe: t(mailed ? 'sale.unknown.safeMailed' : 'sale.unknown.safe', { provider }),
          next: t(`sale.unknown.next.${invoice.recovery}`, { provider }),
        }}
      />
      {view.earlier && <p>{t('sale.unknown.earlier')}</p>}
    </>
  )
}

/** No link was made, or the last one ended without money: why, what is safe, and what to do. */
export function Failed({ detail: { invoice }, view, provider }: Props) {
  const { t } = useTranslation()
  const words = useNotMadeWords()
  const safe = view.oldLink && t(view.oldLink, { provider })
  if (!invoice.failure) {
    return (
      <>
        <p>{t(`sale.ended.${view.newest?.endReason ?? 'unstated'}`, { provider })}</p>
        {safe && <p>{safe}</p>}
      </>
    )
  }
  const { code, providerWords } = invoice.failure
  return (
    <ErrorCodeWords
      code={code}
      providerWords={providerWords}
      voice="quiet"
      words={{ ...words(code), ...(safe && { safe }) }}
    />
  )
}

/** What became of a link for the rest that cannot be shown: it was refused, or its answer lost. */
export function RemainderNotMade({ detail: { invoice }, view, provider }: Props) {
  const { t } = useTranslation()
  const words = useNotMadeWords()
  if (view.newest?.stage === 'lost') {
    return (
      <ErrorCodeWords
        code="REMAINDER_LOST"
        voice="quiet"
        tone="unknown"
        words={{
          what: t('sale.rest.what', { provider }),
          safe: t(view.remainderLost ? 'sale.rest.safe' : 'sale.recovery.none'),
          next: t(`sale.rest.next.${invoice.recovery}`, { provider }),
        }}
      />
    )
  }
  if (view.newest?.stage !== 'refused' || !invoice.failure) return null
  const { code, providerWords } = invoice.failure
  return (
    <ErrorCodeWords
      code={code}
      providerWords={providerWords}
      voice="quiet"
      words={{ ...words(code), safe: t('sale.rest.refused') }}
    />
  )
}

/** Where a code says something else of a link that was to be made than of one that lives, those words. */
function useNotMadeWords(): (code: string) => { readonly what: string | null; readonly next: string | null } {
  const maybe = useMaybeWords()
  return (code) => ({
    what: maybe(`sale.notMade.${code}.what`),
    next: maybe(`sale.notMade.${code}.next`),
  })
}
