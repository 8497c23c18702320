import { describe, expect, it } from 'vitest'
import {
  askedOf,
  isTaken,
  missingIn,
  NONE_TAKEN,
  openedFile,
  takenCount,
  toggled,
  withField,
} from '../../../src/renderer/screens/books/import/opened-file.ts'
import type { ChosenImport } from '../../../src/shared/contract/shapes/books/imports.ts'

const FILE: ChosenImport = {
  ...{
    fileId: 'a-file-of-sales',
    name: 'sales.csv',
    encoding: 'utf-8',
    isEncodingSure: true,
    delimiter: ',',
  },
  ...{
    headerRow: 0,
    columns: ['Ref', 'Date', 'Amount'],
    moreColumns: 0,
    sample: [],
    fields: ['reference', 'created', 'asked'],
  },
  ...{ zone: null, remembered: null },
}
const [ONE, TWO] = [{ id: 'account-1' }, { id: 'account-2' }]

describe('a file that is opened', () => {
  it('names what is missing, and is asked about only once nothing is', () => {
    const opened = openedFile(FILE, [ONE, TWO])
    expect(missingIn(opened)).toEqual(['account', 'came', 'currency'])
    expect(askedOf(opened)).toBeNull()
    const whole = {
      ...opened,
      accountId: TWO.id,
      currency: 'EUR',
      fields: withField(opened.fields, 2, 'received'),
    }
    expect(missingIn(whole)).toEqual([])
    expect(askedOf(whole)).toMatchObject({
      accountId: 'account-2',
      reading: { currency: 'EUR', fields: ['reference', 'created', 'received'] },
    })
    expect(missingIn({ ...whole, file: { ...FILE, delimiter: null } })).toEqual(['delimiter'])
  })

  it('takes the one account there is, and one that was remembered only while it is there', () => {
    expect(openedFile(FILE, [ONE]).accountId).toBe(ONE.id)
    const reading = {
      ...({
        encoding: 'utf-8',
        delimiter: ',',
        headerRow: 0,
        currency: 'EUR',
        dates: null,
        mark: ',',
      } as const),
      ...({ zone: 'book', fields: ['out', 'paid', 'received'] } as const),
    }
    const remembered = { reading: { ...reading, fields: [...reading.fields] }, accountId: TWO.id }
    expect(openedFile({ ...FILE, remembered }, [ONE, TWO])).toMatchObject({
      ...{ accountId: TWO.id, currency: 'EUR', mark: ',', zone: 'book', fields: ['out', 'paid', 'received'] },
    })
    expect(openedFile({ ...FILE, remembered }, [ONE, { id: 'account-3' }]).accountId).toBeNull()
  })

  it('gives one thing to one column, and no currency for all where a column tells it', () => {
    expect(withField(['reference', 'created', 'asked'], 0, 'asked')).toEqual(['asked', 'created', 'out'])
    expect(withField(['out', 'out'], 0, 'out')).toEqual(['out', 'out'])
    const opened = { ...openedFile(FILE, [ONE]), currency: 'EUR' }
    const fields = withField(withField([...opened.fields, 'out'], 3, 'currency'), 2, 'received')
    expect(askedOf({ ...opened, fields })?.reading.currency).toBeNull()
  })
})

describe('possible duplicates', () => {
  it('is left until it is taken, one by one or all but some', () => {
    const one = toggled(NONE_TAKEN, 3)
    expect([isTaken(one, 3), isTaken(one, 4), takenCount(one, 5)]).toEqual([true, false, 1])
    expect(takenCount(toggled(one, 3), 5)).toBe(0)
    const allBut = toggled({ all: true, but: new Set() }, 3)
    expect([isTaken(allBut, 3), isTaken(allBut, 4), takenCount(allBut, 5)]).toEqual([false, true, 4])
  })
})
