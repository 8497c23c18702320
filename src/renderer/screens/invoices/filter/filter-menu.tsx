import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { isRightToLeft } from '../../../../shared/words/languages.ts'
import { useListCounts } from '../../../data/lists/counts.ts'
import type { ListSource, ListTypes } from '../../../data/lists/sources.ts'
import { useListSums } from '../../../data/lists/use-lists.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { lineStep } from '../../../window/line-step.ts'
import { AmountPart } from './menu/amount-part.tsx'
import { ItemPart } from './menu/item-part.tsx'
import { PeriodPart } from './menu/period-part.tsx'
import { ReviewPart, TagPart, TillPart } from './menu/review-parts.tsx'
import { AccountPart, AttentionPart, CurrencyPart, type PartProps, StatusPart } from './menu/sets.tsx'
import type { Part } from './parts.ts'

interface Props<T extends ListTypes> extends Omit<PartProps, 'counts' | 'tags' | 'tills'> {
  readonly source: ListSource<T>
  /** What the list shows now. */
  readonly filter: T['filter']
  readonly part: Part
  readonly opener: RefObject<HTMLElement | null>
  readonly onPart: (part: Part) => void
  readonly onClose: () => void
}

const BODIES = {
  status: StatusPart,
  account: AccountPart,
  currency: CurrencyPart,
  period: PeriodPart,
  amount: AmountPart,
  attention: AttentionPart,
  review: ReviewPart,
  tag: TagPart,
  item: ItemPart,
  till: TillPart,
} as const

/** What can be ticked or typed of a part. */
const INSIDE = 'input:not([disabled]), button:not([disabled])'

/** The kinds of filters, and beside them what the chosen one can be; the list behind it follows at once. */
export function FilterMenu<T extends ListTypes>({
  source,
  filter,
  part: asked,
  opener,
  onPart,
  onClose,
  ...rest
}: Props<T>) {
  const { t, i18n } = useTranslation()
  const isMirrored = isRightToLeft(i18n.language)
  const body = useRef<HTMLDivElement>(null)
  const kinds = useRef<HTMLDivElement>(null)
  const { tags = [], tills = [] } = useListSums(source, filter).data ?? {}
  // A shop of one till has nothing to choose there.
  const parts = rest.kind.parts.filter(
    (one) => one !== 'till' || tills.length > 1 || rest.choice.till.length > 0,
  )
  const part = parts.includes(asked) ? asked : (parts[0] ?? 'account')
  const Body = BODIES[part]
  const counts = useListCounts(source, filter, part === 'item')

  function toPart(): void {
    body.current?.querySelector<HTMLElement>(INSIDE)?.focus()
  }

  function listenKinds(event: KeyboardEvent): void {
    const at = parts.indexOf(part)
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: parts.length - 1 }[event.key]
    if (lineStep(event) === 1 || event.key === 'Enter') toPart()
    else if (next !== undefined) {
      const to = parts[Math.min(Math.max(next, 0), parts.length - 1)] ?? part
      onPart(to)
      kinds.current?.querySelector<HTMLElement>(`[data-part="${to}"]`)?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  function listenPart(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    const types = target.matches('input:not([type="checkbox"], [type="radio"])')
    if (!types && lineStep(event) === -1) {
      kinds.current?.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus()
    } else if (
      (event.key === 'ArrowDown' || event.key === 'ArrowUp') &&
      !target.matches('[type="radio"], select')
    ) {
      const all = [...(body.current?.querySelectorAll<HTMLElement>(INSIDE) ?? [])]
      all[all.indexOf(target) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <Popover
      className="list-menu"
      triggerRef={opener}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="bottom start"
      offset={4}
    >
      <Dialog className="filter-dialog" aria-label={t('list.filters')}>
        <div
          ref={kinds}
          role="tablist"
          aria-orientation="vertical"
          aria-label={t('list.filters')}
          className="filter-kinds"
          onKeyDown={listenKinds}
        >
          {parts.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`filter-kind-${one}`}
              data-part={one}
              aria-selected={one === part}
              aria-controls="filter-part"
              tabIndex={one === part ? 0 : -1}
              // biome-ignore lint/a11y/noAutofocus: the menu was opened to choose in it
              autoFocus={one === part}
              className="filter-kind"
              onClick={() => onPart(one)}
            >
              {t(`list.parts.${one}`)}
            </button>
          ))}
        </div>
        <div className="filter-chosen">
          <div
            ref={body}
            id="filter-part"
            role="tabpanel"
            aria-labelledby={`filter-kind-${part}`}
            className="filter-part"
            onKeyDown={listenPart}
          >
            <Body key={part} {...rest} counts={counts} tags={tags} tills={tills} />
          </div>
          <p className="filter-keys">
            <kbd>{isMirrored ? '←' : '→'}</kbd> {t('list.menu.into')} <kbd>{isMirrored ? '→' : '←'}</kbd>{' '}
            {t('list.menu.kinds')} <kbd>{t('list.menu.space')}</kbd> {t('list.menu.tick')}
          </p>
        </div>
      </Dialog>
    </Popover>
  )
}
