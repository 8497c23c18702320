import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'

let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp | null = null
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await shop?.app.close()
  shop = null
  folder.clean()
})

async function open(): Promise<TestApp> {
  shop = await startTestApp({ folder: folder.path })
  return shop
}

async function close(): Promise<void> {
  await shop?.app.close()
  shop = null
}

/** Takes the live book's files away, as a person tidying up might; the answer puts them back. */
function takeBookAway(): () => void {
  const away = join(folder.path, 'away')
  mkdirSync(away)
  const files = readdirSync(folder.path).filter((name) => name.startsWith('live.sqlite'))
  for (const name of files) renameSync(join(folder.path, name), join(away, name))
  return () => {
    for (const name of files) renameSync(join(away, name), join(folder.path, name))
  }
}

it('a book whose file is gone is not begun anew in silence, and opens again when the file is back', async () => {
  await open()
  await close()
  const putBack = takeBookAway()
  const bare = await open()
  const overview = await bare.call('app.overview', {})
  expect(overview.bookProblem?.code).toBe('DATA_MISSING')
  expect(readdirSync(folder.path).some((name) => name.startsWith('live.sqlite'))).toBe(false)
  expect((await bare.refused('accounts.list', {})).code).toBe('DATA_MISSING')
  expect((await bare.refused('book.switch', { kind: 'live' })).code).toBe('DATA_MISSING')

  putBack()
  expect((await bare.call('book.switch', { kind: 'live' })).kind).toBe('live')
  expect((await bare.call('app.overview', {})).bookProblem).toBeNull()
})

it('the practice book has its own file, numbers and accounts, and nothing of it is in the live book', async () => {
  const app = await open()
  expect(await app.call('accounts.list', {})).toEqual([])
  const practice = await app.call('book.switch', { kind: 'practice' })
  expect(practice).toMatchObject({ kind: 'practice', tillCode: 'PR' })
  const accounts = await app.call('accounts.list', {})
  expect(accounts.map((one) => one.provider).sort()).toEqual(['daisy', 'ocpay', 'oneshotpay', 'oxapay'])
  const daisy = accounts.find((one) => one.provider === 'daisy')
  const sale = await app.call('invoices.create', {
    token: crypto.randomUUID(),
    accountId: daisy?.id ?? '',
    currency: 'DAI',
    amount: '1',
    description: '',
    customerName: null,
    customerEmail: null,
  })
  expect(sale.invoice.number).toBe('PR-000001')
  await app.call('book.switch', { kind: 'live' })
  expect((await app.refused('invoices.get', { id: sale.invoice.id })).code).toBe('NOT_FOUND')
  expect((await app.refused('practice.pay', { invoiceId: sale.invoice.id, amount: null })).code).toBe(
    'NOT_PRACTICE',
  )
})

it('the practice book and its simulated providers are still there after a restart', async () => {
  const first = await open()
  await first.call('book.switch', { kind: 'practice' })
  const [account] = await first.call('accounts.list', {})
  const sale = await first.call('invoices.create', {
    token: crypto.randomUUID(),
    accountId: account?.id ?? '',
    ...{ currency: account?.currencies[0]?.currency ?? '', amount: '10' },
    description: '',
    customerName: null,
    customerEmail: null,
  })
  await expect
    .poll(async () => (await first.call('invoices.get', { id: sale.invoice.id })).invoice.status)
    .toBe('open')
  await close()

  const again = await open()
  expect((await again.call('app.overview', {})).book.kind).toBe('practice')
  await again.call('practice.pay', { invoiceId: sale.invoice.id, amount: null })
  await expect
    .poll(async () => (await again.call('invoices.get', { id: sale.invoice.id })).invoice.status)
    .toBe('paid')
})

it('a till whose settings are lost is no new one: its book says that it was set up, and practice keeps its accounts', async () => {
  const first = await open()
  await first.call('accounts.add', {
    ...{ provider: 'ocpay', label: 'Kept', credentials: { apiKey: 'a key of no worth' }, settings: {} },
  })
  await first.call('book.switch', { kind: 'practice' })
  const accounts = await first.call('accounts.list', {})
  await first.call('book.switch', { kind: 'live' })
  await close()
  for (const name of ['settings', 'vault', 'practice'])
    rmSync(join(folder.path, `${name}.json`), { force: true })

  const again = await open()
  expect((await again.call('app.overview', {})).settings.setupDone).toBe(true)
  expect((await again.call('accounts.list', {})).map((one) => one.hasKey)).toEqual([false])
  await again.call('book.switch', { kind: 'practice' })
  const ids = (await again.call('accounts.list', {})).map((one) => one.id)
  expect(ids).toEqual(accounts.map((one) => one.id))
})

it('a till that nothing was done at is still a new one after a restart', async () => {
  await open()
  await close()
  expect((await (await open()).call('app.overview', {})).settings.setupDone).toBe(false)
})
