import { expect, test } from 'vitest'
import { actAs } from '../../../src/main/acting.ts'
import { createReview } from '../../../src/main/invoicing/review.ts'
import { inThisThread } from '../../support/books/in-this-thread.ts'
import { openSale, START, testBook } from '../../support/books/open-book.ts'

test('a note that is written while a long edit is being undone is none of its pieces, and waits for its end', async () => {
  const { ledger, db } = await testBook()
  const ids = db.transaction(() =>
    Array.from({ length: 600 }, (_, n) => openSale(ledger, { token: `sale-${n}` }).invoiceId),
  )()
  const client = inThisThread(ledger)
  const review = createReview({
    ledger: client,
    clock: { now: () => START, monotonic: () => 0 },
    changes: { edited: () => undefined, anyException: () => undefined },
  })
  const edit = { kind: 'tag', tag: 'deposit', isOn: true } as const
  await review.edit({ token: 'long', edit, invoiceIds: ids, person: '' })
  const [undone, noted] = await Promise.all([
    review.undo(''),
    review.inTurn(() => client.addNote(ids[0] ?? '', 'call back', START, 'Nadia')),
  ])
  expect(undone).toMatchObject({ ok: true, value: { edit, done: 600, overtaken: 0 } })
  expect(noted?.detail.events.at(-1)).toMatchObject({ kind: 'note', data: { text: 'call back' } })
  expect(ids.filter((id) => (ledger.invoice(id)?.invoice.tags.length ?? 0) > 0)).toEqual([])
  expect(await review.undo('')).toMatchObject({ ok: true, value: { edit: { kind: 'note' }, done: 1 } })
})

test('an act that takes long stays its person’s, however many others come between its pieces', async () => {
  const { ledger } = await testBook()
  const review = createReview({
    ledger: inThisThread(ledger),
    clock: { now: () => START, monotonic: () => 0 },
    changes: { edited: () => undefined, anyException: () => undefined },
  })
  const { invoiceId } = openSale(ledger, { token: 'sale' })
  const edit = { kind: 'review', reviewed: true } as const
  const piece = (name: string, token: string) =>
    actAs({ id: name, name }, () => review.edit({ token, edit, invoiceIds: [invoiceId], person: name }))
  for (let n = 0; n < 120; n += 1) {
    if (n % 60 === 0) expect((await piece('Karim', 'long')).ok).toBe(true)
    await piece('Karim', `act-${n}`)
  }
  expect(await piece('Nadia', 'long')).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } })
})
