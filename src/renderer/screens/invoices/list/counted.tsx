import { useEffect, useRef } from 'react'
import { useOverview } from '../../../data/app.ts'
import type { ListName, SumLine, Totals } from '../../../data/lists/sources.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { cityOf } from '../../../i18n/zone-words.ts'
import { useAnnouncer } from '../../../window/announcer.tsx'
import { type Choice, isNarrowed } from '../filter/choice.ts'
import type { Unread } from '../filter/typed-filter.ts'

interface Props {
  readonly list: ListName
  readonly choice: Choice
  /** What is searched as text. */
  readonly search: string
  readonly unread: readonly { readonly part: string; readonly why: Unread }[]
  /** A filter that is still being typed; null for none. */
  readonly pending: string | null
  /** `all` is null where only those that are shown are known. */
  readonly sums: (Pick<Totals<SumLine>, 'count' | 'unreviewed'> & { readonly all: number | null }) | undefined
}

/** How many of all are shown, in whose days they are counted, and which part of the search is no filter. */
export function Counted({ list, choice, search, unread, pending, sums }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const { zone } = useOverview().book
  const [first] = unread
  const due = choice.review === null ? (sums?.unreviewed ?? 0) : 0
  return (
    <p className="chips-end">
      {first && (
        <span className="chips-unread">{t(`list.unread.${first.why}`, { part: first.part })} · </span>
      )}
      {!first && pending !== null && `${t('list.pending', { part: pending })} · `}
      {!sums && t('invoices.loading')}
      {sums && sums.all !== null && isNarrowed(choice) && (
        <>
          <strong>{format.count(sums.count)}</strong>{' '}
          {t(`list.of.${list}.ofAll`, { count: sums.all, all: format.count(sums.all) })}
          {search !== '' && ` ${t('list.counted.match', { search: short(search) })}`}
        </>
      )}
      {sums &&
        (sums.all === null || !isNarrowed(choice)) &&
        t(`list.of.${list}.count`, { count: sums.count, figure: format.count(sums.count) })}
      {due > 0 && ` · ${t('review.unreviewed', { count: due, figure: format.count(due) })}`}
      {sums && ` · ${t('list.zone', { city: cityOf(zone) })}`}
    </p>
  )
}

function short(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text
}

/** A filter that was changed tells what it leaves, once that is known. */
export function useCountTold(
  list: ListName,
  filter: object,
  sums: { readonly count: number; readonly all: number } | undefined,
  isOfBefore: boolean,
): void {
  const { t } = useTranslation()
  const format = useFormat()
  const { announce } = useAnnouncer()
  const told = useRef(filter)
  useEffect(() => {
    if (!sums || isOfBefore || told.current === filter) return
    told.current = filter
    const words = { count: sums.all, figure: format.count(sums.count), all: format.count(sums.all) }
    announce(t(`list.of.${list}.counted`, words))
  })
}
