import { CornerDownLeft } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../../components/error-words.tsx'
import { useDelayedFlag } from '../../../components/hooks/use-delayed-flag.ts'
import { OnceHidden } from '../../../components/kept.tsx'
import type { SellingAccount } from '../../../data/accounts.ts'
import { plainAmountText } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useCounter } from '../../../sale-entry/entry-provider.tsx'
import { isBlank } from '../../../sale-entry/tape.ts'
import { useItemSearch } from '../items/use-item-search.ts'
import { type AmountKeyActs, AmountKeys } from './amount-keys.ts'
import { AmountPad } from './amount-pad.tsx'
import { EnteredAmount } from './entered-amount.tsx'
import { EnteredLines } from './entered-lines.tsx'
import { EntryForCustomer } from './entry-for-customer.tsx'
import { QuickAmounts } from './quick-amounts.tsx'
import { type Panel, SalePanel } from './sale-panel.tsx'
import { UnlikelyAmount } from './unlikely-amount.tsx'
import { type NewSaleState, useNewSale } from './use-new-sale.ts'

/** A commit that takes longer than this is spoken of, ms. */
const SPOKEN_OF_MS = 100
/** A longer word on the button is written smaller, so that it keeps to one line. */
const LONG_WORD = 24

/** The keypad screen: type an amount or add items, press Enter. The shop's half to the start, what goes into the sale beside it. */
export function NewSale({ accounts }: { readonly accounts: readonly SellingAccount[] }) {
  const sale = useNewSale(accounts)
  const { keyRun } = useCounter()
  const { account, limits } = sale
  const [chosen, setChosen] = useState<Panel | null>(null)
  const search = useItemSearch(sale.items, sale.acts.add)
  const panel = chosen ?? (sale.hasItems ? 'items' : 'details')
  const doubt = sale.notice?.kind === 'doubt' ? sale.notice.doubt : null
  const find = (text: string) => {
    setChosen('items')
    search.type(text)
    // The field is drawn with the panel, which may only be coming.
    requestAnimationFrame(() => search.field.current?.focus())
  }
  /** What was typed may be a code: it is looked for, and no amount any more. */
  const findTyped = () => {
    const { typed } = sale.tape
    sale.dismiss()
    sale.acts.untype()
    find(typed)
  }
  const hasTypedAlone = sale.hasItems && sale.tape.typed !== ''
  const keys: AmountKeyActs = {
    ...sale,
    // Escape answers a question first, and clears only then.
    press: (key) => (doubt && key === 'clear' ? sale.dismiss() : sale.acts.press(key)),
    enter: (press) => void sale.ask(press.timeStamp),
    quick: sale.acts.addQuick,
    scanned(scan) {
      search.type('')
      sale.scanned(scan)
    },
    search: () => (doubt && hasTypedAlone ? findTyped() : find('')),
  }
  /** What was said and searched for before a sale came onto the screen is old when the keypad is seen again. */
  const forget = () => {
    sale.dismiss()
    setChosen(null)
    search.type('')
  }
  return (
    <form
      className="ticket new-sale"
      onSubmit={(event) => {
        event.preventDefault()
        void sale.ask()
      }}
    >
      <AmountKeys keys={keys} scannerKeys={keyRun.scannerKeys} />
      <OnceHidden forget={forget} />
      <EntryForCustomer sale={sale} />
      <div className="stub">
        <StubHead sale={sale} />
        <EnteredLines sale={sale} />
        <EnteredAmount sale={sale} />
        <AmountPad point={limits.decimals > 0} onPress={sale.acts.press} />
      </div>
      <div className="ticket-first">
        <AskButton sale={sale} />
      </div>
      {doubt && (
        <UnlikelyAmount
          sale={sale}
          doubt={doubt}
          onCorrect={sale.dismiss}
          onFind={hasTypedAlone ? findTyped : null}
        />
      )}
      <div className="half new-sale-half" hidden={doubt !== null}>
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
      <div className="ticket-more">
        <QuickAmounts quick={sale.quick} currency={limits.currency} onAdd={sale.acts.addQuick} />
      </div>
    </form>
  )
}

function StubHead({ sale: { tape } }: { readonly sale: NewSaleState }) {
  const { t } = useTranslation()
  const lines = tape.lines.length + (tape.typed === '' ? 0 : 1)
  return (
    <div className="stub-head">
      <h2 className="stub-title">{t('counter.newSale')}</h2>
      <span>{isBlank(tape) ? t('counter.nothingYet') : t('counter.lines', { count: lines })}</span>
    </div>
  )
}

/** Asks for the amount in sight; it says which, so that nobody asks for another one unseen. */
function AskButton({ sale }: { readonly sale: NewSaleState }) {
  const { t, i18n } = useTranslation()
  const { limits, decimal, isWriting, ready } = sale
  const isLong = useDelayedFlag(isWriting, SPOKEN_OF_MS)
  // A commit is over before a person could read of it: until it lasts, the button stays as it was.
  const asks = ready || (isWriting && !isLong)
  const word = asks
    ? t('counter.ask', {
        amount: plainAmountText({ currency: limits.currency, amount: decimal }, i18n.language),
      })
    : t(isWriting ? 'counter.asking' : 'counter.askEmpty')
  return (
    // Disabled to the eye only: whoever presses it is told what is in the way.
    <Button
      type="submit"
      look="primary"
      size={word.length > LONG_WORD ? 'normal' : 'large'}
      {...(!asks && { 'aria-disabled': true })}
    >
      {word}
      <CornerDownLeft aria-hidden="true" size={20} className="first-key" />
    </Button>
  )
}
