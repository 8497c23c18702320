import { describe, expect, it } from 'vitest'
import { CallError } from '../../../src/renderer/data/call.ts'
import { createEventReader } from '../../../src/renderer/data/invalidation.ts'
import { keys } from '../../../src/renderer/data/keys.ts'
import { mayRetry } from '../../../src/renderer/data/query-client.ts'

describe('reading events', () => {
  it('makes the lists and the named invoices stale when invoices change', () => {
    const read = createEventReader()
    expect(read({ seq: 7, name: 'invoices.changed', ids: ['invoice-1'], commit: null })).toEqual({
      kind: 'keys',
      keys: [keys.invoiceLists(), keys.exceptions(), keys.today(), keys.periods(), keys.invoice('invoice-1')],
      commit: null,
    })
  })

  it('reads only who there is anew when people change: for another person the window begins anew by itself', () => {
    const read = createEventReader()
    expect(read({ seq: 1, name: 'people.changed', ids: [], commit: null })).toEqual({
      kind: 'keys',
      keys: [keys.people(), keys.overview()],
      commit: null,
    })
  })

  it('makes every invoice stale when none is named', () => {
    const read = createEventReader()
    expect(read({ seq: 1, name: 'invoices.changed', ids: [], commit: null })).toEqual({
      kind: 'keys',
      keys: [keys.invoiceLists(), keys.exceptions(), keys.today(), keys.periods(), keys.invoiceDetails()],
      commit: null,
    })
  })

  it('makes the exceptions and the open histories stale when an exception changes', () => {
    const read = createEventReader()
    expect(read({ seq: 1, name: 'exceptions.changed', ids: ['exception-1'], commit: null })).toEqual({
      kind: 'keys',
      keys: [keys.exceptions(), keys.exceptionRows(), keys.invoiceDetails()],
      commit: null,
    })
  })

  it('makes everything stale when a number was skipped, and goes on from there', () => {
    const read = createEventReader()
    read({ seq: 3, name: 'settings.changed', ids: [], commit: null })
    expect(read({ seq: 5, name: 'settings.changed', ids: [], commit: null })).toEqual({ kind: 'everything' })
    expect(read({ seq: 6, name: 'settings.changed', ids: [], commit: null })).toEqual({
      kind: 'keys',
      keys: [keys.overview()],
      commit: null,
    })
  })

  it('makes everything stale when the book changes', () => {
    expect(createEventReader()({ seq: 1, name: 'book.changed', ids: [], commit: null })).toEqual({
      kind: 'everything',
    })
  })
})

describe('repeating a reading call', () => {
  const failed = (retryable: boolean) =>
    new CallError({ code: 'LOCKED', params: {}, retryable, correlationId: 'a' })

  it('happens only when the failure says that it may help, and not for ever', () => {
    expect([mayRetry(0, failed(true)), mayRetry(0, failed(false)), mayRetry(3, failed(true))]).toEqual([
      true,
      false,
      false,
    ])
    expect(mayRetry(0, new Error('a defect'))).toBe(false)
  })
})
