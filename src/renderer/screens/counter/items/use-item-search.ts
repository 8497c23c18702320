import { type RefObject, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react-aria-components'
import type { Item } from '../../../../shared/contract/shapes/item.ts'
import { findItems } from './find-items.ts'

/** More tiles than this are not drawn; the search finds the rest. */
const MOST_TILES = 60

/** The search of the catalogue at the counter. */
export interface ItemSearch {
  readonly query: string
  /** Begins a search anew with this text. */
  type(query: string): void
  readonly found: readonly Item[]
  /** What Enter adds; undefined while nothing is searched for, or nothing fits. */
  readonly marked: Item | undefined
  readonly isOn: boolean
  onKeyDown(event: KeyboardEvent): void
  readonly field: RefObject<HTMLInputElement | null>
}

/** Searches the catalogue: arrows choose, Enter adds and goes back to the keypad, Escape goes back without. */
export function useItemSearch(items: readonly Item[], add: (item: Item) => void): ItemSearch {
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const found = useMemo(() => findItems(items, query).slice(0, MOST_TILES), [items, query])
  const isOn = query.trim() !== ''
  const at = Math.min(place, found.length - 1)
  const marked = isOn ? found[at] : undefined

  return useMemo(() => {
    function type(text: string): void {
      setPlace(0)
      setQuery(text)
    }
    /** Back to the keypad, where the next digit or Enter belongs to the sale. */
    function leave(): void {
      type('')
      field.current?.blur()
    }
    return {
      query,
      type,
      found,
      marked,
      isOn,
      field,
      onKeyDown(event) {
        if (event.nativeEvent.isComposing) return
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (event.key === 'Escape') leave()
        else if (event.key === 'Enter' && isOn) {
          if (!marked) return event.preventDefault()
          add(marked)
          leave()
        } else if (step !== undefined && isOn && found.length > 0) {
          setPlace((at + step + found.length) % found.length)
        } else return
        event.preventDefault()
      },
    }
  }, [query, found, marked, isOn, at, add])
}
