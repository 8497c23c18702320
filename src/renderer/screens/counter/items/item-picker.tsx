import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../../../shared/contract/shapes/item.ts'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { Button as PlainButton } from '../../../components/button.tsx'
import { ItemPicture } from '../../../components/item-picture.tsx'
import { amountText } from '../../../i18n/format.ts'
import { itemFault } from '../../../sale-entry/tape.ts'
import { useNavigation } from '../../../window/navigation.tsx'
import type { ItemSearch } from './use-item-search.ts'

/** Where a part of an item's name or code is typed. */
export function ItemSearchField({ search }: { readonly search: ItemSearch }) {
  const { t } = useTranslation()
  const { isOn, marked } = search
  return (
    <>
      <TextField
        className="field item-search"
        value={search.query}
        maxLength={80}
        onChange={search.type}
        onKeyDown={search.onKeyDown}
      >
        <Label className="visually-hidden">{t('counter.items.search')}</Label>
        <Input ref={search.field} className="input" dir="auto" placeholder={t('counter.items.searchHint')} />
      </TextField>
      <p className="visually-hidden" role="status">
        {isOn && (marked ? t('counter.items.enterAdds', { name: marked.name }) : t('counter.items.none'))}
      </p>
    </>
  )
}

interface Props {
  readonly hasItems: boolean
  readonly limits: CurrencyLimits
  readonly search: ItemSearch
  readonly onAdd: (item: Item) => void
}

/** The catalogue at the counter: tap an item to add it. */
export function ItemTiles({ hasItems, limits, search, onAdd }: Props) {
  const { t } = useTranslation()
  const { go } = useNavigation()
  if (!hasItems) {
    return (
      <div className="items-empty">
        <p className="quiet">{t('counter.items.empty')}</p>
        <PlainButton onPress={() => go('settings')}>{t('counter.items.toSettings')}</PlainButton>
      </div>
    )
  }
  if (search.found.length === 0) return <p className="quiet">{t('counter.items.none')}</p>
  return (
    <ul className="tiles" data-amount-pad aria-label={t('counter.items.title')}>
      {search.found.map((item) => (
        <li key={item.id}>
          <Tile item={item} limits={limits} isMarked={item === search.marked} onAdd={onAdd} />
        </li>
      ))}
    </ul>
  )
}

interface TileProps extends Pick<Props, 'limits' | 'onAdd'> {
  readonly item: Item
  readonly isMarked: boolean
}

function Tile({ item, limits, isMarked, onAdd }: TileProps) {
  const { t, i18n } = useTranslation()
  const why = itemFault(item.price, limits)
  return (
    <Button
      className={isMarked ? 'tile tile-marked' : 'tile'}
      preventFocusOnPress
      isDisabled={why !== null}
      onPress={() => onAdd(item)}
    >
      <ItemPicture item={item} />
      <bdi className="tile-name">{item.name}</bdi>
      <bdi dir="ltr" className="tile-price">
        {amountText(item.price, i18n.language)}
      </bdi>
      {why !== null && (
        <span className="tile-why">{t(`counter.items.why.${why}`, { currency: limits.currency })}</span>
      )}
    </Button>
  )
}
