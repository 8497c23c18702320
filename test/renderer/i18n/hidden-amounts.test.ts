import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, it } from 'vitest'
import { AmountText } from '../../../src/renderer/components/amount.tsx'
import { ListAmount } from '../../../src/renderer/components/columns/list-amount.tsx'
import * as format from '../../../src/renderer/i18n/format.ts'
import {
  amountParts,
  amountText,
  plainAmountParts,
  plainAmountText,
} from '../../../src/renderer/i18n/format.ts'
import { cellInSight, DOTS, textInSight } from '../../../src/renderer/i18n/hidden-amounts.ts'
import { hideAmounts, speakFrom, useTranslation } from '../../../src/renderer/i18n/use-translation.ts'
import { openCatalogues } from '../../../src/shared/words/catalogues.ts'

const DZD = { currency: 'DZD', amount: '-12650.50' }

/** What a function of the folder makes of an amount; nothing where it takes none, or gives an amount back. */
function saidOf(write: unknown, amount: typeof DZD, language: string): string {
  try {
    const said: unknown = (write as (...given: unknown[]) => unknown)(amount, language)
    if (typeof said === 'string') return said
    return said && typeof said === 'object' && 'whole' in said ? JSON.stringify(said) : ''
  } catch {
    return ''
  }
}

speakFrom(openCatalogues('en'))
afterEach(() => hideAmounts(false))

describe('a hidden amount', () => {
  it('is as many dots for a small one as for a large one, without its sign; its currency stays', () => {
    hideAmounts(true)
    for (const amount of ['0', '7', '-12650.50', '123456789012345678.123456789'])
      expect(amountText({ currency: 'DZD', amount }, 'en')).toBe(`${DOTS} DZD`)
    expect(amountParts(DZD, 'en')).toEqual({
      ...{ sign: '', whole: DOTS, mark: '', fraction: '', currency: 'DZD' },
    })
    hideAmounts(false)
    expect(amountText(DZD, 'en')).toBe('−12,650.50 DZD')
  })

  it('has no digit in what is drawn of it, in its title neither', () => {
    hideAmounts(true)
    const long = { currency: 'ETH', amount: '123456789012345678901234.123456789012345678' }
    for (const one of [
      createElement(AmountText, { amount: DZD }),
      createElement(AmountText, { amount: long, layout: 'aligned' }),
      createElement(ListAmount, { amount: long, signed: true }),
      createElement(ListAmount, { amount: DZD, withCurrency: false, signed: true }),
    ]) {
      const text = renderToString(one).replaceAll(/class="[^"]*"/g, '')
      expect(text).toContain(DOTS)
      expect(text).not.toMatch(/[0-9+−]/)
    }
  })

  it.each(['en', 'fr-FR', 'ar-EG-u-nu-arab'])(
    'has no digit in whatever the window’s folder writes of it in %s',
    (language) => {
      const long = { currency: 'ETH', amount: '1234567.123456' }
      const written = () =>
        Object.entries(format)
          .filter(([name]) => !name.startsWith('plain'))
          .flatMap(([name, write]) => [DZD, long].map((one) => [name, saidOf(write, one, language)] as const))
          .filter(([, said]) => /\p{Nd}/u.test(said))
          .map(([name]) => name)
      expect(written()).toContain('signedAmountText')
      hideAmounts(true)
      expect(written()).toEqual([])
    },
  )

  it('stays in sight where it is the customer’s, who is to pay it', () => {
    hideAmounts(true)
    expect(plainAmountText(DZD, 'en')).toBe('−12,650.50 DZD')
    expect(plainAmountParts(DZD, 'en').whole).toBe('12,650')
    const text = renderToString(createElement(AmountText, { amount: DZD, isForCustomer: true }))
    expect(text).toContain('12,650')
  })

  it('has the words drawn anew, so that no sentence with an amount is left standing', () => {
    const seen: unknown[] = []
    const Seen = () => {
      seen.push(useTranslation().t)
      return null
    }
    renderToString(createElement(Seen))
    hideAmounts(true)
    renderToString(createElement(Seen))
    expect(seen[0]).not.toBe(seen[1])
  })
})

describe('what stands in somebody’s file or sentence', () => {
  it('hides every cell that is a number, and no other', () => {
    hideAmounts(true)
    for (const cell of ['12650', '-12.50', '1 250,00', '1.250,00', "1'250.00", '٢٥٠'])
      expect(cellInSight(cell), cell).toBe(DOTS)
    for (const cell of ['', 'CF-000123', '2026-11-20', 'Table 4', '14:03', 'tx_0a1b'])
      expect(cellInSight(cell), cell).toBe(cell)
  })

  it('hides amounts within a text, and leaves its days, numbers and names', () => {
    hideAmounts(true)
    expect(textInSight('2026-11-20 * "CF-000123"  Assets:Bank  12650.50 DZD')).toBe(
      `2026-11-20 * "CF-000123"  Assets:Bank  ${DOTS} DZD`,
    )
    expect(textInSight('paid 500 DZD back, DZD 700 stay')).toBe(`paid ${DOTS} DZD back, DZD ${DOTS} stay`)
    expect(textInSight('Table 4, 14:03')).toBe('Table 4, 14:03')
  })

  it.each([
    ['1250 €', `${DOTS} €`],
    ['1250€', `${DOTS}€`],
    ['$1250', `$${DOTS}`],
    ['paid $ 1,250 cash', `paid $ ${DOTS} cash`],
    ['1 250 DA', `${DOTS} DA`],
    ['1250 da', `${DOTS} da`],
    ['1250 د.ج', `${DOTS} د.ج`],
    ['1250 دج', `${DOTS} دج`],
    ['١٢٥٠ د.ج.', `${DOTS} د.ج.`],
    ['۱۲۵۰ DZD', `${DOTS} DZD`],
    ['۱۲۵۰٫۵۰', DOTS],
    ['१२५० USD', `${DOTS} USD`],
    ['100 usdt', `${DOTS} usdt`],
    ['usdt 100', `usdt ${DOTS}`],
    ['1 250 000 DZD', `${DOTS} DZD`],
    ['DZD 1 250', `DZD ${DOTS}`],
    ['DZD 1\u202f250\u202f000,50', `DZD ${DOTS}`],
    ['DZD-500', `DZD${DOTS}`],
    ['100-250 DZD', `${DOTS} DZD`],
    ['1250 dinars', `${DOTS} dinars`],
    ['\u20681250\u2069 DZD', `\u2068${DOTS}\u2069 DZD`],
    ['2026-11-20 125 DZD', `2026-11-20 ${DOTS} DZD`],
    ['Total:500 DZD', `Total:${DOTS} DZD`],
    ['INV-000123, 4 rows, Table 12', 'INV-000123, 4 rows, Table 12'],
    ['2026-11-20 14:03', '2026-11-20 14:03'],
    ['4 days, 3 articles', '4 days, 3 articles'],
  ])('of “%s” shows “%s”', (text, shown) => {
    expect(textInSight(text)).toBe(text)
    hideAmounts(true)
    expect(textInSight(text)).toBe(shown)
  })

  it.each(['۱۲۵۰', '१२५०', '(1250)', '1250-', '1 250 000', '⁨1250⁩'])('of the cell “%s” shows dots', (cell) => {
    hideAmounts(true)
    expect(cellInSight(cell)).toBe(DOTS)
  })

  it('is as it is where nothing is hidden', () => {
    expect(cellInSight('12650')).toBe('12650')
    expect(textInSight('500 DZD')).toBe('500 DZD')
  })
})
