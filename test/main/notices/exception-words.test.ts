import { describe, expect, it } from 'vitest'
import { exceptionWords, manyExceptionsWords } from '../../../src/main/notices/exception-words.ts'
import { EXCEPTION_KINDS } from '../../../src/shared/status/exceptions.ts'
import { createWords } from '../../../src/shared/words/words.ts'

const words = createWords('en')
const LIVE = { practice: false, hidden: false }
const sale = (
  currency: string,
  asked: string,
  received: string,
  abandonedAt: number | null = null,
  refunded = '0',
) => ({
  number: 'CF-000012',
  asked: { currency, amount: asked },
  received: { currency, amount: received },
  refunded: { currency, amount: refunded },
  abandonedAt,
})

describe('what the desktop is told', () => {
  it.each([
    [
      'late',
      sale('EUR', '25.00', '25.00'),
      'Paid late: CF-000012',
      '25.00 EUR arrived after the sale had expired. It is in Needs attention.',
    ],
    [
      'late',
      sale('JPY', '7400', '7400', 1),
      'Paid late: CF-000012',
      '7400 JPY arrived after the sale had been given up. It is in Needs attention.',
    ],
    [
      'short',
      sale('DZD', '1250.00', '250.50'),
      'Underpaid: CF-000012',
      '999.50 DZD missing of 1250.00 DZD. It is in Needs attention.',
    ],
    [
      'over',
      sale('DAI', '10.000000000000000000', '12345.000000000000000001'),
      'Overpaid: CF-000012',
      '12335.000000000000000001 DAI too much: 12345.000000000000000001 DAI received for 10.00 DAI. It is in Needs attention.',
    ],
    [
      'twice',
      sale('TND', '1.125', '2.250'),
      'Paid twice: CF-000012',
      '2.25 TND received for a sale of 1.125 TND. It is in Needs attention.',
    ],
    [
      'differs',
      sale('EUR', '20.00', '20.00'),
      'Receipts differ: CF-000012',
      '20.00 EUR counts as received, but its receipts do not show it. It is in Needs attention.',
    ],
  ] as const)(
    'of money that came %s is which sale, how much, and where to look',
    (kind, invoice, title, body) => {
      expect(exceptionWords(words, kind, invoice, LIVE)).toEqual({ title, body })
      expect(exceptionWords(words, kind, invoice, { practice: true, hidden: false })).toEqual({
        title: `Practice · ${title}`,
        body,
      })
      expect(exceptionWords(words, kind, invoice, { practice: false, hidden: true }).title).toBe(title)
    },
  )

  it('has no sign, should the difference have turned round meanwhile', () => {
    expect(exceptionWords(words, 'short', sale('EUR', '10.00', '12.00'), LIVE).body).toBe(
      '2.00 EUR missing of 10.00 EUR. It is in Needs attention.',
    )
  })

  it('names as missing what was given back before the rest came', () => {
    expect(exceptionWords(words, 'short', sale('EUR', '20.00', '20.00', null, '15.00'), LIVE).body).toBe(
      '15.00 EUR missing of 20.00 EUR. It is in Needs attention.',
    )
  })

  it.each(EXCEPTION_KINDS)(
    'of %s names no amount while the window hides them, and says what happened',
    (kind) => {
      const hidden = { practice: false, hidden: true }
      const told = exceptionWords(words, kind, sale('EUR', '1234.50', '99.25', null, '3.75'), hidden)
      expect(`${told.title} ${told.body}`.replace('CF-000012', '')).not.toMatch(/\d|EUR/)
      expect(told.body).toMatch(/^[A-Z].{20,}It is in Needs attention\.$/)
      const givenUp = exceptionWords(words, kind, sale('EUR', '1234.50', '99.25', 7), hidden)
      expect(givenUp.body === told.body).toBe(kind !== 'late')
    },
  )

  it('of many sales at once is how many', () => {
    const body = 'Something happened with their money or their links. They are in Needs attention.'
    expect(manyExceptionsWords(words, 40, false)).toEqual({ title: '40 sales need attention', body })
    expect(manyExceptionsWords(words, 1200, true)).toEqual({
      title: 'Practice · 1,200 sales need attention',
      body,
    })
  })
})
