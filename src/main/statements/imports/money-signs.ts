import { isKnownCurrency } from '../../../shared/money/currency.ts'

/** What files write for a currency whose code they do not use: those that the app knows of it. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  DA: ['DZD'],
  ...{ DINAR: ['DZD', 'TND', 'KWD', 'BHD'], DINARS: ['DZD', 'TND', 'KWD', 'BHD'] },
  ...{ DH: ['MAD', 'AED'], DHS: ['MAD', 'AED'], DIRHAM: ['MAD', 'AED'], DIRHAMS: ['MAD', 'AED'] },
  ...{ EURO: ['EUR'], EUROS: ['EUR'], TL: ['TRY'], YEN: ['JPY'], SR: ['SAR'], US: ['USD', 'USDC', 'USDT'] },
  ...{ دج: ['DZD'], دإ: ['AED'], دم: ['MAD'], دت: ['TND'], دك: ['KWD'], دب: ['BHD'], رس: ['SAR'] },
  // With a blank between its letters.
  ...{ د: ['DZD', 'AED', 'MAD', 'TND', 'KWD', 'BHD'], ج: ['DZD'] },
  ...{ دينار: ['DZD', 'TND', 'KWD', 'BHD'], درهم: ['MAD', 'AED'], ريال: ['SAR'], يورو: ['EUR'] },
}
/** The currencies that the app knows whose amounts are written with a sign, and tokens that stand for one of them. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP'],
  '¥': ['JPY'],
  '￥': ['JPY'],
  '₩': ['KRW'],
  '₺': ['TRY'],
  '﷼': ['SAR'],
  '₿': ['BTC'],
  '฿': ['BTC'],
  '₮': ['USDT'],
  $: ['USD', 'CAD', 'AUD', 'USDC', 'USDT', 'DAI', 'SAI'],
}
/** Whose dollars they are, by the letters before the sign. */
const DOLLARS: Readonly<Record<string, readonly string[]>> = {
  ...{ U: ['USD'], US: ['USD', 'USDC', 'USDT', 'DAI', 'SAI'] },
  ...{ C: ['CAD'], CA: ['CAD'], A: ['AUD'], AU: ['AUD'] },
}

/** Gives the sign of a currency within an amount that `currency` is not written with; null where there is none, or it may be that one. */
export function otherSign(text: string, currency: string): string | null {
  const [said, letters = '', sign = ''] = /(\p{L}*)(\p{Sc})/u.exec(text) ?? []
  if (said === undefined || sign === '¤') return null
  // Longer words are no country.
  if (sign === '$' && letters !== '' && letters.length <= 2)
    return DOLLARS[letters.toUpperCase()]?.includes(currency) ? null : said
  return SIGNS[sign]?.includes(currency) ? null : sign
}

/** Says which way an amount went, and names no currency. */
const WENT = /^(?:DR|DB|CR)$/

/** Gives the letters within an amount that name another currency than its own, whether the app knows it or not; null where there are none. */
export function otherName(text: string, currency: string): string | null {
  // The letters before a dollar say whose it is; points part those of one word ("D.A.").
  const own = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/(?<!\p{L})\p{L}{1,2}\$/gu, '$')
    .replace(/(?<=\p{L})\.(?=\p{L}|\s|$)/gu, '')
  for (const [word] of own.matchAll(/[\p{L}\p{M}]+/gu)) {
    const name = word.toUpperCase()
    if (name !== currency && !WENT.test(name) && !NAMES[name]?.includes(currency)) return word
  }
  return null
}

/** Gives the code of a currency as a file writes it; null for one that the app does not know, and for what several are written with. */
export function currencyIn(text: string): string | null {
  const written = plain(text)
  if (isKnownCurrency(written)) return written
  const [only, ...others] = meant(written)
  return only !== undefined && others.length === 0 ? only : null
}

/** Says whether several currencies that the app knows are written like that: nothing says which one is meant. */
export function isShared(text: string): boolean {
  return meant(plain(text)).length > 1
}

function plain(text: string): string {
  return text.normalize('NFKC').trim().toUpperCase().replaceAll('.', '')
}

function meant(written: string): readonly string[] {
  return NAMES[written] ?? SIGNS[written] ?? []
}
