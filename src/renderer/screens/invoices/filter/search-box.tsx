import { Search, X } from 'lucide-react'
import type { RefObject } from 'react'
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
  /** The arrow down: to the list. */
  readonly onLeave: () => void
}

/** Words search, `key:value` filters. */
export function SearchBox({ list, text, field, onType, onDone, onLeave }: Props) {
  const { t } = useTranslation()
  return (
    <SearchField
      className="search"
      aria-label={t(`list.of.${list}.search`)}
      value={text}
      maxLength={2_000}
      onChange={onType}
      onSubmit={onDone}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') onLeave()
        else event.continuePropagation()
      }}
    >
      <div className="search-box">
        <Search aria-hidden="true" size={16} />
        <Input ref={field} className="input" dir="auto" placeholder={t('invoices.searchHint')} />
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
