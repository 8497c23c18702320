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
const asked = (state: CounterState) =>
  counterAfter(state, { kind: 'asked', sold: state.entry.token, token: token() })
const refusedWith = (sold: string): CounterAct => ({ kind: 'refused', sold, error: new Error('disk full') })
const next = (text: string): CounterAct => ({ kind: 'next', typed: text, token: token() })

describe('the counter while a sale is written down', () => {
  it('takes what is typed meanwhile for the next sale, and shows the first one only if nothing was', () => {
    const first = happened(start(), typed('4200'))
    const waiting = asked(first)
    expect(waiting.asking).toEqual([first.entry])
    expect(waiting.entry.typed).toBe('')
    const written: CounterAct = { kind: 'written', sold: first.entry.token, invoiceId: 'one' }
    expect(happened(waiting, written)).toMatchObject({ asking: [], invoiceId: 'one' })
    expect(happened(waiting, typed('2990'), written)).toMatchObject({
      asking: [],
      invoiceId: null,
      entry: { typed: '2990' },
    })
  })

  it('gives a sale that is changed in any way the new token, so that no earlier try answers for it', () => {
    const first = happened(start(), typed('4200'))
    const refused = happened(asked(first), refusedWith(first.entry.token))
    expect(refused.entry.token).toBe(first.entry.token)
    const acts: CounterAct[] = [
      { kind: 'change', part: { typed: '4201' }, token: 'another' },
      { kind: 'change', part: { description: 'Tea' }, token: 'another' },
      { kind: 'clear', part: {}, token: 'another' },
      { kind: 'changeAccount', part: { accountId: 'b' }, isSame: () => true, token: 'another' },
      { kind: 'changeAccount', part: { accountId: 'b' }, isSame: () => false, token: 'another' },
      { kind: 'next', typed: '1', token: 'another' },
    ]
    for (const act of acts) expect(happened(refused, act).entry.token, act.kind).toBe('another')
    expect(
      counterAfter(first, { kind: 'asked', sold: first.entry.token, token: 'another' }).entry.token,
    ).toBe('another')
  })

  it('shows a sale that was written down only where nothing else stands on the screen or waits', () => {
    const first = happened(start(), typed('4200'))
    const waiting = asked(first)
    const written: CounterAct = { kind: 'written', sold: first.entry.token, invoiceId: 'one' }
    expect(happened(waiting, { kind: 'show', invoiceId: 'other' }, written).invoiceId).toBe('other')
    const second = happened(waiting, typed('7'))
    expect(happened(asked(second), written)).toMatchObject({ invoiceId: null, asking: [{ typed: '7' }] })
  })

  it('asks for a sale once, however often Enter was pressed', () => {
    const first = happened(start(), typed('4200'))
    const sold = first.entry.token
    const twice = happened(asked(first), typed('7'), { kind: 'asked', sold, token: token() })
    expect(twice.asking.map((one) => one.token)).toEqual([sold])
    expect(twice.entry.typed).toBe('7')
  })

  it('gives a sale that was not written down back as it stood, with the token of the first try', () => {
    const first = happened(start(), typed('4200'))
    const back = happened(
      asked(first),
      { kind: 'show', invoiceId: 'another' },
      refusedWith(first.entry.token),
    )
    expect(back).toMatchObject({ entry: first.entry, asking: [], invoiceId: null })
    expect(back.refusal?.token).toBe(first.entry.token)
    expect(happened(back, typed('4201')).refusal).toBeNull()
  })

  it('never puts a key that was on its way behind the amount that was not written down', () => {
    const first = happened(start(), typed('4200'))
    const both = happened(asked(first), typed('29'), refusedWith(first.entry.token))
    expect(both.entry.typed).toBe('29')
    expect(both.parked).toEqual([{ entry: first.entry, why: 'refused' }])
    expect(happened(both, typed('2990')).refusal).not.toBeNull()
    const begun = happened(asked(first), refusedWith(first.entry.token), next('2'))
    expect(begun.entry.typed).toBe('2')
    expect(begun.parked).toEqual([{ entry: first.entry, why: 'refused' }])
  })

  it('notes that keys of it were missed until some of it is taken back, and nothing of one that has none yet', () => {
    const missed = happened(start(), typed('12'), { kind: 'missKey' })
    const isMissed = (state: typeof missed) => state.missed === state.entry.token
    expect(isMissed(missed)).toBe(true)
    expect(happened(missed, { kind: 'missKey' })).toBe(missed)
    // A hand types on without looking.
    const further = happened(missed, typed('1200'))
    expect(isMissed(further)).toBe(true)
    expect(isMissed(happened(further, typed('120')))).toBe(false)
    expect(isMissed(happened(further, { kind: 'clear', part: {}, token: token() }))).toBe(false)
    // A scan is taken back to where it began.
    expect(isMissed(happened(further, { kind: 'restore', to: missed, keeps: false }))).toBe(true)
    expect(isMissed(happened(further, next('7')))).toBe(false)
    const empty = start()
    expect(happened(empty, { kind: 'missKey' })).toBe(empty)
  })

  it('ignores answers about a sale it does not wait for', () => {
    const state = happened(start(), typed('1'))
    expect(happened(state, { kind: 'written', sold: 'unheard', invoiceId: 'x' })).toBe(state)
    expect(happened(state, refusedWith('unheard'))).toBe(state)
  })
})

describe('what is laid aside at the counter', () => {
  it('comes back as it stood after it was cleared, and is gone for good with the next sale', () => {
    const entered = happened(start(), typed('4200'), {
      kind: 'change',
      part: { description: 'Tea' },
      token: token(),
    })
    const cleared = happened(entered, { kind: 'clear', part: { currency: 'EUR' }, token: token() })
    expect(cleared.entry).toMatchObject({ typed: '', description: 'Tea', currency: 'EUR' })
    expect(happened(cleared, { kind: 'bringBack' }).entry).toEqual(entered.entry)
    expect(asked(happened(cleared, typed('1'))).parked).toEqual([])
    expect(happened(start(), { kind: 'clear', part: {}, token: token() }).parked).toEqual([])
  })

  it('waits through another sale when a digit pressed beside it began one', () => {
    const basket = happened(start(), typed('4200'), { kind: 'show', invoiceId: 'one' })
    const other = happened(basket, next('7'))
    expect(other).toMatchObject({ entry: { typed: '7' }, invoiceId: null })
    expect(asked(other).parked).toEqual([{ entry: basket.entry, why: 'parked' }])
    const back = happened(other, { kind: 'bringBack' })
    expect(back.entry).toEqual(basket.entry)
    expect(back.parked.map(({ entry }) => entry.typed)).toEqual(['7'])
  })

  it('is as before when the keys were those of a scanner', () => {
    const basket = happened(start(), typed('4200'), { kind: 'show', invoiceId: 'one' })
    const { entry, parked } = basket
    const back = happened(basket, next('4'), typed('40'), {
      kind: 'restore',
      to: { entry, parked },
      keeps: false,
    })
    expect(back.entry).toMatchObject({ typed: '4200' })
    expect(back).toMatchObject({ parked: [], invoiceId: null })
  })

  it('keeps aside what a hand may have typed, to be brought back, and no more than that', () => {
    const basket = happened(start(), typed('12'))
    const { entry, parked } = basket
    const back = happened(basket, typed('124006'), { kind: 'restore', to: { entry, parked }, keeps: true })
    expect(back.entry).toMatchObject({ typed: '12' })
    expect(back.parked).toMatchObject([{ entry: { typed: '124006' }, why: 'cleared' }])
    expect(happened(start(), { kind: 'restore', to: start(), keeps: true }).parked).toEqual([])
  })

  it('keeps a sale that could not be written down while a scanner typed, as it stood and with its token', () => {
    const first = happened(start(), typed('7700'))
    const waiting = asked(first)
    const before = { entry: waiting.entry, parked: waiting.parked }
    const restore: CounterAct = { kind: 'restore', to: before, keeps: false }
    const refused = refusedWith(first.entry.token)
    const digits = happened(waiting, typed('40'), refused, typed('4006'), restore)
    expect(digits.entry).toBe(before.entry)
    expect(digits.parked).toEqual([{ entry: first.entry, why: 'refused' }])
    const letters = happened(waiting, refused, restore)
    expect(letters.entry).toBe(before.entry)
    expect(letters.parked).toEqual([{ entry: first.entry, why: 'refused' }])
    const itself = happened(waiting, refused)
    const unknown = happened(itself, {
      ...{ kind: 'restore', to: { entry: itself.entry, parked: itself.parked }, keeps: true },
    })
    expect(unknown.entry.token).toBe(first.entry.token)
    expect(unknown.parked).toEqual([])
  })

  it('is a customer’s e-mail too, where nothing else was entered yet', () => {
    const entered = happened(start(), {
      kind: 'change',
      part: { customerEmail: 'ann@x.org' },
      token: token(),
    })
    expect(happened(entered, next('7')).parked).toEqual([{ entry: entered.entry, why: 'parked' }])
  })

  it('changes the account without the tape where digits mean the same there, else begins anew', () => {
    const entered = happened(start(), typed('4200'))
    const changeAccount = (same: boolean): CounterAct => ({
      kind: 'changeAccount',
      part: { accountId: 'other' },
      isSame: () => same,
      token: token(),
    })
    expect(happened(entered, changeAccount(true))).toMatchObject({
      entry: { typed: '4200', accountId: 'other' },
      parked: [],
    })
    expect(happened(entered, changeAccount(false))).toMatchObject({
      entry: { typed: '', accountId: 'other' },
      parked: [{ entry: { typed: '4200', accountId: null }, why: 'cleared' }],
    })
  })

  it('does not go along to another book, and stays when the same one is opened again', () => {
    const basket = happened(start(), typed('4200'), { kind: 'clear', part: {}, token: token() }, typed('7'))
    expect(happened(basket, { kind: 'openBook', book: 'live', token: token() })).toEqual(basket)
    expect(happened(basket, { kind: 'openBook', book: 'practice', token: token() })).toMatchObject({
      entry: { typed: '' },
      parked: [],
      book: 'practice',
    })
  })
})
