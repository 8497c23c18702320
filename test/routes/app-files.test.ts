import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from '../support/app/small-disk.ts'

let folder: ReturnType<typeof temporaryFolder>
const disks: SmallDisk[] = []
let shop: TestApp | null = null
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await close()
  for (const disk of disks.splice(0)) disk.clean()
  folder.clean()
})

async function open(path = folder.path): Promise<TestApp> {
  shop = await startTestApp({ folder: path })
  return shop
}

async function close(): Promise<void> {
  await shop?.app.close()
  shop = null
}

function diskAt(path: string, size: string, skip: (reason: string) => never): SmallDisk {
  const disk = smallDisk(path, size)
  if (disk === null) return skip(NO_SMALL_DISK)
  disks.push(disk)
  return disk
}

const CREDENTIALS = { apiKey: 'a key of no worth' }
const ACCOUNT = { provider: 'ocpay', label: 'Till', credentials: CREDENTIALS, settings: {} } as const
const PASSPHRASE = 'four words are enough'

it('a damaged vault is told until it was read; a key is taken once there is a passphrase, and stays', async () => {
  const first = await open()
  await first.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  await first.call('accounts.add', ACCOUNT)
  await close()
  truncateSync(join(folder.path, 'vault.json'), 90)

  const again = await open()
  const { fileNotices, vault } = await again.call('app.overview', {})
  expect(fileNotices).toMatchObject([{ file: 'vault', what: 'damaged' }])
  expect(readFileSync(fileNotices[0]?.path ?? '').length).toBe(90)
  expect(vault).toEqual({ kind: 'memoryOnly', reason: 'kept_before' })
  expect((await again.refused('accounts.add', ACCOUNT)).code).toBe('VAULT_UNAVAILABLE')
  expect((await again.call('accounts.list', {})).map((one) => one.hasKey)).toEqual([false])
  await again.call('files.dismiss', {})
  await again.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  await again.call('accounts.add', ACCOUNT)
  await close()

  const last = await open()
  expect((await last.call('app.overview', {})).fileNotices).toEqual([])
  await last.call('vault.unlock', { passphrase: PASSPHRASE })
  expect((await last.call('accounts.list', {})).map((one) => one.hasKey)).toEqual([false, true])
})

it('a vault that cannot be written takes no key, says why, and the book is open', async ({ skip }) => {
  diskAt(join(folder.path, 'vault.json'), '64k', skip)
  const app = await open()
  expect((await app.call('app.overview', {})).fileNotices).toMatchObject([{ file: 'vault', what: 'blocked' }])
  expect((await app.refused('accounts.add', ACCOUNT)).code).toBe('FILE_BLOCKED')
  expect((await app.refused('vault.createPassphrase', { passphrase: PASSPHRASE })).code).toBe('FILE_BLOCKED')
  expect(await app.call('accounts.list', {})).toEqual([])
})

it('settings that cannot be written hold until the app closes, and each change says so', async ({ skip }) => {
  diskAt(join(folder.path, 'settings.json'), '64k', skip)
  const app = await open()
  expect((await app.refused('settings.set', { cashier: 'Samira' })).code).toBe('NOT_KEPT')
  expect((await app.call('app.overview', {})).settings.cashier).toBe('Samira')
  expect((await app.call('book.switch', { kind: 'practice' })).kind).toBe('practice')
  await close()
  const again = await open()
  expect((await again.call('app.overview', {})).settings.cashier).toBe('')
})

it('a start on a full disk is a start: it says that the disk is full', async ({ skip }) => {
  const disk = diskAt(join(folder.path, 'disk'), '4m', skip)
  await (await open(disk.path)).call('settings.set', { cashier: 'Samira' })
  await close()
  disk.fill()
  const full = await open(disk.path)
  const overview = await full.call('app.overview', {})
  expect(overview.settings.cashier).toBe('Samira')
  expect(overview.fileNotices).toMatchObject([{ file: 'folder', what: 'full' }])
  expect((await full.refused('settings.set', { cashier: 'x'.repeat(60) })).code).toBe('NOT_KEPT')
  disk.empty()
  expect((await full.call('settings.set', { cashier: 'Omar' })).cashier).toBe('Omar')
  expect((await full.call('book.switch', { kind: 'live' })).kind).toBe('live')
})

it('a practice sale goes on where the memory of its providers cannot be written', async ({ skip }) => {
  diskAt(join(folder.path, 'practice.json'), '64k', skip)
  const app = await open()
  await app.call('book.switch', { kind: 'practice' })
  const [account] = await app.call('accounts.list', {})
  const sale = await app.call('invoices.create', {
    token: crypto.randomUUID(),
    accountId: account?.id ?? '',
    ...{ currency: account?.currencies[0]?.currency ?? '', amount: '10' },
    ...{ description: '', customerName: null, customerEmail: null },
  })
  const status = async () => (await app.call('invoices.get', { id: sale.invoice.id })).invoice.status
  await expect.poll(status).toBe('open')
  await app.call('practice.pay', { invoiceId: sale.invoice.id, amount: null })
  await expect.poll(status).toBe('paid')
})

it.each([
  '{"snapshot":{"version":1,"clockOffsetMs":0,"payments":[],"credentials":{},"daisy":{},"oneshotpay":{},"ocpay":{},"oxapay":{}}}',
  '{"snapshot":{"version":1}}',
  '{"snapshot":[null]}',
])('a practice memory that is %s stops no start, and practice begins anew', async (text) => {
  writeFileSync(join(folder.path, 'practice.json'), text)
  const app = await open()
  expect((await app.call('app.overview', {})).fileNotices).toMatchObject([{ file: 'practice' }])
  await app.call('book.switch', { kind: 'practice' })
  expect(await app.call('accounts.list', {})).toHaveLength(4)
})

it('all four files as folders at once: the app starts, and all are told, the keys first', async () => {
  for (const name of ['settings', 'vault', 'practice', 'window']) mkdirSync(join(folder.path, `${name}.json`))
  const app = await open()
  const told = (await app.call('app.overview', {})).fileNotices.map(({ file }) => file)
  expect(told).toEqual(['vault', 'settings', 'practice', 'window'])
  expect(readdirSync(folder.path).filter((name) => name.includes('.unreadable-'))).toHaveLength(4)
})
