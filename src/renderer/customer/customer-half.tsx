import { QrCode } from '../components/qr-code.tsx'
import { STATUS_LOOK } from '../components/status/status-tone.ts'
import type { Shown, ShownSale } from '../data/customer/view.ts'
import { plainAmountText } from '../i18n/format.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { CustomerName } from './shop.tsx'

/** Words of more characters hold a long amount, and are written smaller. */
const LONG = { word: 20, say: 48, text: 52 } as const
const sized = (as: keyof typeof LONG, text: string) =>
  `customer-${as}${text.length > LONG[as] ? ' customer-long' : ''}`

interface Props {
  readonly shop: string
  readonly shown: Exclude<Shown, { readonly kind: 'asleep' }>
}

/** The customer's half: whose till it is while lines come, the code while it can be paid, then what came of it. */
export function CustomerHalf({ shop, shown }: Props) {
  if (shown.kind === 'entry') return <CustomerName shop={shop} />
  return shown.code ? <Code sale={shown} code={shown.code} /> : <Verdict sale={shown} />
}

function Code({ sale, code }: { readonly sale: ShownSale; readonly code: NonNullable<ShownSale['code']> }) {
  const { t, i18n } = useTranslation()
  const { tone, shape: Shape } = STATUS_LOOK[sale.status]
  const amount = plainAmountText(code.asked, i18n.language)
  const isForRest = code.asked.amount !== sale.total.amount
  const say = isForRest ? t('customer.scanRest', { amount }) : t('customer.scan')
  const state = sale.missing
    ? t('customer.missing', { amount: plainAmountText(sale.missing, i18n.language) })
    : t(sale.status === 'confirming' ? 'customer.confirming' : 'customer.waiting')
  return (
    <section className={`customer-half tone-${tone}`}>
      <p className={sized('say', say)}>{say}</p>
      <div className="customer-code">
        <QrCode text={code.url} label={t('customer.qrLabel', { amount })} />
      </div>
      <p className="customer-state">
        <Shape aria-hidden="true" className="customer-state-shape" />
        {state}
      </p>
    </section>
  )
}

function Verdict({ sale }: { readonly sale: ShownSale }) {
  const { t } = useTranslation()
  const { tone, shape: Shape } = STATUS_LOOK[sale.status]
  const { word, text: told } = useVerdict(sale)
  const text = told ?? t('customer.ask')
  return (
    <section className={`customer-half customer-verdict tone-${tone}`}>
      <Shape aria-hidden="true" className="customer-shape" strokeWidth={1.75} />
      <p className={sized('word', word)}>{word}</p>
      <p className={sized('text', text)}>{text}</p>
    </section>
  )
}

/** What came of a sale in a word, and what the customer does now; a null text sends them to the counter. */
function useVerdict({ status, missing, tooMuch }: ShownSale): {
  readonly word: string
  readonly text: string | null
} {
  const { t, i18n } = useTranslation()
  const written = (amount: NonNullable<typeof missing>) => plainAmountText(amount, i18n.language)
  if (missing) return { word: t('customer.missing', { amount: written(missing) }), text: null }
  if (tooMuch) {
    return { word: t('customer.paid'), text: t('customer.tooMuch', { amount: written(tooMuch) }) }
  }
  switch (status) {
    case 'paid':
    case 'overpaid':
    case 'paid_late':
      return { word: t('customer.paid'), text: t('customer.thanks') }
    case 'draft':
    case 'creating':
    case 'open':
    case 'confirming':
      return { word: t('customer.moment'), text: t('customer.codeComes') }
    case 'expired':
      return { word: t('customer.expired'), text: null }
    case 'refunded':
      return { word: t('customer.refunded'), text: null }
    default:
      return { word: t('customer.notPaid'), text: null }
  }
}
