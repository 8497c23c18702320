import { describe, expect, it } from 'vitest'
import {
  foundOf,
  isStopped,
  mostMissed,
  nameOf,
  newerThan,
  safeOf,
  wantsBackup,
  wantsFile,
  waysOf,
} from '../../../src/renderer/app/stopped/ways.ts'
import type { BookProblem } from '../../../src/shared/contract/shapes/book.ts'
import en from '../../../src/shared/words/en.json'

const MISSING = { sales: 31, receipts: 28, until: 1_795_000_000_000, nextNumber: 'CF-000051' }
const problem = (code: string, facts: Partial<BookProblem> = {}): BookProblem => ({
  ...{ code, path: '/books/live.sqlite', readable: false, missing: null, keptCopy: null, ...facts },
})
const CODES = Object.keys(en.book.title)

describe('given a book that may not be written', () => {
  it.each([
    ['BOOK_BEHIND', true, ['lookAgain', 'read', 'goOn', 'otherBook']],
    ['BOOK_BEHIND', false, ['lookAgain', 'goOn', 'otherBook']],
    ['DATA_MISSING', false, ['lookAgain', 'beginNew', 'otherBook']],
    ['CORRUPT', true, ['lookAgain', 'salvage', 'read', 'beginNew', 'otherBook']],
    ['CORRUPT', false, ['lookAgain', 'salvage', 'beginNew', 'otherBook']],
    ['NOT_A_DATABASE', false, ['lookAgain', 'salvage', 'beginNew', 'otherBook']],
    ['BOOK_CHECKING', false, ['otherBook']],
    ['BOOK_REPLACED', true, ['lookAgain', 'otherBook']],
    ['FROM_FUTURE', false, ['lookAgain', 'otherBook']],
    ['LOCKED', false, ['lookAgain', 'otherBook']],
    ['DISK_IO', false, ['lookAgain', 'otherBook']],
    ['DISK_FULL', false, ['lookAgain', 'otherBook']],
    ['READ_ONLY', false, ['lookAgain', 'otherBook']],
    ['NO_ANSWER', false, ['lookAgain', 'otherBook']],
    ['BOOK_STOPPED', false, ['lookAgain', 'otherBook']],
  ])('with %s, readable %s, the ways on are %j', (code, readable, ways) => {
    expect(waysOf(problem(code, { readable }), false)).toEqual(ways)
  })

  it('the copy that was kept comes before every other way', () => {
    for (const code of ['BOOK_BEHIND', 'DATA_MISSING']) {
      expect(waysOf(problem(code, { keptCopy: 'live-1.sqlite' }), true).slice(0, 2)).toEqual([
        'useKept',
        'restore',
      ])
    }
  })

  it('what gives something up is never the first way', () => {
    for (const code of CODES) {
      expect(['goOn', 'beginNew']).not.toContain(waysOf(problem(code, { readable: true }), false)[0])
    }
  })

  it('the newest good backup comes next, where the book itself is the trouble, and nowhere else', () => {
    const offered = CODES.filter((code) =>
      waysOf(problem(code, { readable: true }), true).includes('restore'),
    )
    expect(offered.toSorted()).toEqual(['BOOK_BEHIND', 'CORRUPT', 'DATA_MISSING', 'NOT_A_DATABASE'])
    expect(CODES.filter((code) => wantsBackup({ code })).toSorted()).toEqual(offered.toSorted())
    for (const code of offered) expect(waysOf(problem(code), true)[0], code).toBe('restore')
  })

  it('a look helps only once the right file lies there, where the file is the trouble', () => {
    expect(CODES.filter((code) => wantsFile({ code })).toSorted()).toEqual(
      ['BOOK_BEHIND', 'CORRUPT', 'DATA_MISSING', 'NOT_A_DATABASE'].toSorted(),
    )
  })
})

describe('whether the whole window stops', () => {
  it('it never does without a problem', () => {
    expect(isStopped(null, null)).toBe(false)
  })

  it('it does for every problem of a book that cannot be read', () => {
    for (const code of CODES) {
      const one = problem(code)
      expect(isStopped(one, nameOf(one)), code).toBe(true)
    }
  })

  it('it does not for a full disk, a place that is not written, or a check, where the book can be read', () => {
    const open = CODES.filter((code) => !isStopped(problem(code, { readable: true }), null))
    expect(open.toSorted()).toEqual(['BOOK_CHECKING', 'DISK_FULL', 'READ_ONLY'])
  })

  it('it does not while a person reads beside this very problem, and does for another one', () => {
    const behind = problem('BOOK_BEHIND', { readable: true, missing: MISSING })
    expect(isStopped(behind, nameOf(behind))).toBe(false)
    for (const other of [
      problem('CORRUPT', { readable: true, missing: MISSING }),
      { ...behind, path: '/books/practice.sqlite' },
      { ...behind, missing: { ...MISSING, sales: 32 } },
      { ...behind, keptCopy: 'live-1.sqlite' },
    ]) {
      expect(isStopped(other, nameOf(behind))).toBe(true)
    }
  })
})

describe('what is said of it', () => {
  it('names sales before receipts, and changes where neither was lost', () => {
    expect(mostMissed(MISSING)).toEqual({ what: 'sales', count: 31 })
    expect(mostMissed({ ...MISSING, sales: 0 })).toEqual({ what: 'receipts', count: 28 })
    expect(mostMissed({ ...MISSING, sales: 0, receipts: 0 })).toEqual({ what: 'changes', count: 0 })
  })

  it('calls what an older book lacks missing, and what a book that is gone had held', () => {
    const facts = { missing: MISSING, keptCopy: 'live-1.sqlite' }
    expect(foundOf(problem('BOOK_BEHIND', facts))).toEqual([
      { name: 'file', text: '/books/live.sqlite' },
      { name: 'salesMissing', count: 31 },
      { name: 'receiptsMissing', count: 28 },
      { name: 'until', at: MISSING.until },
      { name: 'nextNumber', text: 'CF-000051' },
      { name: 'keptCopy', text: 'live-1.sqlite' },
    ])
    const gone = problem('DATA_MISSING', { missing: { ...MISSING, nextNumber: null } })
    expect(foundOf(gone).map(({ name }) => name)).toEqual(['file', 'salesHeld', 'receiptsHeld', 'until'])
    expect(foundOf(problem('CORRUPT'))).toEqual([{ name: 'file', text: '/books/live.sqlite' }])
  })

  it('counts what a book that is gone held beyond a backup, where both are known', () => {
    const gone = problem('DATA_MISSING', { missing: MISSING })
    expect(newerThan(gone, { sales: 29 })).toBe(2)
    expect(newerThan(gone, { sales: 31 })).toBe(0)
    expect(newerThan(gone, { sales: 40 })).toBe(0)
    expect(newerThan(gone, { sales: null })).toBeNull()
    expect(newerThan(problem('CORRUPT'), { sales: 29 })).toBeNull()
    expect(newerThan(problem('BOOK_BEHIND', { missing: MISSING }), { sales: 29 })).toBeNull()
  })

  it('promises no more than is known: numbers where the till knows them, a copy where there is one, keys of the live book', () => {
    expect(safeOf(problem('CORRUPT'), 'practice')).toEqual([])
    expect(safeOf(problem('CORRUPT'), 'live')).toEqual(['keys', 'money'])
    expect(safeOf(problem('BOOK_BEHIND', { missing: MISSING, keptCopy: 'live-1.sqlite' }), 'live')).toEqual([
      'kept',
      'numbers',
      'keys',
      'money',
    ])
  })
})
