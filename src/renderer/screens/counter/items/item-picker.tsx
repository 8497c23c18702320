import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import { Toolbar } from 'react-aria-components/Toolbar'
import type { Item } from '../../../../shared/contract/shapes/item.ts'
import type { CurrencyLimits } from '../../../../shared/contract/shapes/provider.ts'
import { Button as PlainButton } from '../../../components/button.tsx'
import { ItemPicture } from '../../../components/item-picture.tsx'
import { OnceHidden } from '../../../components/kept.tsx'
import { plainAmountText } from '../../../i18n/format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { itemFault } from '../../../sale-entry/tape.ts'
import { useNavigation } from '../../../window/navigation.tsx'
import type { ItemSearch } from './use-item-search.ts'
import { useTileRoom } from './use-tile-room.ts'

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
        <span className="key item-search-key" aria-hidden="true">
          /
        </span>
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
export function ItemTiles(props: Props) {
  const { t } = useTranslation()
  const { go } = useNavigation()
  const { hasItems, search } = props
  if (!hasItems) {
    return (
      <div className="items-empty">
        <p className="quiet">{t('counter.items.empty')}</p>
        <PlainButton needs="setUp" onPress={() => go('settings')}>
          {t('counter.items.toSettings')}
        </PlainButton>
      </div>
    )
  }
  if (search.found.length === 0) return <p className="quiet">{t('counter.items.none')}</p>
  return <Tiles {...props} />
}

/** Whole tiles alone: what has no room is counted in the last one, which shows them all. */
function Tiles({ limits, search, onAdd }: Props) {
  const { t } = useTranslation()
  const [isWhole, setWhole] = useState(false)
  const { room, look } = useTileRoom(search.found.length)
  const { found, marked } = search
  const places = look.columns * look.rows
  const more = isWhole || found.length <= places ? 0 : found.length - places + 1
  // What was searched for and marked is always in sight.
  const at = marked ? found.indexOf(marked) : 0
  const from = more > 0 && at > places - 2 ? at - (places - 2) : 0
  const shown = more > 0 ? found.slice(from, from + places - 1) : found
  const classes = ['tiles', look.isDense && 'tiles-dense', isWhole && 'tiles-whole']
  return (
    <div className="tile-room" ref={room}>
      {/* The next sale begins with the tiles as they always stand. */}
      <OnceHidden forget={() => setWhole(false)} />
      <Toolbar
        className={classes.filter(Boolean).join(' ')}
        data-amount-pad
        aria-label={t('counter.items.title')}
        style={{
          gridTemplateColumns: `repeat(${look.columns}, minmax(0, 1fr))`,
          ...(!isWhole && { gridTemplateRows: `repeat(${look.rows}, minmax(0, 1fr))` }),
        }}
      >
        {shown.map((item) => (
          <Tile key={item.id} item={item} limits={limits} isMarked={item === marked} onAdd={onAdd} />
        ))}
        {more > 0 && (
          <Button className="tile tile-more" preventFocusOnPress onPress={() => setWhole(true)}>
            {t('counter.items.more', { count: more })}
          </Button>
        )}
      </Toolbar>
    </div>
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
      <span className="tile-what">
        <bdi className="tile-name" title={item.name}>
          {item.name}
        </bdi>
        {why === null ? (
          <bdi dir="ltr" className="tile-price">
            {plainAmountText(item.price, i18n.language)}
          </bdi>
        ) : (
          <span className="tile-why">{t(`counter.items.why.${why}`, { currency: limits.currency })}</span>
        )}
      </span>
    </Button>
  )
}
