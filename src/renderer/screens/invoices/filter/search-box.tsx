import { Search, X } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { SearchField } from 'react-aria-components/SearchField'
import type { ListName } from '../../../data/lists/sources.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'

interface Props {
  readonly list: ListName
  readonly text: string
  readonly field: RefObject<HTMLInputElement | null>
  readonly onType: (text: string) => void
  /** Enter: whatever stands there is finished. */
  readonly onDone: () => void
  /** The arrow down, and Esc where nothing stands there: to the list. */
  readonly onLeave: () => void
}

/** Words search, `key:value` filters. */
export function SearchBox({ list, text, field, onType, onDone, onLeave }: Props) {
  const { t } = useTranslation()
  /** A word is being composed: its keys choose among characters. */
  const composes = useRef(false)
  return (
    <SearchField
      className="search"
      aria-label={t(`list.of.${list}.search`)}
      value={text}
      maxLength={2_000}
      onChange={onType}
      onSubmit={() => {
        if (!composes.current) onDone()
      }}
      onKeyDown={(event) => {
        const leaves = event.key === 'ArrowDown' || (event.key === 'Escape' && text === '')
        if (!leaves || composes.current) return event.continuePropagation()
        // Else what has the focus then is scrolled by it, or closed.
        event.preventDefault()
        onLeave()
      }}
    >
      <div className="search-box">
        <Search aria-hidden="true" size={16} />
        <Input
          ref={field}
          className="input"
          dir="auto"
          placeholder={t('invoices.searchHint')}
          onCompositionStart={() => {
            composes.current = true
          }}
          onCompositionEnd={() => {
            composes.current = false
          }}
        />
        {text === '' ? (
          <span aria-hidden="true" className="search-key">
            <kbd>/</kbd>
          </span>
        ) : (
          <Button className="search-clear">
            <X aria-hidden="true" size={16} />
          </Button>
        )}
      </div>
    </SearchField>
  )
}
