import { StatusBadge } from '../../../../components/status/status-badge.tsx'
import { useOverview } from '../../../../data/app.ts'
import type { Counts } from '../../../../data/lists/sources.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { type Choice, isOpenChosen, OFFERED_STATUSES, OPEN_STATUSES } from '../choice.ts'
import type { FilterKind } from '../parts.ts'
import { Tick } from './tick.tsx'

export interface PartProps {
  readonly kind: FilterKind
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
  readonly accounts: readonly { readonly id: string; readonly label: string }[]
  /** How many rows each choice would leave; undefined until that is known. */
  readonly counts: Counts | undefined
  /** Every tag and every till code of the book. */
  readonly tags: readonly string[]
  readonly tills: readonly string[]
  readonly today: string
  readonly weekStart: number
}

/** Takes one out of a set, or puts it in; gives another set. */
export function toggled<T>(set: readonly T[], one: T): readonly T[] {
  return set.includes(one) ? set.filter((other) => other !== one) : [...set, one]
}

/** Gives how many rows each of some values would leave; undefined while that is not known. */
export function countsBy<V extends string>(
  counted: readonly { readonly value: V; readonly count: number }[] | undefined,
): (value: V) => number | undefined {
  if (!counted) return () => undefined
  const by = new Map(counted.map(({ value, count }) => [value, count]))
  return (value) => by.get(value) ?? 0
}

/** Any of the statuses, and all that are waiting at once. */
export function StatusPart({ choice, onChange, counts }: PartProps) {
  const { t } = useTranslation()
  const { status } = choice
  const isOpen = isOpenChosen(status)
  const countOf = countsBy(counts?.status)
  return (
    <>
      <Tick
        isOn={isOpen}
        count={counts && OPEN_STATUSES.reduce((sum, one) => sum + (countOf(one) ?? 0), 0)}
        onToggle={() => onChange({ ...choice, status: isOpen ? [] : OPEN_STATUSES })}
      >
        {t('list.openLong')}
      </Tick>
      <hr className="filter-rule" />
      {OFFERED_STATUSES.map((one) => (
        <Tick
          key={one}
          isOn={status.includes(one)}
          count={countOf(one)}
          onToggle={() => onChange({ ...choice, status: toggled(status, one) })}
        >
          <StatusBadge status={one} />
        </Tick>
      ))}
    </>
  )
}

/** Any of the providers, and any of the book's accounts. */
export function AccountPart({ choice, onChange, accounts, counts }: PartProps) {
  const { t } = useTranslation()
  const { providers } = useOverview()
  const { provider, accountId } = choice
  const [ofProvider, ofAccount] = [countsBy(counts?.provider), countsBy(counts?.accountId)]
  return (
    <>
      <h3 className="filter-title">{t('list.menu.providers')}</h3>
      {providers.map(({ id, name }) => (
        <Tick
          key={id}
          isOn={provider.includes(id)}
          count={ofProvider(id)}
          onToggle={() => onChange({ ...choice, provider: toggled(provider, id) })}
        >
          {name}
        </Tick>
      ))}
      <h3 className="filter-title">{t('list.menu.accounts')}</h3>
      {accounts.map(({ id, label }) => (
        <Tick
          key={id}
          isOn={accountId.includes(id)}
          count={ofAccount(id)}
          onToggle={() => onChange({ ...choice, accountId: toggled(accountId, id) })}
        >
          <bdi className="own-words">{label}</bdi>
        </Tick>
      ))}
    </>
  )
}

/** Any of the currencies in which the other filters leave rows. */
export function CurrencyPart({ choice, onChange, counts }: PartProps) {
  const { t } = useTranslation()
  const { currency } = choice
  const countOf = countsBy(counts?.currency)
  const most = (counts?.currency ?? []).toSorted((a, b) => b.count - a.count)
  const offered = [...new Set([...most.map(({ value }) => value), ...currency])]
  // Until it is known what there is, nothing is said.
  if (offered.length === 0) return counts ? <p className="filter-none">{t('list.menu.noCurrency')}</p> : null
  return offered.map((one) => (
    <Tick
      key={one}
      isOn={currency.includes(one)}
      count={countOf(one)}
      onToggle={() => onChange({ ...choice, currency: toggled(currency, one) })}
    >
      {one}
    </Tick>
  ))
}

/** Only those with something that nobody has handled yet. */
export function AttentionPart({ choice, onChange, counts }: PartProps) {
  const { t } = useTranslation()
  return (
    <>
      <Tick
        isOn={choice.attention}
        count={counts?.attention}
        onToggle={() => onChange({ ...choice, attention: !choice.attention })}
      >
        {t('list.menu.attention')}
      </Tick>
      <p className="filter-help">{t('list.menu.attentionHelp')}</p>
    </>
  )
}
