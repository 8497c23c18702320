import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import type { Outcome } from '../../../tools/matrix.ts'
import { RETRY_AFTER_S } from '../../support/shop/matrix-faults.ts'
import { ASKED, type Room, until } from '../../support/shop/matrix-room.ts'

/** One column of a provider's table: something the app does with the provider. */
export type Column = 'create' | 'read' | 'receipts' | 'list' | 'search' | 'check key' | 'token'

/** The columns of each provider, in their order; 1ShotPay, OCPay and OxaPay tell receipts in the answer to `read`. */
export const COLUMNS: Readonly<Record<ProviderId, readonly Column[]>> = {
  daisy: ['create', 'read', 'receipts', 'list', 'search', 'check key'],
  oneshotpay: ['create', 'read', 'token', 'check key'],
  ocpay: ['create', 'read', 'check key'],
  oxapay: ['create', 'read', 'list', 'search', 'check key'],
}

/** Drives one cell and tells what came of it. */
export async function driveCell(column: Column, room: Room): Promise<Outcome> {
  // No sale can be made at 1ShotPay while its clock is ahead of the end the link is to have, so there it jumps later.
  if (!(room.provider === 'oneshotpay' && column === 'read')) room.clockIs('wrong')
  const outcome = await CELLS[column](room)
  room.clockIs('right')
  return outcome
}

const CELLS: Readonly<Record<Column, (room: Room) => Promise<Outcome>>> = {
  create: (room) => createCell(room, 'create'),
  token: (room) => createCell(room, 'token'),
  read: readCell,
  receipts: receiptsCell,
  list: listCell,
  search: searchCell,
  'check key': keyCell,
}

/** A sale whose request, or the token it needs first, meets the fault. */
async function createCell(room: Room, operation: 'create' | 'token'): Promise<Outcome> {
  const account = await room.account()
  if (operation === 'create') await room.shop.call('accounts.test', { id: account })
  const mark = newMark()
  await room.arm(operation, account)
  const sold = await room.sell(account, mark)
  await room.lift(operation, account)
  const sent = room.creates(mark)
  expect(sent).toBeLessThanOrEqual(1)
  const { id, status, failure } = sold.invoice
  const base = { code: failure?.code ?? null, state: status }
  const paused = await resumeIfPaused(room, account, id)
  if (status === 'unknown') {
    const next = await resolveUnknown(room, id, mark)
    return { ...base, next }
  }
  expect(room.creates(mark)).toBe(sent)
  if (status === 'open') {
    const paid = await payAndSee(room, id)
    return { ...base, next: paid === 'paid' ? 'goes on' : `goes on; ${paid}` }
  }
  const rested = await restIfNamed(room, id, account)
  room.clockIs('right')
  await room.shop.call('invoices.relink', { id })
  await untilStatus(room, id, 'open')
  expect(room.creates(mark)).toBe(sent + 1)
  await payAndSee(room, id)
  const byHand = room.fault.skewMs
    ? 'a new link by hand works once the clocks agree'
    : 'a new link by hand works'
  const next = paused ? 'account pauses, works again after a test' : byHand
  return { ...base, next: rested ? `${next}; account rests as long as asked` : next }
}

/** What becomes of a lost create once the provider is well again: found, proven absent, or left to the person. */
async function resolveUnknown(room: Room, id: string, mark: string): Promise<string> {
  const { shop, time } = room
  const detail = await shop.call('invoices.get', { id })
  if (detail.invoice.recovery === 'none') {
    time.pass(200_000)
    await shop.call('invoices.check', { id })
    expect(room.creates(mark)).toBeLessThanOrEqual(1)
    await shop.call('invoices.relink', { id })
    await untilStatus(room, id, 'open')
    await payAndSee(room, id)
    return 'stays so; nobody holds the lost link; a new link by hand works'
  }
  const found = await until(
    () => shop.call('invoices.get', { id }),
    (one) => one.invoice.status !== 'unknown',
    () => time.pass(1_000),
  )
  expect(room.creates(mark)).toBeLessThanOrEqual(1)
  if (found.invoice.status === 'open') {
    expect(found.links).toHaveLength(1)
    await payAndSee(room, id)
    return 'found by itself: open'
  }
  expect(found.invoice.status).toBe('failed')
  expect(found.invoice.failure?.code).toBe('LINK_NOT_FOUND')
  await shop.call('invoices.relink', { id })
  await untilStatus(room, id, 'open')
  await payAndSee(room, id)
  return 'proven not made: failed; a new link by hand works'
}

/** A question about one open link. */
async function readCell(room: Room): Promise<Outcome> {
  const account = await room.account()
  const { invoice, links } = await openSale(room, account)
  await room.arm('read', account)
  room.clockIs('wrong')
  const asked = await room.shop.envelope('invoices.check', { id: invoice.id })
  await room.lift('read', account)
  const seen = await room.shop.call('invoices.get', { id: invoice.id })
  const code = asked.ok ? null : asked.error.code
  expect(seen.links[0]?.lastError ?? null).toBe(code)
  expect(seen.links[0]?.providerRef).toBe(links[0]?.providerRef)
  const next = await readAgain(room, account, invoice.id, code)
  if (room.provider === 'oneshotpay') room.clockIs('right')
  const paid = await payAndSee(room, invoice.id)
  return { code, state: seen.invoice.status, next: paid === 'paid' ? next : `${next}; ${paid}` }
}

async function readAgain(room: Room, account: string, id: string, code: string | null): Promise<string> {
  if (code === null) return 'goes on'
  // The link is told of its refusal first, and its account a moment later.
  if (code === 'AUTH_REJECTED')
    await until(
      () => room.accountNow(account),
      ({ paused }) => paused !== null,
    )
  if (await resumeIfPaused(room, account, id)) {
    await room.shop.call('invoices.check', { id })
    return 'account pauses, works again after a test'
  }
  const rested = await restIfNamed(room, id, account)
  await untilAnswered(room, [id])
  return rested ? 'account rests as long as asked, then asks by itself' : 'asks again by itself'
}

/** The transfers of a paid link. */
async function receiptsCell(room: Room): Promise<Outcome> {
  const account = await room.account()
  const { invoice, links } = await openSale(room, account)
  room.pay(links[0]?.providerRef ?? '')
  await room.arm('receipts', account)
  const asked = await room.shop.envelope('invoices.check', { id: invoice.id })
  await room.lift('receipts', account)
  const seen = await room.shop.call('invoices.get', { id: invoice.id })
  const code = asked.ok ? null : asked.error.code
  if (code === null) {
    expect(seen.receipts).toHaveLength(1)
    return { code, state: seen.invoice.status, next: 'goes on' }
  }
  const paused = await resumeIfPaused(room, account, invoice.id)
  const rested = await restIfNamed(room, invoice.id, account)
  const again = await until(
    () => room.shop.call('invoices.get', { id: invoice.id }),
    (one) => one.receipts.length > 0,
    () => room.time.pass(1_000),
  )
  expect(again.invoice.status).toBe('paid')
  const next = paused
    ? 'account pauses, works again after a test'
    : rested
      ? 'account rests as long as asked, then asks by itself'
      : 'asks again by itself'
  return { code, state: seen.invoice.status, next }
}

/** One question about several open links of an account. */
async function listCell(room: Room): Promise<Outcome> {
  const account = await room.account()
  const sales = [await openSale(room, account), await openSale(room, account)]
  const ids = sales.map((sale) => sale.invoice.id)
  const refs = sales.map((sale) => sale.links[0]?.providerRef ?? '')
  const reads = () =>
    refs.map((ref) => room.requestsNaming(ref).filter((one) => one.operation === 'read').length)
  const readsBefore = reads()
  await untilWatched(room, account, ids.length)
  await room.arm('list', account)
  const asked = await until(
    () => detailsOf(room, ids),
    (all) => all.every((one, n) => one.links[0]?.lastError !== null || isFresher(one, sales[n])),
    () => room.time.pass(1_000),
  )
  await room.lift('list', account)
  const code = asked[0]?.links[0]?.lastError ?? null
  const state = asked[0]?.invoice.status ?? ''
  expect(asked.map((one) => one.links[0]?.lastError ?? null)).toEqual([code, code])
  const singly = reads().every((count, n) => count > (readsBefore[n] ?? 0))
  const [first = ''] = ids
  const next =
    code === null ? (singly ? 'asks one by one' : 'goes on') : await readAgain(room, account, first, code)
  if (code !== null) await untilAnswered(room, ids)
  for (const id of ids) await payAndSee(room, id)
  return { code, state, next }
}

/** The search for the link of a create whose answer was lost. */
async function searchCell(room: Room): Promise<Outcome> {
  const account = await room.account()
  await room.shop.call('accounts.test', { id: account })
  const mark = newMark()
  room.loseNextCreate()
  const { invoice } = await room.sell(account, mark)
  expect(invoice.status).toBe('unknown')
  await room.arm('list', account)
  room.time.pass(2_000)
  await room.shop.envelope('invoices.check', { id: invoice.id })
  room.time.pass(31_000)
  const checked = await room.shop.envelope('invoices.check', { id: invoice.id })
  await room.lift('list', account)
  const seen = await room.shop.call('invoices.get', { id: invoice.id })
  const code = checked.ok ? null : checked.error.code
  const state = seen.invoice.status
  if (state === 'open') {
    await payAndSee(room, invoice.id)
    return { code, state, next: 'goes on' }
  }
  expect(state).toBe('unknown')
  const paused = await resumeIfPaused(room, account, invoice.id)
  const open = await until(
    () => room.shop.call('invoices.get', { id: invoice.id }),
    (one) => one.invoice.status !== 'unknown',
    () => room.time.pass(1_000),
  )
  expect(open.invoice.status).toBe('open')
  expect(room.creates(mark)).toBe(1)
  await payAndSee(room, invoice.id)
  const next = paused ? 'account pauses; after a test found by itself' : 'looks again by itself: found'
  return { code, state, next }
}

/** The question whether a key works. */
async function keyCell(room: Room): Promise<Outcome> {
  const account = await room.account()
  const operation = room.provider === 'oneshotpay' ? 'token' : 'check_key'
  await room.arm(operation, account)
  const tested = await room.shop.envelope('accounts.test', { id: account })
  await room.lift(operation, account)
  const { paused } = await room.accountNow(account)
  const code = tested.ok ? null : tested.error.code
  if (paused) {
    const sale = { token: randomUUID(), accountId: account, ...ASKED[room.provider], description: '' }
    const refused = await room.shop.refused('invoices.create', {
      ...sale,
      customerName: null,
      customerEmail: null,
    })
    expect(refused.code).toBe('ACCOUNT_PAUSED')
  }
  await room.shop.call('accounts.test', { id: account })
  expect((await room.accountNow(account)).paused).toBeNull()
  room.clockIs('right')
  await openSale(room, account)
  const next =
    code === null ? 'goes on' : paused ? 'account pauses, works again after a test' : 'a test again works'
  return { code, state: paused ? 'account paused' : 'account as before', next }
}

/** Shows that a paused account sends nothing, then tests it again; false when it is not paused. */
async function resumeIfPaused(room: Room, account: string, invoiceId: string): Promise<boolean> {
  if ((await room.accountNow(account)).paused === null) return false
  const mark = newMark()
  const sale = { token: randomUUID(), accountId: account, ...ASKED[room.provider], description: mark }
  const refused = await room.shop.refused('invoices.create', {
    ...sale,
    customerName: null,
    customerEmail: null,
  })
  expect(refused.code).toBe('ACCOUNT_PAUSED')
  expect(room.creates(mark)).toBe(0)
  const ref = (await room.shop.call('invoices.get', { id: invoiceId })).links[0]?.providerRef
  if (ref) {
    const before = room.requestsNaming(ref).length
    expect((await room.shop.refused('invoices.check', { id: invoiceId })).code).toBe('ACCOUNT_PAUSED')
    room.time.pass(60_000)
    expect(room.requestsNaming(ref)).toHaveLength(before)
  }
  await room.shop.call('accounts.test', { id: account })
  expect((await room.accountNow(account)).paused).toBeNull()
  return true
}

/** Where the provider named a time, shows that not even a person's check cuts it short; false when it named none. */
async function restIfNamed(room: Room, invoiceId: string, account: string): Promise<boolean> {
  if (!room.fault.order?.retryAfter) return false
  const other = await openSale(room, account)
  const ref = other.links[0]?.providerRef ?? ''
  const reads = () => room.requestsNaming(ref).length
  const refused = await room.shop.refused('invoices.check', { id: other.invoice.id })
  expect(['RATE_LIMITED', 'UNAVAILABLE']).toContain(refused.code)
  expect(reads()).toBe(0)
  room.time.pass(RETRY_AFTER_S * 1_000)
  const known = await room.shop.call('invoices.get', { id: invoiceId })
  if (known.links.some((link) => link.stage === 'live')) await untilAnswered(room, [other.invoice.id])
  return true
}

async function openSale(room: Room, account: string): Promise<InvoiceDetail> {
  const sold = await room.sell(account, newMark())
  expect(sold.invoice.status).toBe('open')
  return sold
}

/** Lets time pass until the watcher has a fresh answer about each of the sales. */
async function untilAnswered(room: Room, ids: readonly string[]): Promise<void> {
  const before = await detailsOf(room, ids)
  await until(
    () => detailsOf(room, ids),
    (all) => all.every((one, n) => one.links[0]?.lastError === null && isFresher(one, before[n], true)),
    () => room.time.pass(1_000),
  )
}

/** Waits until the watcher knows of so many open sales of an account, so that one question can be about all of them. */
async function untilWatched(room: Room, account: string, count: number): Promise<void> {
  await until(
    () => room.shop.call('watching.state', {}),
    (all) => {
      const open = all.find((one) => one.accountId === account)?.open
      return open !== undefined && open.young + open.hour + open.day + open.older >= count
    },
  )
}

function isFresher(now: InvoiceDetail, before: InvoiceDetail | undefined, orAnswered = false): boolean {
  if (orAnswered && before?.links[0]?.lastError !== null) return now.links[0]?.lastError === null
  return (now.links[0]?.checkedAt ?? 0) > (before?.links[0]?.checkedAt ?? 0)
}

async function detailsOf(room: Room, ids: readonly string[]): Promise<readonly InvoiceDetail[]> {
  return Promise.all(ids.map((id) => room.shop.call('invoices.get', { id })))
}

function untilStatus(room: Room, id: string, status: string): Promise<InvoiceDetail> {
  return until(
    () => room.shop.call('invoices.get', { id }),
    (one) => one.invoice.status === status,
  )
}

/** Pays a sale's link and shows that the money is found. */
async function payAndSee(room: Room, id: string): Promise<string> {
  const { links } = await room.shop.call('invoices.get', { id })
  const live = links.findLast((link) => link.stage === 'live')
  room.pay(live?.providerRef ?? '')
  const paid = await until(
    () => room.shop.call('invoices.get', { id }),
    (one) => ['paid', 'paid_late'].includes(one.invoice.status) && one.receipts.length === 1,
    () => room.time.pass(1_000),
  )
  return paid.invoice.status
}

let marks = 0
function newMark(): string {
  marks += 1
  return `sale-${marks}-${randomUUID().slice(0, 8)}`
}
