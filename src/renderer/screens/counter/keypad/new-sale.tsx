import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { useDelayedFlag } from '../../../components/use-delayed-flag.ts'
import type { SellingAccount } from '../../../data/accounts.ts'
import { amountText } from '../../../i18n/format.ts'
import { useCounter } from '../../../sale-entry/entry-provider.tsx'
import { useItemSearch } from '../items/use-item-search.ts'
import { AmountPad } from './amount-pad.tsx'
import { EnteredAmount } from './entered-amount.tsx'
import { KeypadMessageLine } from './keypad-message.tsx'
import { QuickAmounts } from './quick-amounts.tsx'
import { type Panel, SalePanel } from './sale-panel.tsx'
import { TapeLines } from './tape-lines.tsx'
import { useAmountKeys } from './use-amount-keys.ts'
import { useNewSale } from './use-new-sale.ts'

/** A commit that takes longer than this is spoken of, ms. */
const SPOKEN_OF_MS = 100

/** The keypad screen: type an amount or add items, press Enter. */
export function NewSale({ accounts }: { readonly accounts: readonly SellingAccount[] }) {
  const { t, i18n } = useTranslation()
  const sale = useNewSale(accounts)
  const { keyRun } = useCounter()
  const { account, limits } = sale
  const [chosen, setChosen] = useState<Panel | null>(null)
  const search = useItemSearch(sale.items, sale.acts.add)
  useEffect(() => () => setChosen(null), [])
  const isLong = useDelayedFlag(sale.isWriting, SPOKEN_OF_MS)
  // A commit is over before a person could read of it: until it lasts, the button stays as it was.
  const asks = sale.ready || (sale.isWriting && !isLong)
  const panel = chosen ?? (sale.hasItems ? 'items' : 'details')
  useAmountKeys(
    {
      ...sale,
      press: sale.acts.press,
      enter: () => void sale.ask(),
      quick: sale.acts.addQuick,
      scanned(scan) {
        search.type('')
        sale.scanned(scan)
      },
      search() {
        setChosen('items')
        // The field is drawn with the panel, which may only be coming.
        requestAnimationFrame(() => search.field.current?.focus())
      },
    },
    keyRun.scannerKeys,
  )
  return (
    <form
      className="new-sale"
      onSubmit={(event) => {
        event.preventDefault()
        void sale.ask()
      }}
    >
      <div className="new-sale-ticket">
        <EnteredAmount sale={sale} />
        <TapeLines sale={sale} />
      </div>
      <div className="new-sale-panel">
        <ErrorWords error={sale.error} />
        {account?.paused && (
          <ErrorCodeWords code="ACCOUNT_PAUSED" params={{ account: account.label }} voice="quiet" />
        )}
        {account && !account.hasKey && !account.paused && (
          <ErrorCodeWords code="NO_KEY" params={{ account: account.label }} voice="quiet" />
        )}
        <SalePanel
          accounts={accounts}
          account={account}
          limits={limits}
          panel={panel}
          onPanel={setChosen}
          hasItems={sale.hasItems}
          search={search}
          details={sale.details}
          acts={sale.acts}
        />
      </div>
      <div className="new-sale-pad">
        <QuickAmounts quick={sale.quick} currency={limits.currency} onAdd={sale.acts.addQuick} />
        <AmountPad point={limits.decimals > 0} onPress={sale.acts.press} />
        {/* Disabled to the eye only: whoever presses it is told what is in the way. */}
        <Button type="submit" look="primary" size="large" {...(!asks && { 'aria-disabled': true })}>
          {asks
            ? t('counter.ask', {
                amount: amountText({ currency: limits.currency, amount: sale.decimal }, i18n.language),
              })
            : t(sale.isWriting ? 'counter.asking' : 'counter.askEmpty')}
        </Button>
        <KeypadMessageLine sale={sale} />
      </div>
    </form>
  )
}
