import { memo } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { useAsSeen } from '../../../components/kept.tsx'
import { Select } from '../../../components/select.tsx'
import type { SellingAccount } from '../../../data/accounts.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { useMedia } from '../../../window/use-media.ts'
import { ItemSearchField, ItemTiles } from '../items/item-picker.tsx'
import type { ItemSearch } from '../items/use-item-search.ts'
import { SaleDetails } from './sale-details.tsx'
import type { NewSaleActs, SaleDetailsState } from './use-new-sale.ts'

export type Panel = 'items' | 'details'

/** In a window of this width items and details have room one beneath the other. */
const ROOM_FOR_BOTH = '(width >= 1600px) and (height >= 900px)'

interface Props {
  readonly accounts: readonly SellingAccount[]
  readonly account: SellingAccount | undefined
  readonly limits: CurrencyLimits
  readonly panel: Panel
  readonly onPanel: (panel: Panel) => void
  readonly hasItems: boolean
  readonly search: ItemSearch
  readonly details: SaleDetailsState
  readonly acts: NewSaleActs
}

/** What goes with the amount: the account, the catalogue, the words. No key of an amount draws it again, and no sale before it. */
export function SalePanel(props: Props) {
  return <Panels {...useAsSeen(props)} />
}

const Panels = memo(function Panels(props: Props) {
  const { accounts, account, limits, acts } = props
  const { t } = useTranslation()
  const hasRoomForBoth = useMedia(ROOM_FOR_BOTH)
  return (
    <>
      <div className="new-sale-account">
        <Select
          label={t('counter.account')}
          choices={accounts.map((one) => ({ id: one.id, name: one.label }))}
          value={account?.id ?? null}
          onChange={acts.choose}
        />
        {account && account.currencies.length > 1 && (
          <Select
            label={t('counter.currency')}
            choices={account.currencies.map((one) => ({ id: one.currency, name: one.currency }))}
            value={limits.currency}
            onChange={acts.chooseCurrency}
          />
        )}
      </div>
      {hasRoomForBoth ? <Both {...props} /> : <OneOfTwo {...props} />}
    </>
  )
})

function Both({ limits, hasItems, search, details, acts }: Props) {
  const { t } = useTranslation()
  return (
    <>
      <section className="part part-items" aria-label={t('counter.items.title')}>
        <div className="tab-row">
          <h2 className="part-title">{t('counter.items.title')}</h2>
          {hasItems && <ItemSearchField search={search} />}
        </div>
        <ItemTiles hasItems={hasItems} limits={limits} search={search} onAdd={acts.add} />
      </section>
      <section className="part" aria-label={t('counter.details')}>
        <div className="tab-row">
          <h2 className="part-title">{t('counter.details')}</h2>
        </div>
        <div className="part-details">
          <SaleDetails details={details} onEdit={acts.edit} />
        </div>
      </section>
    </>
  )
}

function OneOfTwo({ panel, onPanel, hasItems, limits, search, details, acts }: Props) {
  const { t } = useTranslation()
  return (
    <Tabs
      className="tabs"
      selectedKey={panel}
      onSelectionChange={(key) => onPanel(key === 'items' ? 'items' : 'details')}
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
        {panel === 'items' && hasItems && <ItemSearchField search={search} />}
      </div>
      <TabPanel id="items" className="tab-panel">
        <ItemTiles hasItems={hasItems} limits={limits} search={search} onAdd={acts.add} />
      </TabPanel>
      <TabPanel id="details" className="tab-panel tab-panel-details">
        <SaleDetails details={details} onEdit={acts.edit} />
      </TabPanel>
    </Tabs>
  )
}
