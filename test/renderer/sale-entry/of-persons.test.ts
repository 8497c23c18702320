import { describe, expect, it } from 'vitest'
import {
  type CounterAct,
  type CounterState,
  counterAfter,
  emptyCounter,
} from '../../../src/renderer/sale-entry/entry-state.ts'

const token = () => crypto.randomUUID()
const start = () => counterAfter(emptyCounter(token()), { kind: 'openBook', book: 'live', token: token() })
const happened = (state: CounterState, ...acts: CounterAct[]) => acts.reduce(counterAfter, state)
const typed = (text: string): CounterAct => ({ kind: 'change', part: { typed: text }, token: token() })
const ALL = ['amine', 'noor', 'samira']
const person = (id: string | null, there = ALL): CounterAct => ({
  ...{ kind: 'person', person: id, there },
  token: token(),
})
const shown = (invoiceId: string | null): CounterAct => ({ kind: 'show', invoiceId })

describe('the counter of each person', () => {
  it('is empty for another one, and as it was left for whoever comes back', () => {
    const amine = happened(start(), person('amine'), typed('1250'), shown('sale-1'))
    const noor = happened(amine, person('noor'))
    expect(noor).toMatchObject({ person: 'noor', invoiceId: null, parked: [], entry: { typed: '' } })
    expect(noor.entry.token).not.toBe(amine.entry.token)
    const back = happened(noor, typed('70'), person('amine'))
    expect(back).toMatchObject({ person: 'amine', invoiceId: 'sale-1', entry: amine.entry })
    expect(happened(back, person('noor')).entry.typed).toBe('70')
  })

  it('is not begun anew by the same person, nor by setting people up or ending them', () => {
    const before = happened(start(), typed('1250'))
    const owner = happened(before, person('samira'))
    expect(owner.entry).toBe(before.entry)
    expect(happened(owner, person('samira'))).toBe(owner)
    expect(happened(owner, person(null)).entry).toBe(before.entry)
  })

  it('gets the answer to its own sale, whoever is at the counter by then', () => {
    const amine = happened(start(), person('amine'), typed('1250'))
    const sold = amine.entry.token
    const noor = happened(amine, { kind: 'asked', sold, token: token() }, person('noor'), typed('70'))
    const written = happened(noor, { kind: 'written', sold, invoiceId: 'sale-1' })
    expect(written).toMatchObject({ invoiceId: null, asking: [], entry: { typed: '70' } })
    expect(happened(written, person('amine'))).toMatchObject({ invoiceId: 'sale-1', asking: [] })
    const refused = happened(noor, { kind: 'refused', sold, error: new Error('disk full') })
    expect(refused).toMatchObject({ refusal: null, entry: { typed: '70' } })
    expect(happened(refused, person('amine'))).toMatchObject({
      refusal: { token: sold },
      entry: { typed: '1250' },
    })
  })

  it('is set aside for whoever is there once its own person cannot come back', () => {
    const amine = happened(
      start(),
      ...[person('amine'), typed('1250'), { kind: 'next', typed: '', token: token() } as const],
      ...[typed('40'), person('noor'), typed('70'), { kind: 'next', typed: '', token: token() } as const],
    )
    for (const after of [
      happened(amine, person('noor', ['noor', 'samira'])),
      happened(amine, person(null, [])),
    ]) {
      expect(after.parked.map(({ entry, why }) => [entry.typed, why])).toEqual([
        ['1250', 'parked'],
        ['40', 'parked'],
        ['70', 'parked'],
      ])
      expect(after.others.size).toBe(0)
      expect(happened(after, { kind: 'bringBack' }, { kind: 'bringBack' }).entry.typed).not.toBe('')
    }
    expect(happened(amine, person('samira')).others.size).toBe(2)
  })

  it('hands on a sale that is being written down, too: its answer is heard', () => {
    const amine = happened(start(), person('amine'), typed('1250'))
    const sold = amine.entry.token
    const asked = happened(amine, { kind: 'asked', sold, token: token() }, person('noor'), typed('70'))
    const off = happened(asked, person(null, []))
    expect(off.asking.map((one) => one.token)).toEqual([sold])
    const refused = happened(off, { kind: 'refused', sold, error: new Error('disk full') })
    expect(refused.parked).toMatchObject([{ entry: { typed: '1250' }, why: 'refused' }])
    expect(refused.entry.typed).toBe('70')
  })

  it('of another book is nobody’s: what was entered names its accounts', () => {
    const both = happened(start(), person('amine'), typed('1'), person('noor'), typed('2'))
    const practice = happened(both, { kind: 'openBook', book: 'practice', token: token() })
    expect(practice).toMatchObject({ person: 'noor', entry: { typed: '' } })
    expect(happened(practice, person('amine')).entry.typed).toBe('')
  })

  it('asks once more about an amount whose first keys came while a PIN was looked at, and about no other', () => {
    const noor = happened(start(), person('noor'))
    expect(happened(noor, { kind: 'missKey' })).toBe(noor)
    const ahead = happened(noor, { kind: 'missKey', isAhead: true })
    expect(ahead.missed).toBe(ahead.entry.token)
    const after = happened(ahead, typed('250'))
    expect(after.missed).toBe(after.entry.token)
    expect(happened(after, person('amine')).missed).toBeNull()
  })
})
