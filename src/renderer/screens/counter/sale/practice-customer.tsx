import type { InvoiceDetail } from '../../../../shared/contract/shapes/invoice.ts'
import type { Capabilities } from '../../../../shared/contract/shapes/provider.ts'
import { exponentOf } from '../../../../shared/money/currency.ts'
import { money, moneyFrom, toDecimal } from '../../../../shared/money/money.ts'
import { isPaid } from '../../../../shared/status/status.ts'
import { Button } from '../../../components/button.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { usePracticeExpire, usePracticePay } from '../../../data/invoices.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly detail: InvoiceDetail
  readonly capabilities: Capabilities
}

/** In the practice book: the person at the till is the customer too. */
export function PracticeCustomer({ detail, capabilities }: Props) {
  const { t } = useTranslation()
  const pay = usePracticePay()
  const expire = usePracticeExpire()
  const { invoice, links } = detail
  const payable = !isPaid(invoice.status) && links.some((link) => link.stage === 'live')
  const busy = pay.isPending || expire.isPending
  const { less, more } = oddAmounts(invoice.asked)
  const payWith = (amount: string | null) => pay.mutate({ invoiceId: invoice.id, amount })
  return (
    <section className="practice-customer" aria-label={t('practice.title')}>
      <h2>{t(payable ? 'practice.title' : isPaid(invoice.status) ? 'practice.over' : 'practice.notYet')}</h2>
      <div className="practice-acts">
        <Button needs="sell" isDisabled={!payable} isPending={busy} onPress={() => payWith(null)}>
          {t('practice.payExactly')}
        </Button>
        {capabilities.canUnderpay && (
          <Button needs="sell" isDisabled={!payable} isPending={busy} onPress={() => payWith(less)}>
            {t('practice.payLess')}
          </Button>
        )}
        {capabilities.canOverpay && (
          <Button needs="sell" isDisabled={!payable} isPending={busy} onPress={() => payWith(more)}>
            {t('practice.payMore')}
          </Button>
        )}
        {capabilities.expiry.defaultMs !== null && (
          <Button
            needs="sell"
            isDisabled={!payable}
            isPending={busy}
            onPress={() => expire.mutate(invoice.id)}
          >
            {t('practice.expire')}
          </Button>
        )}
      </div>
      <ErrorWords error={pay.error ?? expire.error} />
    </section>
  )
}

/** About three quarters and about five quarters of the asked amount, kept to two decimals where the amount allows. */
export function oddAmounts(asked: InvoiceDetail['invoice']['asked']): {
  readonly less: string
  readonly more: string
} {
  const whole = moneyFrom(asked.currency, asked.amount)
  const step = 10n ** BigInt(Math.max(0, exponentOf(asked.currency) - 2))
  const quarter = whole.units / 4n >= step ? (whole.units / 4n / step) * step : whole.units / 4n || 1n
  return {
    less: toDecimal(money(asked.currency, whole.units - quarter)),
    more: toDecimal(money(asked.currency, whole.units + quarter)),
  }
}
