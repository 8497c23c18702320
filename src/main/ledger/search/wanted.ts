import { asciiDigits, readAmount } from '../../../shared/money/read-amount.ts'
import { type InvoiceStatus, STATUSES } from '../../../shared/status/status.ts'
import { bareWord, searchWords } from '../../../shared/text/words.ts'
import { type Instants, namedInstants } from './named-days.ts'
import { amountNeedle, joinedFigures } from './written.ts'

/** One way in which a part of what was typed fits a sale. */
export type Way =
  /** This stands in something that is written of it. */
  | { readonly kind: 'text'; readonly needle: string }
  /** Each of these stands in something that is written of it. */
  | { readonly kind: 'words'; readonly needles: readonly string[] }
  /** It was created in one of these stretches, or its last money came then. */
  | { readonly kind: 'days'; readonly within: readonly Instants[] }
  | { readonly kind: 'status'; readonly among: readonly InvoiceStatus[] }
  | { readonly kind: 'currency'; readonly code: string }
  /** This stands in the name of its account. */
  | { readonly kind: 'account'; readonly needle: string }

/** A way that what is written does not tell. */
export type FactWay = Exclude<Way, { readonly kind: 'text' | 'words' }>

/** What a search wants: each of its parts in one of its ways. */
export type Wanted = readonly (readonly Way[])[]

/** What a text may speak of. */
export interface Surroundings {
  readonly zone: string
  /** The first day and the last one that a day without a year can be, epoch ms. */
  readonly first: number
  readonly last: number
  /** In small letters. */
  readonly currencies: readonly string[]
}

/** A date with its time or an amount with its currency is written in so many words at most: "Thu, 15 Oct 2026 at 14:32". */
const LONGEST_WINDOW = 6
/** A shorter word stands in the names of too many accounts. */
const ACCOUNT_MINIMUM = 3

/** Reads what is searched for; nothing where the text is blank. Takes any text. */
export function readWanted(search: string, surroundings: Surroundings): Wanted {
  const words = searchWords(search)
  const parts = new Map<string, Way[]>()
  for (let at = 0; at < words.length; ) {
    const [length, ways] = longestAt(words.slice(at, at + LONGEST_WINDOW), surroundings)
    // What is searched for twice is there once it is found.
    if (ways.length > 0) parts.set(words.slice(at, at + length).join(' '), ways)
    at += length
  }
  // A text without a word is looked for as it is.
  return parts.size > 0 || words.length === 0
    ? [...parts.values()]
    : [[{ kind: 'text', needle: words.join(' ') }]]
}

/** The longest run of words that means something together, else the first one alone. */
function longestAt(
  words: readonly string[],
  surroundings: Surroundings,
): readonly [length: number, ways: Way[]] {
  for (let length = words.length; length > 1; length -= 1) {
    const run = words.slice(0, length)
    const meant = meantTogether(run.join(' '), surroundings)
    if (meant.length === 0) continue
    // "12 may" is a day, and table 12 of a customer named May.
    const needles = run.map(bareWord).filter(Boolean)
    return [length, [{ kind: 'text', needle: run.join(' ') }, ...meant, { kind: 'words', needles }]]
  }
  const [word = ''] = words
  const bare = bareWord(word)
  return [1, [...(bare === '' ? [] : namedBy(bare, surroundings)), ...meantTogether(word, surroundings)]]
}

/** What stands around an amount or a date in a sentence or in a file: quotes, brackets, commas. */
const AROUND = /^["'«[{<,;:!?\s]+|["'»\]}>,;:!?\s]+$/g

function meantTogether(whole: string, surroundings: Surroundings): Way[] {
  const text = whole.replaceAll(AROUND, '')
  const amounts = amountsOf(text, surroundings.currencies)
  const within = namedInstants(text.replaceAll(/^\(|\)$/g, ''), surroundings)
  return [
    ...amounts.map((decimal): Way => ({ kind: 'text', needle: amountNeedle(decimal) })),
    ...(within.length > 0 ? [{ kind: 'days', within } as const] : []),
  ]
}

function namedBy(word: string, { currencies }: Surroundings): Way[] {
  const among = STATUSES.filter((status) => status === word || status.split('_').includes(word))
  return [
    { kind: 'text', needle: word },
    ...wholeNumber(word),
    ...joinedFigures(word).map((needle): Way => ({ kind: 'text', needle })),
    ...(among.length > 0 ? [{ kind: 'status', among } as const] : []),
    ...(currencies.includes(word) ? [{ kind: 'currency', code: word } as const] : []),
    ...(word.length >= ACCOUNT_MINIMUM ? [{ kind: 'account', needle: word } as const] : []),
  ]
}

/** "CF-3" is short for CF-000003. */
function wholeNumber(word: string): Way[] {
  const [, till, number] = /^([a-z0-9]{1,9})-(\d{1,5})$/.exec(word) ?? []
  return till && number ? [{ kind: 'text', needle: `${till}-${number.padStart(6, '0')}` }] : []
}

/** What people and banks write beside an amount, apart from the codes of currencies, in small letters and folded. */
const MONEY_WORDS = [
  ...[
    'da',
    'dt',
    'dh',
    'tl',
    'eur',
    'euro',
    'euros',
    'usd',
    'us',
    'dollar',
    'dollars',
    'dzd',
    'dinar',
    'dinars',
  ],
  ...['دج', 'د.ج', 'دينار', 'cr', 'dr'],
]
const SIGNED = /^\(([^()]*)\)$/
/** Digits in twos before the last three, as in India. */
const IN_LAKHS = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?$/

/** The amounts that a text may be, as decimals: "1,250" is 1250 to one reader and 1.250 to another. */
function amountsOf(text: string, currencies: readonly string[]): readonly string[] {
  const digits = bareAmount(asciiDigits(text), [...MONEY_WORDS, ...currencies])
  // What begins with a zero before other figures is a number of something.
  if (!/^(?!0\d)\d[\d .,'٬٫]*$/u.test(digits)) return []
  if (IN_LAKHS.test(digits)) return [digits.replaceAll(',', '')]
  const read = readAmount(digits, 2)
  if (read.kind === 'none') return []
  return read.kind === 'amount' ? [read.decimal] : [read.grouped, read.pointed]
}

/** An amount without its sign, the brackets that banks write for one, and its currency; without "-" for no cents, and with a zero before ".50". */
function bareAmount(text: string, words: readonly string[]): string {
  const trimmed = text.replaceAll(/\p{Sc}/gu, '').trim()
  const bare = (SIGNED.exec(trimmed)?.[1] ?? trimmed.replaceAll(/^\(|\)$/g, ''))
    .replace(/^[+-]|[+-]$/g, '')
    .trim()
  const whole = bare.replace(/^[.,](?=\d)/, '0.').replace(/(\d)[.,]-*$/, '$1')
  const [, before = '', digits = '', behind = ''] = /^([^\d]*)(.*?)([^\d]*)$/su.exec(whole) ?? []
  const isKnown = (word: string) => word.trim() === '' || words.includes(word.trim().replace(/\.$/, ''))
  return isKnown(before) && isKnown(behind) ? digits : ''
}
