import { randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppFiles } from '../../src/main/app/files/app-files.ts'
import { appFiles, eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { backUp } from '../support/app/practice-till.ts'
import { type ChangingProxy, startChangingProxy } from '../support/shop/changing-proxy.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let proxy: ChangingProxy
let folder: ReturnType<typeof temporaryFolder>
let app: TestApp | null = null

beforeEach(async () => {
  server = await startPractice()
  proxy = await startChangingProxy(server.origins.daisy)
  folder = temporaryFolder()
})
afterEach(async () => {
  await app?.app.close()
  app = null
  folder.clean()
  await proxy.close()
  await server.close()
})

const PASSPHRASE = 'four plain words here'
const bookPath = () => join(folder.path, 'live.sqlite')

async function start(files: AppFiles = appFiles(folder.path)): Promise<TestApp> {
  await app?.app.close()
  const providerOrigins = { ...server.origins, daisy: proxy.url }
  app = await startTestApp({ folder: folder.path, files, providerOrigins })
  return app
}

async function sell(till: TestApp, accountId: string): Promise<string> {
  const { invoice } = await till.call('invoices.create', {
    ...{ token: randomUUID(), accountId, currency: 'DAI', amount: '10' },
    ...{ description: '', customerName: null, customerEmail: null },
  })
  return eventually(async () => {
    const { links } = await till.call('invoices.get', { id: invoice.id })
    return links[0]?.providerRef ?? null
  })
}

/** A computer whose book is lost, with a backup that lacks one sale. */
async function lost() {
  const till = await start()
  await till.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  const { id: accountId } = await till.call('accounts.add', {
    ...{ provider: 'daisy', label: 'My daisy', settings: {} },
    credentials: { ...server.practice.credentials.daisy },
  })
  const name = await backUp(till)
  const ref = await sell(till, accountId)
  await till.app.close()
  app = null
  for (const end of ['', '-wal', '-shm']) rmSync(`${bookPath()}${end}`, { force: true })
  return { name, accountId, ref }
}

const read = (till: TestApp) =>
  eventually(async () => {
    const one = (await till.call('backups.askedBack', {}))?.accounts[0]
    return one?.state === 'read' ? one : null
  })

it('a list that bears an absurd number is told all the same, and its link is taken in under one of this till', async () => {
  const { name, accountId, ref } = await lost()
  proxy.change({ from: 'ref:CF-000001', to: `ref:CF-${'1'.repeat(60)}` })
  const till = await start()
  await till.call('backups.restore', { name })
  await till.call('vault.unlock', { passphrase: PASSPHRASE })
  expect(await read(till)).toMatchObject({ foundCount: 1, found: [{ ref, number: null }] })
  expect((await till.call('backups.takeIn', { accountId, ref })).number).toMatch(/^CF-\d{6}$/)
})

it('a link that asks for nothing becomes no sale', async () => {
  const { name, accountId, ref } = await lost()
  proxy.change({ from: '"10000000000000000000"', to: '"0"' })
  const till = await start()
  await till.call('backups.restore', { name })
  await till.call('vault.unlock', { passphrase: PASSPHRASE })
  expect((await read(till)).foundCount).toBe(1)
  expect((await till.refused('backups.takeIn', { accountId, ref })).code).toBe('CONFLICT')
})

it('what is asked back is noted before the restore counts as done, so that a kill in between loses none of it', async () => {
  const { name } = await lost()
  const files = appFiles(folder.path)
  const { settings } = files.stores
  const isUnderWay: Record<string, boolean> = {}
  const set: typeof settings.set = (key, value) => {
    isUnderWay[key] ??= existsSync(`${bookPath()}.restore.json`)
    settings.set(key, value)
  }
  const till = await start({ ...files, stores: { ...files.stores, settings: { ...settings, set } } })
  await till.call('backups.restore', { name })
  expect(isUnderWay).toMatchObject({ 'news-live': true, 'askedBack-live': true })
  expect(existsSync(`${bookPath()}.restore.json`)).toBe(false)
})
