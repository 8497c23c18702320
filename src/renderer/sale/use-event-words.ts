import type { HistoryEvent } from '../../shared/contract/shapes/invoice.ts'
import { besideText } from '../i18n/format.ts'
import { textInSight } from '../i18n/hidden-amounts.ts'
import { useTranslation } from '../i18n/use-translation.ts'
import { humanize, useMaybeWords } from '../i18n/words.ts'
import { useChangeFacts } from './change-facts.ts'
import { factText, SHOWN_FACTS } from './event-fact.ts'

/** What an event says: that it happened, and the facts of it; empty for none. */
export interface EventWords {
  readonly what: string
  /** The same ahead of facts, with the colon as the language has it. */
  readonly head: string
  readonly facts: string
}

/** Gives the words of an event, as every screen says them. */
export function useEventWords(): (event: Pick<HistoryEvent, 'kind' | 'data'>) => EventWords {
  const maybe = useMaybeWords()
  const { t, i18n } = useTranslation()
  const changeFacts = useChangeFacts()
  return (event) => {
    const what = maybe(wordsOf(event)) ?? humanize(event.kind)
    const facts = factsOf(event, changeFacts(event), maybe, i18n.language)
    return { what, head: t('sale.eventHead', { what }), facts }
  }
}

type Told = Pick<HistoryEvent, 'kind' | 'data'>

/** What was undone, or brought back, has words for each kind of edit; what was done to people, and to the till, has its own. */
function wordsOf({ kind, data }: Told): string {
  return HAS_PARTS.has(kind) ? `history.${kind}.${data.what}` : `history.${kind}`
}

/** Kinds whose words say what exactly was done. */
const HAS_PARTS: ReadonlySet<string> = new Set([
  ...['edit_undone', 'edit_redone', 'people_changed', 'till_changed'],
])

/** Kinds of which a provider is the source, whoever asked it. */
export const FROM_PROVIDER: ReadonlySet<string> = new Set([
  ...['link_made', 'link_recovered', 'link_refused', 'link_made_again', 'amount_mismatch', 'status_seen'],
  ...['expiry_changed', 'receipt_seen', 'receipt_changed', 'received_changed', 'standing_paid'],
])

/** Kinds that follow from another event by themselves. */
const FOLLOWS: ReadonlySet<string> = new Set([
  ...['status_changed', 'exception_raised', 'review_lapsed', 'came_after_closing', 'link_lost'],
])

/** Kinds that say who it was. */
const NAMED: ReadonlySet<string> = new Set([
  ...[
    'reviewed',
    'unreviewed',
    'tagged',
    'untagged',
    'note',
    'edit_undone',
    'edit_redone',
    'exception_settled',
    'period_closed',
    'period_reopened',
    'tied_out',
  ],
])

function textOf(value: HistoryEvent['data'][string] | undefined): string {
  return typeof value === 'string' ? value : ''
}

function factsOf(
  event: Told,
  changes: readonly string[],
  maybe: ReturnType<typeof useMaybeWords>,
  language: string,
): string {
  const { to } = event.data
  const worded = event.kind === 'status_changed' || event.kind === 'status_seen'
  const status = worded && typeof to === 'string' ? (maybe(`status.${to}`) ?? to) : null
  const { kind } = event.data
  const exception =
    typeof kind === 'string' &&
    (event.kind.startsWith('exception_') || event.data.what === 'exception_settled')
  const what = exception ? (maybe(`attention.kind.${kind}`) ?? kind) : status
  const why = event.kind === 'review_lapsed' ? maybe(`review.lapsed.${event.data.why}`) : null
  // Who was signed in is named for whatever he did; where nobody is, the name that was typed in the settings.
  const by = FOLLOWS.has(event.kind) || FROM_PROVIDER.has(event.kind) ? '' : textOf(event.data.by)
  const person = by || (NAMED.has(event.kind) ? textOf(event.data.person) : '')
  const values = [...changes, ...SHOWN_FACTS.map((name) => factText(event.data, name, language))]
    .map(textInSight)
    .filter((value) => value !== '')
  return besideText(
    [...(what ? [what] : []), ...(why ? [why] : []), ...values, ...(person ? [person] : [])],
    language,
  )
}
