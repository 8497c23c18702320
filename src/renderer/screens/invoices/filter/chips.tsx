import { Plus, X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { type Choice, NO_CHOICE } from './choice.ts'
import type { FilterKind, Part } from './parts.ts'
import { useFilterWords } from './use-filter-words.ts'

interface Props {
  /** What stands ahead of them. */
  readonly before: ReactNode
  readonly kind: FilterKind
  readonly choice: Choice
  readonly accounts: readonly { readonly id: string; readonly label: string }[]
  /** The part whose menu is open; null while none is. */
  readonly opened: Part | null
  /** What the menu was opened from, so that it stands there. */
  readonly opener: RefObject<HTMLElement | null>
  readonly adder: RefObject<HTMLButtonElement | null>
  readonly onOpen: (part: Part, from: HTMLElement) => void
  readonly onChange: (choice: Choice) => void
  /** What stands at the end of the line. */
  readonly children: ReactNode
}

/** What a part of the filter leaves the list as when it is taken away. */
const WITHOUT: Readonly<Record<Part, Partial<Choice>>> = {
  status: { status: NO_CHOICE.status },
  account: { provider: NO_CHOICE.provider, accountId: NO_CHOICE.accountId },
  currency: { currency: NO_CHOICE.currency },
  period: { period: null },
  amount: { amount: null },
  attention: { attention: false },
  review: { review: null },
  tag: { tag: NO_CHOICE.tag },
  item: { item: NO_CHOICE.item },
  till: { till: NO_CHOICE.till },
}

/** The filters that are set, each with its value and a way to take it away; and the way to a further one. */
export function Chips({ before, kind, choice, accounts, opened, adder, onOpen, onChange, children }: Props) {
  const { t } = useTranslation()
  const words = useWordsOf(choice, accounts)
  const set = kind.parts.filter((part) => words[part] !== null)
  return (
    <div className="chips">
      {before}
      {set.map((part) => {
        const [key, value] = words[part] ?? ['', '']
        return (
          <span key={part} className={opened === part ? 'chip chip-open' : 'chip'}>
            <button
              type="button"
              className="chip-value"
              aria-haspopup="dialog"
              aria-expanded={opened === part}
              onClick={(event) => onOpen(part, event.currentTarget)}
            >
              {key && <span className="chip-key">{key} </span>}
              <bdi>{value}</bdi>
            </button>
            <button
              type="button"
              className="chip-x"
              aria-label={t('list.chips.remove', { filter: `${key} ${value}`.trim() })}
              onClick={() => {
                onChange({ ...choice, ...WITHOUT[part] })
                adder.current?.focus()
              }}
            >
              <X aria-hidden="true" size={14} />
            </button>
          </span>
        )
      })}
      <button
        ref={adder}
        type="button"
        className="chip chip-add"
        aria-haspopup="dialog"
        aria-keyshortcuts="F"
        onClick={(event) =>
          onOpen(kind.parts.find((part) => words[part] === null) ?? 'account', event.currentTarget)
        }
      >
        <Plus aria-hidden="true" size={14} />
        {t('list.filter')}{' '}
        <span aria-hidden="true">
          <kbd>F</kbd>
        </span>
      </button>
      {children}
    </div>
  )
}

/** The words on each chip: what it filters by, and the value; null where it is not set. */
export function useWordsOf(
  choice: Choice,
  accounts: Props['accounts'],
): Readonly<Record<Part, readonly [key: string, value: string] | null>> {
  const { t } = useTranslation()
  const words = useFilterWords(accounts)
  const { status, provider, accountId, currency, period, amount, attention, review, tag, item, till } = choice
  return {
    status: status.length > 0 ? [t('list.parts.status'), words.status(status)] : null,
    account:
      provider.length + accountId.length > 0
        ? [t('list.chips.account'), words.providerAndAccount({ provider, accountId })]
        : null,
    currency: currency.length > 0 ? [t('list.parts.currency'), words.few(currency)] : null,
    period: period && [t(`list.by.${period.by}`), words.period(period)],
    amount: amount && [t(`list.columns.${amount.of}`), words.amount(amount)],
    attention: attention ? ['', t('list.parts.attention')] : null,
    review: review ? ['', t(`review.is.${review}`)] : null,
    tag: tag.length > 0 ? [t('list.parts.tag'), words.few(tag)] : null,
    item: item.length > 0 ? [t('list.parts.item'), words.few(item)] : null,
    till: till.length > 0 ? [t('list.parts.till'), words.few(till)] : null,
  }
}
