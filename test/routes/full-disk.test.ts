import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from '../support/app/small-disk.ts'

let folder: ReturnType<typeof temporaryFolder>
let disk: SmallDisk | null = null
let shop: TestApp | null = null
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await shop?.app.close()
  shop = null
  disk?.clean()
  disk = null
  folder.clean()
})

async function open(path: string): Promise<TestApp> {
  shop = await startTestApp({ folder: path })
  return shop
}

async function close(): Promise<void> {
  await shop?.app.close()
  shop = null
}

async function sell(app: TestApp) {
  const accounts = await app.call('accounts.list', {})
  return app.envelope('invoices.create', {
    token: crypto.randomUUID(),
    accountId: accounts.find((one) => one.provider === 'daisy')?.id ?? '',
    currency: 'DAI',
    amount: '1',
    description: '',
    customerName: null,
    customerEmail: null,
  })
}

async function count(app: TestApp): Promise<number> {
  return (await app.call('app.overview', {})).invoiceCount
}

const problemOf = async (app: TestApp) => (await app.call('app.overview', {})).bookProblem

it('given the disk is full in use, a sale is refused, reading goes on, and with room the next one is made', async ({
  skip,
}) => {
  disk = smallDisk(join(folder.path, 'disk'), '4m')
  if (disk === null) return skip(NO_SMALL_DISK)
  const app = await open(disk.path)
  await app.call('book.switch', { kind: 'practice' })
  expect((await sell(app)).ok).toBe(true)
  disk.fill()
  // The journal has a little room of its own until it must grow.
  const refused = await eventually(async () => {
    const sold = await sell(app)
    return sold.ok ? null : sold
  })
  expect(refused.error.code).toBe('DISK_FULL')
  const before = await count(app)
  expect(before).toBeGreaterThan(0)
  expect((await sell(app)).ok).toBe(false)
  expect(await count(app)).toBe(before)
  disk.empty()
  expect((await sell(app)).ok).toBe(true)
  expect(await count(app)).toBe(before + 1)
})

it('given the disk is full at the start, the book is read, and written by itself when there is room', async ({
  skip,
}) => {
  disk = smallDisk(join(folder.path, 'disk'), '4m')
  if (disk === null) return skip(NO_SMALL_DISK)
  const first = await open(disk.path)
  await first.call('book.switch', { kind: 'practice' })
  for (let n = 0; n < 3; n++) expect((await sell(first)).ok).toBe(true)
  await close()
  disk.fill()
  const app = await open(disk.path)
  expect(await problemOf(app)).toMatchObject({ code: 'DISK_FULL', readable: true })
  expect(await count(app)).toBe(3)
  expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } })
  disk.empty()
  await eventually(async () => ((await problemOf(app)) === null ? true : null), 30_000)
  await eventually(async () => ((await sell(app)).ok ? true : null))
}, 60_000)

it('given the disk takes no writes at the start, the book is read and nothing of it is changed', async ({
  skip,
}) => {
  disk = smallDisk(join(folder.path, 'disk'), '4m')
  if (disk === null) return skip(NO_SMALL_DISK)
  const first = await open(disk.path)
  await first.call('book.switch', { kind: 'practice' })
  for (let n = 0; n < 3; n++) expect((await sell(first)).ok).toBe(true)
  await close()
  execFileSync('mount', ['-o', 'remount,ro', disk.path])
  try {
    const app = await open(disk.path)
    expect(await problemOf(app)).toMatchObject({ code: 'READ_ONLY', readable: true })
    expect(await count(app)).toBe(3)
    expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'READ_ONLY' } })
    await close()
  } finally {
    execFileSync('mount', ['-o', 'remount,rw', disk.path])
  }
  const again = await open(disk.path)
  expect(await problemOf(again)).toBeNull()
  expect((await sell(again)).ok).toBe(true)
})
