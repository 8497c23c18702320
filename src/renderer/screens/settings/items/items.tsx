import { useState } from 'react'
import type { Item } from '../../../../shared/contract/shapes/item.ts'
import type { StandingLinkView } from '../../../../shared/contract/shapes/standing-link.ts'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { ErrorWords } from '../../../components/error-words.tsx'
import { ItemPicture } from '../../../components/item-picture.tsx'
import { useItems, useRetireItem } from '../../../data/items.ts'
import { amountText } from '../../../i18n/format.ts'
import { useInOrder } from '../../../i18n/use-in-order.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { MakeStandingLink, useStandingAccounts } from '../../../sale/standing/make-standing-link.tsx'
import { StandingCode } from '../../../sale/standing/standing-code.tsx'
import { ItemForm } from './item-form.tsx'

/** The catalogue: what the shop sells, at which price. */
export function Items() {
  const { t } = useTranslation()
  const { data, error } = useItems()
  const items = useInOrder(data)
  const [editing, setEditing] = useState<Item | 'new' | null>(null)
  const close = () => setEditing(null)
  const changed = editing === 'new' ? null : editing
  return (
    <>
      <p>{t('settings.items.text')}</p>
      <ErrorWords error={error} />
      <ul className="catalogue">
        {items.map((item) => (
          <ItemRow key={item.id} item={item} onEdit={() => setEditing(item)} />
        ))}
      </ul>
      <Button onPress={() => setEditing('new')}>{t('settings.items.add')}</Button>
      <Dialog
        title={changed ? t('settings.items.editTitle', { name: changed.name }) : t('settings.items.addTitle')}
        isOpen={editing !== null}
        onClose={close}
      >
        <ItemForm item={changed} onDone={close} />
      </Dialog>
    </>
  )
}

function ItemRow({ item, onEdit }: { readonly item: Item; readonly onEdit: () => void }) {
  const { t, i18n } = useTranslation()
  const retire = useRetireItem()
  const canStand = useStandingAccounts(item.price.currency).length > 0
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<StandingLinkView | null>(null)
  const { id, name, active } = item
  return (
    <li className={active ? 'catalogue-item' : 'catalogue-item catalogue-item-away'}>
      <ItemPicture item={item} />
      <div className="catalogue-words">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p className="quiet">
          <bdi dir="ltr">{amountText(item.price, i18n.language)}</bdi>
          {item.code !== null && (
            <>
              {' · '}
              <bdi className="mono">{item.code}</bdi>
            </>
          )}
          {!active && ` · ${t('settings.items.away')}`}
        </p>
        <ErrorWords error={retire.error} />
      </div>
      <div className="actions">
        {active && canStand && (
          <Button aria-label={t('standing.makeOf', { name })} onPress={() => setMaking(true)}>
            {t('standing.make')}
          </Button>
        )}
        <Button aria-label={t('settings.items.editOf', { name })} onPress={onEdit}>
          {t('settings.items.edit')}
        </Button>
        <Button
          aria-label={t(active ? 'settings.items.putAwayOf' : 'settings.items.takeBackOf', { name })}
          isPending={retire.isPending}
          onPress={() => retire.mutate({ id, retired: active })}
        >
          {t(active ? 'settings.items.putAway' : 'settings.items.takeBack')}
        </Button>
      </div>
      {making && (
        <MakeStandingLink
          item={item}
          onClose={() => setMaking(false)}
          onMade={(link) => {
            setMaking(false)
            setMade(link)
          }}
        />
      )}
      {made && <StandingCode link={made} onClose={() => setMade(null)} />}
    </li>
  )
}
