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
