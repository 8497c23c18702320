import type { ReactNode } from 'react'
import type { InvoiceDetail } from '../../shared/contract/shapes/invoice.ts'
import { isWaiting } from '../../shared/status/status.ts'
import { AmountText } from '../components/amount.tsx'
import { CheckedAgo } from '../components/checked-ago.tsx'
import { isNegative, withoutSign } from '../i18n/format.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { humanize, useMaybeWords } from '../i18n/words.ts'
import { refundAmounts } from './refund-amounts.ts'

/** The facts of an invoice as a list of terms. */
export function PaneFacts({ detail }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const maybe = useMaybeWords()
  const format = useFormat()
  const { invoice } = detail
  const { net, anything } = refundAmounts(invoice)
  const over = isNegative(invoice.due.amount)
  const customer = format.beside([invoice.customerName, invoice.customerEmail].flatMap((one) => one || []))
  return (
    <dl className="facts">
      <Fact term={t('invoices.asked')}>
        <AmountText amount={invoice.asked} layout="aligned" />
      </Fact>
      <Fact term={t('invoices.received')}>
        <AmountText amount={invoice.received} layout="aligned" />
      </Fact>
      <Fact term={t(over ? 'invoices.over' : 'invoices.due')}>
        <AmountText amount={withoutSign(invoice.due)} layout="aligned" />
      </Fact>
      {anything && (
        <>
          <Fact term={t('refund.refunded')}>
            <AmountText amount={invoice.refunded} layout="aligned" />
          </Fact>
          <Fact term={t('refund.net')}>
            <AmountText amount={net} layout="aligned" />
          </Fact>
        </>
      )}
      <Fact term={t('invoices.account')}>
        <bdi>{invoice.accountLabel}</bdi>
      </Fact>
      {invoice.description !== '' && (
        <Fact term={t('invoices.description')}>
          <bdi className="long-text">{invoice.description}</bdi>
        </Fact>
      )}
      {customer !== '' && (
        <Fact term={t('invoices.customer')}>
          <bdi>{customer}</bdi>
        </Fact>
      )}
      {Object.entries(invoice.linkOptions).map(([name, value]) => (
        <Fact key={name} term={maybe(`providers.fields.${name}.label`) ?? humanize(name)}>
          <bdi className="long-text">{value}</bdi>
        </Fact>
      ))}
      <Fact term={t('invoices.created')}>{format.instant(invoice.createdAt)}</Fact>
      <ImportedFact detail={detail} />
      <Fact term={t('invoices.checked')}>
        {/* While money is expected, a sale that is looked at is to be fresh whatever was planned; later it need not be. */}
        {invoice.importedFrom ? (
          t('imports.notChecked')
        ) : (
          <CheckedAgo
            checkedAt={invoice.checkedAt}
            nextCheckAt={isWaiting(invoice.status) ? null : Number.MAX_SAFE_INTEGER}
          />
        )}
      </Fact>
      {invoice.abandonedAt !== null && (
        <Fact term={t('invoices.abandonedAt')}>{format.instant(invoice.abandonedAt)}</Fact>
      )}
    </dl>
  )
}

/** Out of which file it came, and whether that still counts. */
function ImportedFact({ detail: { invoice } }: { readonly detail: InvoiceDetail }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { importedFrom } = invoice
  if (!importedFrom) return null
  const { importedAt, fileName: file, person, undoneAt } = importedFrom
  const values = { when: format.instant(importedAt), file, person }
  return (
    <Fact term={t('imports.imported')}>
      <bdi>{t(person === '' ? 'imports.importedFrom' : 'imports.importedBy', values)}</bdi>
      {undoneAt !== null && <> {t('imports.importUndone')}</>}
    </Fact>
  )
}

/** One term with its value. */
export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
