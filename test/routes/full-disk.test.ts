import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { eventually, type TestApp } from '../support/app/host.ts'
import { countSales, practiceTill, sell } from '../support/app/practice-till.ts'
import { NO_SMALL_DISK, type SmallDisk, smallDisk } from '../support/app/small-disk.ts'

const till = practiceTill()
let disk: SmallDisk | null = null
afterEach(async () => {
  await till.close()
  disk?.clean()
  disk = null
})

const problemOf = async (app: TestApp) => (await app.call('app.overview', {})).bookProblem

it('given the disk is full in use, a sale is refused, reading goes on, and with room the next one is made', async ({
  skip,
}) => {
  disk = smallDisk(join(till.path, 'disk'), '4m')
  if (disk === null) return skip(NO_SMALL_DISK)
  const app = await till.open(disk.path)
  expect((await sell(app)).ok).toBe(true)
  disk.fill()
  // The journal has a little room of its own until it must grow.
  const refused = await eventually(async () => {
    const sold = await sell(app)
    return sold.ok ? null : sold
  })
  expect(refused.error.code).toBe('DISK_FULL')
  const before = await countSales(app)
  expect(before).toBeGreaterThan(0)
  expect((await sell(app)).ok).toBe(false)
  expect(await countSales(app)).toBe(before)
  disk.empty()
  expect((await sell(app)).ok).toBe(true)
  expect(await countSales(app)).toBe(before + 1)
})

it('given the disk is full at the start, the book is read, and written by itself when there is room', async ({
  skip,
}) => {
  disk = smallDisk(join(till.path, 'disk'), '4m')
  if (disk === null) return skip(NO_SMALL_DISK)
  const first = await till.open(disk.path)
  for (let n = 0; n < 3; n++) expect((await sell(first)).ok).toBe(true)
  await till.close()
  disk.fill()
  const app = await till.open(disk.path)
  expect(await problemOf(app)).toMatchObject({ code: 'DISK_FULL', readable: true })
  expect(await countSales(app)).toBe(3)
  expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'DISK_FULL' } })
  disk.empty()
  await eventually(async () => ((await problemOf(app)) === null ? true : null), 30_000)
  await eventually(async () => ((await sell(app)).ok ? true : null))
}, 60_000)

it('given the disk takes no writes at the start, the book is read and nothing of it is changed', async ({
  skip,
}) => {
  disk = smallDisk(join(till.path, 'disk'), '4m')
  if (disk === null) return skip(NO_SMALL_DISK)
  const first = await till.open(disk.path)
  for (let n = 0; n < 3; n++) expect((await sell(first)).ok).toBe(true)
  await till.close()
  execFileSync('mount', ['-o', 'remount,ro', disk.path])
  try {
    const app = await till.open(disk.path)
    expect(await problemOf(app)).toMatchObject({ code: 'READ_ONLY', readable: true })
    expect(await countSales(app)).toBe(3)
    expect(await sell(app)).toMatchObject({ ok: false, error: { code: 'READ_ONLY' } })
    await till.close()
  } finally {
    execFileSync('mount', ['-o', 'remount,rw', disk.path])
  }
  const again = await till.open(disk.path)
  expect(await problemOf(again)).toBeNull()
  expect((await sell(again)).ok).toBe(true)
})
