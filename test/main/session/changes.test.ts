import { expect, test } from 'vitest'
import type { InvoiceChange } from '../../../src/main/ledger/port/changes.ts'
import { createChanges } from '../../../src/main/session/changes.ts'

function listeners() {
  const heard: unknown[][] = []
  const changes = createChanges({
    emit: (name, ids, commit) => heard.push(commit === undefined ? [name, ids] : [name, ids, commit]),
    notify: (raised) => heard.push(['notify', raised.map(({ id }) => id)]),
    watch: (ids) => heard.push(['watch', ids]),
    wake: () => heard.push(['wake']),
  })
  return { heard, changes }
}

const change = (invoiceId: string, commit: number, more: Partial<InvoiceChange> = {}): InvoiceChange => ({
  invoiceId,
  commit,
  before: 'open',
  after: 'paid',
  changed: true,
  newReceipts: 0,
  raised: [],
  ...more,
})

test('what a person wrote is told to the window with its last commit, and watched anew', () => {
  const { heard, changes } = listeners()
  changes.written([change('a', 7), change('b', 9), change('c', 8, { changed: false })])
  expect(heard).toEqual([
    ['invoices.changed', ['a', 'b'], 9],
    ['watch', ['a', 'b', 'c']],
  ])
})

test('what a provider answered is told without watching again, and what it calls a person for to the desktop too', () => {
  const { heard, changes } = listeners()
  changes.answered([change('a', 7, { raised: [{ id: 'x', invoiceId: 'a', kind: 'late' }] }), change('b', 7)])
  expect(heard).toEqual([
    ['invoices.changed', ['a', 'b'], 7],
    ['exceptions.changed', ['x']],
    ['notify', ['x']],
  ])
})

test('an exception that was dealt with is told as that: no sale changed, and none is announced', () => {
  const { heard, changes } = listeners()
  changes.exceptions(['x'])
  expect(heard).toEqual([['exceptions.changed', ['x']]])
})

test('a write that changed nothing tells nobody', () => {
  const { heard, changes } = listeners()
  changes.answered([change('a', 7, { changed: false })])
  expect(heard).toEqual([])
})

test('a look is told apart from a change, and an account that changed wakes what waited for it', () => {
  const { heard, changes } = listeners()
  changes.checked(['a'], 'account-one')
  changes.accountChecked('account-one')
  changes.accountChanged('account-one')
  changes.itemsChanged(['item-one'])
  expect(heard).toEqual([
    ['invoices.checked', ['a']],
    ['accounts.checked', ['account-one']],
    ['accounts.checked', ['account-one']],
    ['accounts.changed', ['account-one']],
    ['wake'],
    ['items.changed', ['item-one']],
  ])
})
