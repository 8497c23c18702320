import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { eventually, type TestApp } from '../support/app/host.ts'
import { mountAt } from '../support/app/mounts.ts'
import { filesIn, ownTill } from '../support/app/own-till.ts'
import { problem } from '../support/app/practice-till.ts'
import { NO_SMALL_DISK } from '../support/app/small-disk.ts'

const own = ownTill()

const second = async (app: TestApp) => (await app.call('backups.view', {})).second
const hasCopies = (app: TestApp, count: number) =>
  eventually(async () => ((await second(app))?.count === count ? true : null))
const isAway = (app: TestApp) => eventually(async () => ((await second(app))?.awaySince ? true : null))

/** Starts the app with a second folder that has got one backup. */
async function withCopy(stick: string): Promise<TestApp> {
  const app = await own.start({ folderPath: stick })
  await app.call('backups.chooseFolder', {})
  await app.call('backups.make', {})
  await hasCopies(app, 1)
  return app
}

it('a second folder whose disk is not mounted is away, though an empty folder lies at its path, and gets nothing until it is back', async ({
  skip,
}) => {
  const disk = own.another()
  const stick = own.another()
  const unmount = mountAt(disk, stick)
  if (unmount === null) return skip(NO_SMALL_DISK)
  const app = await withCopy(stick)
  await unmount()
  await app.call('backups.make', {})
  await isAway(app)
  expect(await second(app)).toMatchObject({ trouble: 'FOLDER_GONE' })
  expect(readdirSync(stick)).toEqual([])
  const again = mountAt(disk, stick)
  if (again) own.afterwards(again)
  await app.call('backups.make', {})
  await hasCopies(app, 3)
  expect(await second(app)).toMatchObject({ trouble: null, awaySince: null })
})

it('a second folder that its owner has emptied is filled again once he has chosen it again', async () => {
  const stick = own.another()
  const app = await withCopy(stick)
  for (const name of readdirSync(stick)) rmSync(join(stick, name))
  writeFileSync(join(stick, 'desktop.ini'), '')
  await app.call('backups.make', {})
  await isAway(app)
  expect(readdirSync(stick)).toEqual(['desktop.ini'])
  await app.call('backups.chooseFolder', {})
  await hasCopies(app, 2)
})

it('a second folder that may only be read is told with its reason, and a backup there can be gone back to', async ({
  skip,
}) => {
  const stick = own.another()
  const app = await withCopy(stick)
  const unmount = mountAt(stick, stick, ['ro'])
  if (unmount === null) return skip(NO_SMALL_DISK)
  own.afterwards(unmount)
  rmSync(join(own.path, 'backups'), { recursive: true })
  await app.call('backups.make', {})
  await eventually(async () => ((await second(app))?.trouble ? true : null))
  expect(await second(app)).toMatchObject({ trouble: 'READ_ONLY', awaySince: null, count: 1 })
  const away = (await app.call('backups.view', {})).rows.find(({ here }) => !here)
  await app.call('backups.restore', { name: away?.name ?? '' })
  expect(await problem(app)).toBeNull()
})

it('backups and all that is kept can be read by their person alone, whatever the computer gives new files', async ({
  skip,
}) => {
  if (process.platform === 'win32') return skip('Windows has no such modes')
  const before = process.umask(0)
  own.afterwards(() => void process.umask(before))
  const stick = own.another()
  const app = await withCopy(stick)
  const [row] = (await app.call('backups.view', {})).rows
  await app.call('backups.restore', { name: row?.name ?? '' })
  expect(await problem(app)).toBeNull()
  const all = [stick, join(own.path, 'backups'), join(own.path, 'kept')].flatMap(filesIn)
  expect(all.length).toBeGreaterThan(6)
  expect(all.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([])
})
