import { type CustomerView, useCustomerView } from '../data/customer/view.ts'
import { useSpeech } from '../i18n/start.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { useTheme } from '../window/theme.ts'
import { CustomerHalf } from './customer-half.tsx'
import { CustomerStub } from './customer-stub.tsx'
import { CustomerName, ShopMark } from './shop.tsx'

/** The customer's window: it shows, and takes nothing. Before it knows what, it is empty. */
export function CustomerPage() {
  const view = useCustomerView()
  return view === null ? <main className="customer" aria-busy="true" /> : <Known view={view} />
}

function Known({ view }: { readonly view: CustomerView }) {
  const { t } = useTranslation()
  const { shown, shop, practice } = view
  useTheme(view.theme)
  const hasWords = useSpeech(view.locale)
  if (!hasWords) return <main className="customer" aria-busy="true" />
  return (
    <main className={`customer customer-${shown.kind}`} aria-label={t('customer.title')}>
      <span className="customer-perforation" aria-hidden="true" />
      {practice && (
        <p className="customer-practice">
          <span className="customer-plate">{t('customer.practice')}</span>
        </p>
      )}
      {shown.kind === 'asleep' ? (
        <>
          <div className="customer-stub">{shop !== '' && <ShopMark shop={shop} />}</div>
          <CustomerName shop={shop} />
        </>
      ) : (
        <>
          <CustomerStub shop={shop} shown={shown} />
          <CustomerHalf shop={shop} shown={shown} />
        </>
      )}
    </main>
  )
}
