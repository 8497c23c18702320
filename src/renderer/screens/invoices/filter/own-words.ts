import { STATUSES } from '../../../../shared/status/status.ts'
import { SPANS, type Span } from '../../../../shared/time/days.ts'
import type { Translation } from '../../../../shared/words/catalogues.ts'
import { intlDates } from '../../../../shared/words/intl.ts'
import { FILTER_KEYS, type FilterKey } from './parts.ts'
import { plain } from './typed-names.ts'

/** What filters are called in the window's language, beside their English words, which are understood in every window. */
export interface OwnWords {
  readonly keys: ReadonlyMap<string, FilterKey>
  readonly spans: ReadonlyMap<string, Span>
  /** The English word of a value that is no name: "open", "attention", "reviewed", "unreviewed". */
  readonly values: ReadonlyMap<string, string>
  /** The statuses as the window writes them, whole or short, and as people type them. */
  readonly statuses: readonly { readonly id: (typeof STATUSES)[number]; readonly name: string }[]
  /** The names of the months, January first. */
  readonly months: readonly string[]
  /** A day stands before its month in dates whose parts are between slashes; they are not read where nobody can tell. */
  readonly isDayFirst: boolean
}

const VALUES = ['open', 'attention', 'reviewed', 'unreviewed'] as const
/** Statuses for which people have more words than the window. */
const NAMED = [
  ...(['open', 'underpaid', 'paid', 'overpaid', 'paid_late', 'expired', 'failed'] as const),
  ...(['abandoned', 'refunded'] as const),
]

/** Gives the words of filters in the language of `t`, whose locale says how dates are written. */
export function ownWords(t: Translation['t'], locale: string): OwnWords {
  const each = <T>(ids: readonly T[], words: (id: T) => string) =>
    ids.flatMap((id) => wordsIn(words(id)).map((word) => [plain(word), id] as const))
  return {
    keys: new Map(each(FILTER_KEYS, (id) => t(`list.typed.keys.${id}`))),
    spans: new Map([
      ...each(SPANS, (id) => t(`list.spans.${id}`)),
      ...each(SPANS, (id) => t(`list.typed.days.${id}`)),
    ]),
    values: new Map([
      ...each(['reviewed', 'unreviewed'] as const, (id) => t(`review.is.${id}`)),
      ...each(VALUES, (id) => t(`list.typed.values.${id}`)),
    ]),
    statuses: [
      ...STATUSES.flatMap((id) => [t(`status.${id}`), t(`statusBrief.${id}`)].map((name) => ({ id, name }))),
      ...NAMED.flatMap((id) => wordsIn(t(`list.typed.statuses.${id}`)).map((name) => ({ id, name }))),
    ],
    months: monthNames(locale),
    isDayFirst: isDayFirst(locale),
  }
}

/** Says whether a text may name one of these filters, in English or in the window's words. */
export function mayName(
  text: string,
  { keys }: Pick<OwnWords, 'keys'>,
  wanted: readonly FilterKey[],
): boolean {
  if (!text.includes(':')) return false
  const said = [...wanted, ...[...keys].filter(([, key]) => wanted.includes(key)).map(([word]) => word)]
  const typed = plain(text)
  return said.some((word) => typed.includes(`${word}:`))
}

/** The names of the months in the window's language, January first. */
export function monthNames(locale: string): readonly string[] {
  const format = intlDates(locale, 'UTC', { month: 'long' })
  return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 1)))
}

function wordsIn(listed: string): readonly string[] {
  return listed.split(/[,،]/).map((word) => word.trim())
}

/** English is read all over the world, by people who write the month first and by those who write the day first. */
function isDayFirst(locale: string): boolean {
  if (locale.startsWith('en')) return false
  const options = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  const [first] = intlDates(locale, 'UTC', options)
    .formatToParts(0)
    .filter(({ type }) => type !== 'literal')
  return first?.type === 'day'
}
