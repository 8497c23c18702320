import { StatusBadge } from '../../../../components/status/status-badge.tsx'
import { useOverview } from '../../../../data/app.ts'
import type { ListSource, ListTypes } from '../../../../data/lists/sources.ts'
import { useListSums } from '../../../../data/lists.ts'
import { useFormat } from '../../../../i18n/use-format.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'
import { type Choice, isOpenChosen, OFFERED_STATUSES, OPEN_STATUSES } from '../choice.ts'
import type { FilterKind } from '../parts.ts'
import { Tick } from './tick.tsx'

export interface PartProps<T extends ListTypes = ListTypes> {
  readonly kind: FilterKind
  readonly source: ListSource<T>
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
  readonly accounts: readonly { readonly id: string; readonly label: string }[]
  /** What the list shows now. */
  readonly filter: T['filter']
  readonly today: string
  readonly weekStart: number
}

/** Takes one out of a set, or puts it in; gives another set. */
export function toggled<T>(set: readonly T[], one: T): readonly T[] {
  return set.includes(one) ? set.filter((other) => other !== one) : [...set, one]
}

/** Any of the statuses, and all that are waiting at once. */
export function StatusPart({ choice, onChange }: PartProps) {
  const { t } = useTranslation()
  const { status } = choice
  const isOpen = isOpenChosen(status)
  return (
    <>
      <Tick isOn={isOpen} onToggle={() => onChange({ ...choice, status: isOpen ? [] : OPEN_STATUSES })}>
        {t('list.openLong')}
      </Tick>
      <hr className="filter-rule" />
      {OFFERED_STATUSES.map((one) => (
        <Tick
          key={one}
          isOn={status.includes(one)}
          onToggle={() => onChange({ ...choice, status: toggled(status, one) })}
        >
          <StatusBadge status={one} />
        </Tick>
      ))}
    </>
  )
}

/** Any of the providers, and any of the book's accounts. */
export function AccountPart({ choice, onChange, accounts }: PartProps) {
  const { t } = useTranslation()
  const { providers } = useOverview()
  const { provider, accountId } = choice
  return (
    <>
      <h3 className="filter-title">{t('list.menu.providers')}</h3>
      {providers.map(({ id, name }) => (
        <Tick
          key={id}
          isOn={provider.includes(id)}
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
          onToggle={() => onChange({ ...choice, accountId: toggled(accountId, id) })}
        >
          <bdi>{label}</bdi>
        </Tick>
      ))}
    </>
  )
}

/** Any of the currencies in which the other filters leave rows, with their counts. */
export function CurrencyPart<T extends ListTypes>({ choice, onChange, source, filter }: PartProps<T>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data } = useListSums(source, { ...filter, currency: [] })
  const { currency } = choice
  const counts = new Map((data?.sums ?? []).map(({ received, count }) => [received.currency, count]))
  const offered = [...new Set([...counts.keys(), ...currency])]
  if (offered.length === 0) return <p className="filter-none">{t('list.menu.noCurrency')}</p>
  return offered.map((one) => (
    <Tick
      key={one}
      isOn={currency.includes(one)}
      end={format.count(counts.get(one) ?? 0)}
      onToggle={() => onChange({ ...choice, currency: toggled(currency, one) })}
    >
      {one}
    </Tick>
  ))
}

/** Only those with something that nobody has handled yet. */
export function AttentionPart({ choice, onChange }: PartProps) {
  const { t } = useTranslation()
  return (
    <>
      <Tick isOn={choice.attention} onToggle={() => onChange({ ...choice, attention: !choice.attention })}>
        {t('list.menu.attention')}
      </Tick>
      <p className="filter-help">{t('list.menu.attentionHelp')}</p>
    </>
  )
}
