import { useRef, useState } from 'react'
import { MOST_ITEMS } from '../../../../../shared/contract/plain/limits.ts'
import { fold } from '../../../../../shared/text/fold.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useNameOrder } from '../../../../i18n/use-in-order.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { countsBy, type PartProps, toggled } from './sets.tsx'
import { Tick } from './tick.tsx'

/** More of them are found by a part of their name. */
const MOST_SHOWN = 100

/** Any of the items that sales name, by the names that the sales have; those that would leave something first. */
export function ItemPart({ choice, onChange, counts }: PartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const { item } = choice
  const countOf = countsBy(counts?.item)
  const offered = useOrder(counts?.item, item)
  if (!offered) return null
  if (offered.length === 0) return <p className="filter-none">{t('list.menu.noItem')}</p>
  const wanted = fold(typed).trim()
  const found = wanted === '' ? offered : offered.filter((name) => fold(name).includes(wanted))
  const shown = found.slice(0, MOST_SHOWN)
  const isFull = item.length >= MOST_ITEMS
  return (
    <>
      <input
        type="text"
        dir="auto"
        className="filter-input filter-find"
        aria-label={t('list.menu.findItem')}
        placeholder={t('list.menu.findItem')}
        value={typed}
        maxLength={80}
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="visually-hidden" role="status">
        {wanted !== '' &&
          t('list.menu.itemsFound', { count: found.length, figure: format.count(found.length) })}
      </p>
      {found.length === 0 && <p className="filter-none">{t('list.menu.noItemFits')}</p>}
      {shown.map((name) => (
        <Tick
          key={name}
          isOn={item.includes(name)}
          count={countOf(name)}
          isOff={isFull && !item.includes(name)}
          onToggle={() => onChange({ ...choice, item: toggled(item, name) })}
        >
          <bdi className="own-words">{name}</bdi>
        </Tick>
      ))}
      {found.length > shown.length && (
        <p className="filter-help">
          {t('list.menu.moreItems', {
            count: found.length - shown.length,
            figure: format.count(found.length - shown.length),
          })}
        </p>
      )}
      {isFull && (
        <p className="filter-help">{t('list.menu.itemsFull', { most: format.count(MOST_ITEMS) })}</p>
      )}
    </>
  )
}

/** The items in an order that stays while the menu shows them: what is chosen first, then what would leave something. Null until they are known. */
function useOrder(
  counted: readonly { readonly value: string; readonly count: number }[] | undefined,
  chosen: readonly string[],
): readonly string[] | null {
  const order = useRef<readonly string[]>([])
  const inOrder = useNameOrder()
  if (!counted || (counted.length === 0 && chosen.length === 0)) return counted ? [] : null
  const countOf = countsBy(counted)
  const rank = (name: string) => (chosen.includes(name) ? 0 : (countOf(name) ?? 0) > 0 ? 1 : 2)
  const known = new Set(order.current)
  const added = [...new Set([...chosen, ...counted.map(({ value }) => value)])].filter(
    (name) => !known.has(name),
  )
  if (added.length > 0) {
    const sorted = added.toSorted((a, b) => rank(a) - rank(b) || inOrder(a, b))
    order.current = [...order.current, ...sorted]
  }
  return order.current
}
