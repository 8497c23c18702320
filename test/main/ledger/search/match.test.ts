import { expect, test } from 'vitest'
import { matchOf } from '../../../../src/main/ledger/search/match.ts'
import { readWanted } from '../../../../src/main/ledger/search/wanted.ts'
import type { Written } from '../../../../src/main/ledger/search/written.ts'

const SHOWN = ['number', 'customer', 'description'] as const
const NOTE = `${'A long story about a delivery that was late. '.repeat(8)}Paid by hand on Thursday, see the drawer.`

const SALE: Pick<Written, 'texts' | 'amounts'> = {
  texts: [
    { in: 'number', text: 'CF-000041' },
    { in: 'customer', text: 'Zoë Ångström' },
    { in: 'email', text: 'zoe@example.com' },
    { in: 'reference', text: 'ref-77ab12' },
    { in: 'note', text: NOTE },
  ],
  amounts: [
    { whole: 49n, frac: 900_000_000_000_000_000n, isShown: true },
    { whole: 12n, frac: 0n, isShown: false },
  ],
}

const match = (search: string) =>
  matchOf(readWanted(search, { zone: 'UTC', first: 0, last: 0, currencies: [] }), SALE, SHOWN)

test('what a column shows is told nowhere else', () => {
  for (const search of ['zoe', 'angstrom', 'CF-41', '000041', '49.90', '']) expect(match(search)).toBeNull()
})

test('what no column shows is told with its place', () => {
  expect(match('7ab1')).toEqual({ in: 'reference', text: 'ref-77ab12' })
  expect(match('zoe example')).toEqual({ in: 'email', text: 'zoe@example.com' })
  expect(match('12.00')).toEqual({ in: 'amount', text: '12' })
})

test('words of a day are told where they stand apart, and nothing of them where it was the day', () => {
  const match = (texts: readonly string[]) =>
    matchOf(
      readWanted('12 May', { zone: 'UTC', first: 0, last: 0, currencies: [] }),
      { texts: texts.map((text) => ({ in: 'note', text }) as const), amounts: [] },
      SHOWN,
    )
  expect(match(['May came', 'table 12'])).toEqual({ in: 'note', text: 'table 12' })
  expect(match(['on the 12 may it was'])?.text).toContain('12 may')
  expect(match(['ref 12'])).toBeNull()
})

test('a long text is told from shortly before what was found', () => {
  const found = match('drawer')
  expect(found?.in).toBe('note')
  expect(found?.text).toMatch(/^…[\w ,]{3,20}drawer\.$/)
  expect(match('story')?.text).toMatch(/^A long story about/)
  expect(match('story')?.text).toMatch(/…$/)
  expect(match('story')?.text.length).toBeLessThan(200)
})

test('figures that are grouped in another way are told with their place', () => {
  const sale = { texts: [{ in: 'note', text: 'Call 0555 12 34 56' } as const], amounts: [] }
  const wanted = readWanted('0555123456', { zone: 'UTC', first: 0, last: 0, currencies: [] })
  expect(matchOf(wanted, sale, SHOWN)).toEqual({ in: 'note', text: 'Call 0555 12 34 56' })
})
