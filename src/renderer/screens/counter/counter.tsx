import { useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorWords } from '../../components/error-words.tsx'
import { Kept } from '../../components/kept.tsx'
import { Teach } from '../../components/teach.tsx'
import { useSellingAccounts } from '../../data/accounts.ts'
import { useOverview } from '../../data/app.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { useDoubleTapGuard } from '../../keyboard/use-double-tap-guard.ts'
import { useKeptFocus } from '../../keyboard/use-kept-focus.ts'
import { CounterAsSeen, useEntryScreen } from '../../sale-entry/entry-provider.tsx'
import { useNavigation } from '../../window/navigation.tsx'
import { NewSale } from './keypad/new-sale.tsx'
import { MovedTill } from './moved-till.tsx'
import { Sale } from './sale/sale.tsx'
import { WaitingSales } from './waiting/waiting-sales.tsx'

/** The counter: the keypad for a new sale, or the sale on the screen; beside it the sales that wait. */
export function Counter() {
  const { t } = useTranslation()
  const { invoiceId } = useEntryScreen()
  const stage = useRef<HTMLDivElement>(null)
  useKeptFocus(stage)
  useDoubleTapGuard(stage, invoiceId)
  return (
    <div className="counter">
      <h1 className="visually-hidden">{t('counter.title')}</h1>
      <div className="counter-stage" ref={stage} tabIndex={-1}>
        {invoiceId !== null && <Sale key={invoiceId} id={invoiceId} />}
        {/* The keypad stays drawn behind the sale: the next amount begins on it with a single digit, and Tab with its first field. */}
        <Kept isShown={invoiceId === null}>
          <CounterAsSeen>
            <Keypad />
          </CounterAsSeen>
        </Kept>
      </div>
      <WaitingSales />
    </div>
  )
}

function Keypad() {
  const { t } = useTranslation()
  const { go } = useNavigation()
  const { moved } = useOverview()
  const accounts = useSellingAccounts()
  if (moved) return <MovedTill moved={moved} />
  // Accounts that could not be read again are still those that were read last.
  if (accounts.error && !accounts.data) return <ErrorWords error={accounts.error} />
  if (!accounts.data) return <p aria-busy="true">{t('app.loading')}</p>
  if (accounts.data.length === 0) {
    return (
      <Teach title={t('counter.noAccountTitle')} text={t('counter.noAccount')}>
        <Button needs="setUp" look="primary" onPress={() => go('settings')}>
          {t('counter.addAccount')}
        </Button>
      </Teach>
    )
  }
  return <NewSale accounts={accounts.data} />
}
