import { expect, it } from 'vitest'
import { practiceTill, sell } from '../../support/app/practice-till.ts'
import { staffOf } from '../../support/people/staff.ts'

const till = practiceTill()

it('whoever is signed in undoes own acts alone, and those of before there were people', async () => {
  const shop = await till.open()
  const sale = await sell(shop, 'a lamp')
  if (!sale.ok) throw new Error(JSON.stringify(sale.error))
  const { id } = sale.value.invoice
  const edit = (one: { kind: 'tag'; tag: string; isOn: true } | { kind: 'review'; reviewed: true }) =>
    shop.call('review.edit', { token: crypto.randomUUID(), edit: one, ids: [id] })
  const now = async () => {
    const { invoice, events } = await shop.call('invoices.get', { id })
    const notes = events.filter(({ kind }) => kind === 'note').length
    const undone = events.filter(({ kind }) => kind === 'edit_undone').map(({ data }) => data.by)
    return { tags: invoice.tags, reviewer: invoice.reviewed?.person ?? null, notes, undone }
  }
  await edit({ kind: 'tag', tag: 'first', isOn: true })
  const { be } = await staffOf(shop)
  await edit({ kind: 'tag', tag: 'deposit', isOn: true })
  await be('Karim')
  await edit({ kind: 'review', reviewed: true })
  await be('Yanis')
  await shop.call('invoices.note', { id, text: 'waits outside' })

  await be('Karim')
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'review' }, done: 1 })
  // Not the cashier's note, nor the owner's tag: what comes next is what was done before anybody signed in.
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'tag', tag: 'first' }, done: 1 })
  expect(await shop.call('review.undo', {})).toBeNull()
  expect(await now()).toEqual({ tags: ['deposit'], reviewer: null, notes: 1, undone: ['Karim', 'Karim'] })

  await be('Nadia')
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'tag', tag: 'deposit' }, done: 1 })
  expect(await shop.call('review.undo', {})).toBeNull()
  expect((await now()).tags).toEqual([])

  // What others do meanwhile leaves what one has undone to be brought back.
  await edit({ kind: 'tag', tag: 'new', isOn: true })
  await be('Karim')
  expect(await shop.call('review.redo', {})).toMatchObject({ edit: { kind: 'review' }, done: 1 })
  expect(await now()).toMatchObject({ tags: ['new'], reviewer: 'Karim' })

  // A till without people is its owner's, who undoes whatever was done.
  await be('Nadia')
  await shop.call('people.endAll', {})
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'review' } })
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'tag', tag: 'new' } })
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'note', text: 'waits outside' } })
})

it('an act that comes in pieces is its person’s alone: what of it comes once somebody else is at the till is refused', async () => {
  const shop = await till.open()
  const sales = [await sell(shop, 'a lamp'), await sell(shop, 'a chair')]
  const ids = sales.map((sale) => (sale.ok ? sale.value.invoice.id : ''))
  const { be } = await staffOf(shop)
  const tagging = { token: crypto.randomUUID(), edit: { kind: 'tag', tag: 'deposit', isOn: true } } as const
  const handling = { token: crypto.randomUUID(), ids: ['nothing-of-the-kind'], note: 'seen', news: 1_000_000 }
  const tags = async () => (await shop.call('invoices.get', { id: ids[1] ?? '' })).invoice.tags
  await be('Karim')
  await shop.call('review.edit', { ...tagging, ids: ids.slice(0, 1) })
  await shop.call('exceptions.handle', handling)
  await be('Nadia')
  expect((await shop.refused('review.edit', { ...tagging, ids: ids.slice(1) })).code).toBe('NOT_ALLOWED')
  expect((await shop.refused('exceptions.handle', handling)).code).toBe('NOT_ALLOWED')
  expect(await tags()).toEqual([])
  await be('Karim')
  await shop.call('review.edit', { ...tagging, ids: ids.slice(1) })
  expect(await tags()).toEqual(['deposit'])
  expect(await shop.call('review.undo', {})).toMatchObject({ edit: { kind: 'tag', tag: 'deposit' }, done: 2 })
})

it('an act that takes long stays its person’s, however many others come between its pieces', async () => {
  const shop = await till.open()
  const sale = await sell(shop, 'a lamp')
  const ids = sale.ok ? [sale.value.invoice.id] : []
  const { be } = await staffOf(shop)
  const long = { token: crypto.randomUUID(), edit: { kind: 'review', reviewed: true }, ids: [] } as const
  await be('Karim')
  for (let piece = 0; piece < 2; piece += 1) {
    await shop.call('review.edit', { ...long, ids })
    for (let n = 0; n < 60; n += 1)
      await shop.call('review.edit', { ...long, token: crypto.randomUUID(), ids })
  }
  await be('Nadia')
  expect((await shop.refused('review.edit', { ...long, ids })).code).toBe('NOT_ALLOWED')
})
