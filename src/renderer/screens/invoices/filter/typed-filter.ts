import type { ProviderId } from '../../../../shared/contract/plain/provider-ids.ts'
import { readAmount } from '../../../../shared/money/read-amount.ts'
import { STATUSES } from '../../../../shared/status/status.ts'
import {
  type AmountChoice,
  type AmountEnd,
  backwards,
  type Choice,
  OPEN_STATUSES,
  type PeriodChoice,
} from './choice.ts'
import type { OwnWords } from './own-words.ts'
import { FILTER_KEYS, type FilterKey, type FilterKind } from './parts.ts'
import { SPAN_WORDS } from './span-words.ts'
import { readDays } from './typed-days.ts'
import { among, listed, plain, readItems, readTills, union } from './typed-names.ts'
import { readReview, readTags } from './typed-review.ts'

/** What a filter that is typed may name. */
export interface Known {
  readonly kind: FilterKind
  /** The business day of now. */
  readonly today: string
  readonly providers: readonly { readonly id: ProviderId; readonly name: string }[]
  readonly accounts: readonly { readonly id: string; readonly label: string }[]
  readonly currencies: readonly string[]
  /** What the window's language calls all of it. */
  readonly own: OwnWords
  /** What the sales name on their lines, and what their numbers begin with; null until that was read. */
  readonly items: readonly string[] | null
  readonly tills: readonly string[] | null
}

/** Why a part is searched as text: no such filter, value, item, till, period or amount, too many items, or an end that lies before its beginning. */
export type Unread = 'key' | 'value' | 'item' | 'many' | 'till' | 'days' | 'amount' | 'backwards'

export interface Reading {
  /** What is left of the text, with the part that is still being typed. */
  readonly text: string
  /** What of it is searched for: without the part that is still being typed. */
  readonly search: string
  readonly choice: Choice
  /** The filter that is still being typed; null for none. */
  readonly pending: string | null
  /** The parts that look like filters and are none. */
  readonly unread: readonly { readonly part: string; readonly why: Unread }[]
}

/** What stands in quotes of one kind, or is open to the end. One ends a value where a blank stands behind it, else it is a part of it: 24"x30". */
const quoted = (open: string, close = open) =>
  `[${open}](?:[^${close}]|[${close}](?!\\p{Cf}*(?:\\s|$)))*(?:[${close}]\\p{Cf}*)?`
const QUOTES = '"“”„‟«»'

/**
 * A word, a colon and a value, which may stand in quotes, those of a language or those that programs make of them; marks that nobody sees, as
 * what is copied has, are no part of them. An address has two slashes behind its colon. A blank before the colon, as French has it, is one of
 * a filter where the word is its name.
 */
const PART = new RegExp(
  String.raw`(?<=^|\s)\p{Cf}*(?<key>[\p{L}\p{M}]+)\p{Cf}*(?:(?<gap>\p{Zs}\p{Cf}*):\p{Cf}*\p{Zs}?|:)\p{Cf}*(?!\/\/)` +
    `(?<value>${quoted('"')}|${quoted('“”„‟', '“”‟')}|${quoted('«»')}|(?:[^\\s\\p{Cf}${QUOTES}]\\S*)?)(?=\\s|$)`,
  'gu',
)
/** A value without its quotes. */
const UNQUOTED = new RegExp(`^[${QUOTES}](.*?)[${QUOTES}]?$`, 'su')

/** Reads the filters of a text; the last part counts once a space stands behind it, or `isDone` for whatever stands there. */
export function readTyped(text: string, choice: Choice, known: Known, isDone: boolean): Reading {
  const unread: { part: string; why: Unread }[] = []
  let result = choice
  let pending: string | null = null
  /** What is read once it is known what there is. */
  const waiting: string[] = []
  const left = text.replace(PART, (part: string, ...rest) => {
    const groups = rest.at(-1) as { readonly key: string; readonly gap?: string; readonly value: string }
    const at = rest.at(-3) as number
    const key = keyOf(groups.key, known)
    if (!key && (groups.value === '' || groups.gap !== undefined)) return part
    const isTyped = !isDone && at + part.length === text.length
    if (isTyped) {
      if (key) pending = part
      return part
    }
    const read = key ? key(unquoted(groups.value), result, known) : 'key'
    if (read === null) {
      waiting.push(part)
      return part
    }
    if (typeof read === 'string') {
      unread.push({ part, why: read })
      return part
    }
    result = read
    return ''
  })
  const kept = left === text ? text : left.replace(/\s{2,}/g, ' ').replace(/^\s+/, '')
  const finished = pending === null ? kept : kept.slice(0, kept.length - (pending as string).length)
  const searched = waiting.reduce((rest, part) => rest.replace(part, () => ''), finished)
  return { text: kept, search: searched.trim(), choice: result, pending, unread }
}

function unquoted(value: string): string {
  return value
    .replaceAll(/\p{Cf}/gu, '')
    .replace(UNQUOTED, '$1')
    .trim()
}

/** Null where it is not known yet what there is. */
type Key = (value: string, choice: Choice, known: Known) => Choice | Unread | null

const KEYS: Readonly<Record<FilterKey, Key>> = {
  review: (value, choice, { own }) => readReview(inEnglish(plain(value), own), choice),
  tag: readTags,
  item: readItems,
  till: readTills,
  status: readStatus,
  provider: (value, choice, { providers }) => {
    const found = among(value, providers, ({ id, name }) => [id, name])
    return found
      ? {
          ...choice,
          provider: union(
            choice.provider,
            found.map(({ id }) => id),
          ),
        }
      : 'value'
  },
  account: (value, choice, { accounts }) => {
    const found = among(value, accounts, ({ label }) => [label])
    return found
      ? {
          ...choice,
          accountId: union(
            choice.accountId,
            found.map(({ id }) => id),
          ),
        }
      : 'value'
  },
  currency: (value, choice, { currencies }) => {
    const found = listed(value).map((one) => currencies.find((known) => plain(known) === one))
    const all = found.filter((one) => one !== undefined)
    return all.length === 0 || all.length < found.length
      ? 'value'
      : { ...choice, currency: union(choice.currency, all) }
  },
  created: (value, choice, known) => withDays('created', value, choice, known),
  paid: (value, choice, known) => withDays('paid', value, choice, known),
  recorded: (value, choice, known) => withDays('recorded', value, choice, known),
  refunded: (value, choice, known) => withDays('refunded', value, choice, known),
  amount: (value, choice, { kind }) => withAmount(kind.amounts[0], value, choice),
  requested: (value, choice) => withAmount('asked', value, choice),
  received: (value, choice) => withAmount('received', value, choice),
  needs: (value, choice, { own }) =>
    ['attention', 'me', 'person'].includes(inEnglish(plain(value), own))
      ? { ...choice, attention: true }
      : 'value',
}

/** What a list is filtered by that its key names, in English or in the window's language; undefined where it has no such filter. */
function keyOf(word: string, { kind, own }: Known): Key | undefined {
  const typed = plain(word)
  const key = FILTER_KEYS.find((one) => one === typed) ?? (typed === 'is' ? 'status' : own.keys.get(typed))
  return key && (OFFERED[key]?.(kind) ?? true) ? KEYS[key] : undefined
}

/** A value as English says it. */
function inEnglish(word: string, { values }: OwnWords): string {
  return values.get(word) ?? word
}

/** The keys that not every list has. */
const OFFERED: Partial<Readonly<Record<FilterKey, (kind: FilterKind) => boolean>>> = {
  status: ({ parts }) => parts.includes('status'),
  needs: ({ parts }) => parts.includes('attention'),
  review: ({ parts }) => parts.includes('review'),
  tag: ({ parts }) => parts.includes('tag'),
  created: ({ days }) => days.includes('created'),
  paid: ({ days }) => days.includes('paid'),
  recorded: ({ days }) => days.includes('recorded'),
  refunded: ({ days }) => days.includes('refunded'),
  requested: ({ amounts }) => amounts.includes('asked'),
  received: ({ amounts }) => amounts.includes('received'),
}

function entriesOf<T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(words))
}

/** Words for statuses beside their own names; a map, because any word may be typed. */
const STATUS_WORDS = entriesOf<readonly (typeof STATUSES)[number][]>({
  open: OPEN_STATUSES,
  waiting: ['open'],
  late: ['paid_late'],
  short: ['underpaid'],
  toolittle: ['underpaid'],
  over: ['overpaid'],
  toomuch: ['overpaid'],
  givenup: ['abandoned'],
})

function readStatus(value: string, choice: Choice, { own }: Known): Choice | Unread {
  const said = inEnglish(plain(value), own)
  const review = readReview(said, choice)
  if (review !== 'value' && said.endsWith('reviewed')) return review
  const words = listed(value).map((word) => inEnglish(word, own))
  const isForPerson = (word: string) => word === 'attention'
  const found = words.filter((word) => !isForPerson(word)).map((word) => statusesOf(word, own))
  if (words.length === 0 || found.some(({ length }) => length === 0)) return 'value'
  return {
    ...choice,
    status: union(choice.status, found.flat()),
    attention: choice.attention || words.some(isForPerson),
  }
}

function statusesOf(word: string, { statuses }: OwnWords): readonly (typeof STATUSES)[number][] {
  const isMeant = (one: (typeof STATUSES)[number]) =>
    plain(one) === word || statuses.some(({ id, name }) => id === one && plain(name) === word)
  return STATUS_WORDS.get(word) ?? STATUSES.filter((one) => one !== 'draft' && isMeant(one))
}

function withDays(by: PeriodChoice['by'], value: string, choice: Choice, known: Known): Choice | Unread {
  const word = plain(value)
  const span = SPAN_WORDS.get(word) ?? known.own.spans.get(word)
  if (span) return { ...choice, period: { by, span, from: null, to: null } }
  const days = readDays(value, known)
  if (!days) return 'days'
  const period = { by, span: 'between', ...days } as const
  return backwards({ period, amount: null }) ? 'backwards' : { ...choice, period }
}

/** An amount as a filter takes it; no book holds more digits before or behind the mark. */
const DECIMAL = /^\d{1,18}(?:\.\d{1,18})?$/

/** Gives an amount of any currency as a decimal, as people write it ("1.250,00"); null for what is none, or may be two. */
export function decimalOf(text: string): string | null {
  if (DECIMAL.test(text)) return text
  // A currency beside it would have to be asked for as well.
  if (/[\p{L}\p{Sc}]/u.test(text)) return null
  const read = readAmount(text, 3)
  return read.kind === 'amount' && DECIMAL.test(read.decimal) ? read.decimal : null
}

function withAmount(of: AmountChoice['of'], value: string, choice: Choice): Choice | Unread {
  const ends = amountEnds(value)
  if (!ends) return 'amount'
  const amount = { of, ...ends }
  return backwards({ period: null, amount }) ? 'backwards' : { ...choice, amount }
}

function amountEnds(value: string): Omit<AmountChoice, 'of'> | null {
  const end = (text: string, open = false): AmountEnd | null => {
    const at = decimalOf(text)
    return at === null ? null : { at, open }
  }
  const [, sign, bound = ''] = /^([<>]=?)(.*)$/.exec(value) ?? []
  if (sign) {
    const limit = end(bound, sign.length === 1)
    // Nothing is below nothing.
    if (!limit || (sign === '<' && !/[1-9]/.test(limit.at))) return null
    return sign.startsWith('>') ? { from: limit, to: null } : { from: null, to: limit }
  }
  const [first = '', last = first, more] = value.split('..')
  const [from, to] = [end(first), end(last)]
  if (more !== undefined || (first !== '' && !from) || (last !== '' && !to) || (!from && !to)) return null
  return { from, to }
}
