import { describe, expect, it } from 'vitest'
import { createEventHub, IDS_LIMIT } from '../../../src/main/ipc/event-hub.ts'
import type { AppEvent } from '../../../src/shared/contract/plain/app-events.ts'
import type { Timers } from '../../../src/shared/time/clock.ts'

function bench() {
  const sent: AppEvent[] = []
  const waiting = new Map<number, () => void>()
  const delays: number[] = []
  const timers: Timers = {
    after(ms, task) {
      const handle = delays.push(ms)
      waiting.set(handle, task)
      return () => waiting.delete(handle)
    },
  }
  const hub = createEventHub({ publish: (event) => sent.push(event), timers })
  const pass = () => {
    const due = [...waiting.values()]
    waiting.clear()
    for (const task of due) task()
  }
  return { hub, sent, pass, delays, waiting }
}

describe('the event hub', () => {
  it('sends the first changes after a quiet while at once, told in one breath, with every id once', () => {
    const { hub, sent, pass, delays } = bench()
    hub.emit('invoices.changed', ['a', 'b'])
    hub.emit('invoices.changed', ['b', 'c'])
    expect(sent).toEqual([])
    expect(delays).toEqual([0])
    pass()
    expect(sent).toEqual([{ seq: 1, name: 'invoices.changed', ids: ['a', 'b', 'c'], commit: null }])
  })

  it('gathers what follows within 50 ms, and after as long a quiet is quick again', () => {
    const { hub, sent, pass, delays, waiting } = bench()
    hub.emit('invoices.changed', ['a'])
    pass()
    hub.emit('invoices.changed', ['b'])
    hub.emit('invoices.changed', ['c'])
    expect(delays).toEqual([0, 50])
    expect(sent.map((event) => event.ids)).toEqual([['a']])
    pass()
    expect(sent.map((event) => event.ids)).toEqual([['a'], ['b', 'c']])
    pass()
    expect(waiting.size).toBe(0)
    hub.emit('invoices.changed', ['d'])
    expect(delays).toEqual([0, 50, 50, 0])
  })

  it('numbers what it sends without a gap, over names and bursts', () => {
    const { hub, sent, pass } = bench()
    hub.emit('vault.changed', [])
    hub.emit('accounts.changed', ['x'])
    pass()
    hub.emit('vault.changed', [])
    pass()
    expect(sent.map((event) => [event.seq, event.name])).toEqual([
      [1, 'vault.changed'],
      [2, 'accounts.changed'],
      [3, 'vault.changed'],
    ])
  })

  it('says "any" for no ids, whatever came before or after', () => {
    const { hub, sent, pass } = bench()
    hub.emit('invoices.changed', ['a'])
    hub.emit('invoices.changed', [])
    hub.emit('invoices.changed', ['b'])
    pass()
    expect(sent).toEqual([{ seq: 1, name: 'invoices.changed', ids: [], commit: null }])
  })

  it('says "any" beyond two hundred ids, and begins anew afterwards', () => {
    const { hub, sent, pass } = bench()
    const ids = Array.from({ length: IDS_LIMIT }, (_, n) => `id-${n}`)
    hub.emit('invoices.changed', ids)
    pass()
    expect(sent[0]?.ids).toHaveLength(200)
    hub.emit('invoices.changed', ids)
    hub.emit('invoices.changed', ['one more'])
    pass()
    expect(sent[1]?.ids).toEqual([])
    hub.emit('invoices.changed', ['a'])
    pass()
    expect(sent[2]?.ids).toEqual(['a'])
  })

  it('sends at once when told to, and not again when the time comes', () => {
    const { hub, sent, pass, waiting } = bench()
    hub.emit('book.changed', [])
    hub.flush()
    expect(sent).toHaveLength(1)
    expect(waiting.size).toBe(0)
    pass()
    hub.flush()
    expect(sent).toHaveLength(1)
  })

  it('sends the last changes when closed, and nothing after that', () => {
    const { hub, sent, pass } = bench()
    hub.emit('settings.changed', [])
    hub.close()
    hub.emit('settings.changed', [])
    pass()
    hub.flush()
    expect(sent).toHaveLength(1)
  })

  it('tells a sale that changed and was checked in one breath of its change alone', () => {
    const { hub, sent, pass } = bench()
    hub.emit('invoices.changed', ['a'])
    hub.emit('invoices.checked', ['a', 'b'])
    hub.emit('accounts.checked', ['x'])
    pass()
    expect(sent.map(({ seq, name, ids }) => [seq, name, ids])).toEqual([
      [1, 'invoices.changed', ['a']],
      [2, 'invoices.checked', ['b']],
      [3, 'accounts.checked', ['x']],
    ])
    hub.emit('invoices.checked', ['a'])
    hub.emit('invoices.changed', [])
    pass()
    expect(sent.slice(3).map(({ name, ids }) => [name, ids])).toEqual([['invoices.changed', []]])
    hub.emit('invoices.changed', ['a'])
    hub.emit('invoices.checked', [])
    pass()
    expect(sent.slice(4).map(({ name }) => name)).toEqual(['invoices.changed', 'invoices.checked'])
  })
})
