import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'

let folder: ReturnType<typeof temporaryFolder>
let stick: ReturnType<typeof temporaryFolder>
let app: TestApp

beforeEach(async () => {
  folder = temporaryFolder()
  stick = temporaryFolder()
  app = await startTestApp({ folder: folder.path, folderPath: stick.path })
})

afterEach(async () => {
  await app.app.close()
  folder.clean()
  stick.clean()
})

const sizes = () =>
  readdirSync(stick.path)
    .filter((name) => name.startsWith('live-') && !name.endsWith('.part'))
    .map((name) => [name, statSync(join(stick.path, name)).size])

it('in which a folder has the name of a backup gets all the others, and says that one is missing', async () => {
  for (let made = 0; made < 3; made++) await app.call('backups.make', {})
  const [, middle] = (await app.call('backups.view', {})).rows
  mkdirSync(join(stick.path, middle?.name ?? '', 'of somebody else'), { recursive: true })
  await app.call('backups.chooseFolder', {})
  const { second } = await eventually(async () => {
    const view = await app.call('backups.view', {})
    return view.second?.count === 2 && view.second.trouble !== null ? view : null
  })
  expect(second).toMatchObject({ trouble: 'NOT_A_DATABASE', awaySince: null })
  expect(readdirSync(join(stick.path, middle?.name ?? ''))).toEqual(['of somebody else'])
})

it('in which a backup or its witness was emptied gets it again', async () => {
  await app.call('backups.make', {})
  await app.call('backups.chooseFolder', {})
  await eventually(async () => (sizes().length === 2 ? true : null))
  const whole = sizes()
  for (const [name] of whole) {
    writeFileSync(join(stick.path, String(name)), '')
    await app.call('backups.chooseFolder', {})
    await eventually(async () => (isDeepStrictEqual(sizes(), whole) ? true : null))
  }
  rmSync(join(stick.path, String(whole[0]?.[0])))
  await app.call('backups.chooseFolder', {})
  await eventually(async () => (sizes().length === 2 ? true : null))
})
