import { useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../shared/contract/models.ts'
import { Button } from '../../components/button.tsx'
import { ErrorCodeWords, ErrorWords } from '../../components/error-words.tsx'
import { Select } from '../../components/select.tsx'
import { amountText } from '../../i18n/format.ts'
import { AmountPad } from './amount-pad.tsx'
import { useCounter } from './draft.tsx'
import { EnteredAmount } from './entered-amount.tsx'
import { ItemSearchField, ItemTiles } from './item-picker.tsx'
import { QuickAmounts } from './quick-amounts.tsx'
import { SaleDetails } from './sale-details.tsx'
import { SaleNotice } from './sale-notice.tsx'
import { TapeLines } from './tape-lines.tsx'
import { useAmountKeys } from './use-amount-keys.ts'
import { useItemSearch } from './use-item-search.ts'
import { useNewSale } from './use-new-sale.ts'

type Panel = 'items' | 'details'

/** The keypad screen: type an amount or add items, press Enter. */
export function NewSale({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t, i18n } = useTranslation()
  const sale = useNewSale(accounts)
  const { keyRun } = useCounter()
  const { account, limits } = sale
  const [chosen, setChosen] = useState<Panel | null>(null)
  const search = useItemSearch(sale.items, sale.add)
  const panel = chosen ?? (sale.hasItems ? 'items' : 'details')
  useAmountKeys(
    {
      ...sale,
      enter: () => void sale.ask(),
      quick: sale.addQuick,
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
    keyRun.burst,
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
        <div className="new-sale-account">
          <Select
            label={t('counter.account')}
            choices={accounts.map((one) => ({ id: one.id, name: one.label }))}
            value={account?.id ?? null}
            onChange={sale.choose}
          />
          {account && account.currencies.length > 1 && (
            <Select
              label={t('counter.currency')}
              choices={account.currencies.map((one) => ({ id: one.currency, name: one.currency }))}
              value={limits.currency}
              onChange={sale.chooseCurrency}
            />
          )}
        </div>
        <Tabs
          className="tabs"
          selectedKey={panel}
          onSelectionChange={(key) => setChosen(key === 'items' ? 'items' : 'details')}
        >
          <div className="tab-row">
            <TabList className="tab-list" aria-label={t('counter.panels')}>
              <Tab id="items" className="tab">
                {t('counter.items.title')}
              </Tab>
              <Tab id="details" className="tab">
                {t('counter.details')}
              </Tab>
            </TabList>
            {panel === 'items' && sale.hasItems && <ItemSearchField search={search} />}
          </div>
          <TabPanel id="items" className="tab-panel">
            <ItemTiles sale={sale} search={search} />
          </TabPanel>
          <TabPanel id="details" className="tab-panel">
            <SaleDetails sale={sale} />
          </TabPanel>
        </Tabs>
      </div>
      <div className="new-sale-pad">
        <QuickAmounts sale={sale} />
        <AmountPad point={limits.decimals > 0} onPress={sale.press} />
        {/* Disabled to the eye only: whoever presses it is told what is in the way. */}
        <Button type="submit" look="primary" size="large" {...(!sale.ready && { 'aria-disabled': true })}>
          {sale.isWriting && t('counter.asking')}
          {!sale.isWriting && sale.ready
            ? t('counter.ask', {
                amount: amountText({ currency: limits.currency, amount: sale.decimal }, i18n.language),
              })
            : !sale.isWriting && t('counter.askEmpty')}
        </Button>
        <SaleNotice sale={sale} />
      </div>
    </form>
  )
}
