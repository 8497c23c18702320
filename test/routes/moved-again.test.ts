import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/app/host.ts'
import { type Computer, computers, PASSPHRASE, sellFor } from '../support/app/two-computers.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let all: ReturnType<typeof computers>
let a: Computer
beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())
beforeEach(async () => {
  folder = temporaryFolder()
  all = computers(folder.path, server)
  a = await all.start('a')
  await a.app.call('accounts.add', {
    ...{ provider: 'ocpay', label: 'Shop', settings: {} },
    credentials: { ...server.practice.credentials.ocpay },
  })
  await sellFor(a.app, 'ocpay')
})
afterEach(async () => {
  await all.close()
  folder.clean()
})

/** Opens a file of another computer, and sells there; gives the number. */
async function soldOn(name: string, file: string): Promise<string> {
  const { app } = await all.start(name, file)
  await app.call('backups.openFile', {})
  await app.call('moving.open', { passphrase: null })
  const [account] = await app.call('accounts.list', {})
  const credentials = { ...server.practice.credentials.ocpay }
  await app.envelope('vault.unlock', { passphrase: PASSPHRASE })
  if (!account?.hasKey) {
    await app.envelope('vault.createPassphrase', { passphrase: PASSPHRASE })
    await app.call('accounts.replaceKey', { id: account?.id ?? '', credentials })
  }
  return (await sellFor(app, 'ocpay')).number
}

/** Loses the book of the first computer, and begins another there. */
async function beginAnew(): Promise<void> {
  await all.close()
  const books = join(folder.path, 'a')
  for (const name of readdirSync(books)) if (name.startsWith('live.sqlite')) rmSync(join(books, name))
  a = await all.start('a')
  await a.app.call('book.beginNew', {})
}

describe('no number is given by two computers', () => {
  it('where the first goes back to a backup from before the file, and makes another file', async () => {
    await a.app.call('backups.make', {})
    const [row] = (await a.app.call('backups.view', {})).rows
    await a.app.call('moving.make', { passphrase: null })
    const first = await soldOn('b', a.file)
    await a.app.call('backups.restore', { name: row?.name ?? '' })
    await a.app.call('moving.make', { passphrase: null })
    expect([first, await soldOn('c', a.file)]).toEqual(['CFA-000001', 'CFB-000001'])
  })

  it('where the first loses its book, begins another, and makes a file of that', async () => {
    await a.app.call('moving.make', { passphrase: null })
    const first = await soldOn('b', a.file)
    await beginAnew()
    await a.app.call('moving.make', { passphrase: null })
    const { app } = await all.start('c', a.file)
    await app.call('backups.openFile', {})
    const { tillCode } = await app.call('moving.open', { passphrase: null })
    expect([first, tillCode]).toEqual(['CFA-000001', 'CFB'])
  })

  it('where the first loses its book, begins another, and then opens the file it made for the second', async () => {
    await a.app.call('moving.make', { passphrase: null })
    const made = readFileSync(a.file)
    const first = await soldOn('b', a.file)
    await beginAnew()
    writeFileSync(a.file, made)
    const second = await soldOn('a', a.file)
    expect(first).toBe('CFA-000001')
    expect(second).toMatch(/^CF2-/)
  })

  it('where one file is opened on the second twice', async () => {
    await a.app.call('moving.make', { passphrase: null })
    const first = await soldOn('b', a.file)
    const second = await soldOn('b', a.file)
    expect(first).toBe('CFA-000001')
    expect(second).toMatch(/^CFA-/)
    expect(second).not.toBe(first)
  })
})

it('a till that sells no more stays so where it is said again from a window that is behind', async () => {
  const { id } = await sellFor(a.app, 'ocpay')
  await a.app.call('moving.make', { passphrase: null })
  await a.app.call('moving.stop', {})
  await a.app.call('invoices.note', { id, text: 'called' })
  expect(await a.app.refused('moving.stop', {})).toMatchObject({ code: 'FILE_BEHIND' })
  expect((await a.app.call('app.overview', {})).moved).not.toBeNull()
})

describe('the file lacks what a person did after it was made, and selling goes on', () => {
  it.each([
    [
      'a link that stays',
      async () => {
        await a.app.call('accounts.add', {
          ...{ provider: 'oneshotpay', label: 'Gifts', settings: {} },
          credentials: { ...server.practice.credentials.oneshotpay },
        })
        await a.app.call('moving.make', { passphrase: null })
        const { id } = (await a.app.call('accounts.list', {})).find(({ label }) => label === 'Gifts') ?? {
          id: '',
        }
        await a.app.call('standing.make', {
          ...{ token: crypto.randomUUID(), accountId: id, itemId: null },
          ...{ name: 'Donations', currency: 'USD', amount: '5' },
        })
      },
    ],
    [
      'another account',
      async () => {
        await a.app.call('moving.make', { passphrase: null })
        await a.app.call('accounts.add', {
          ...{ provider: 'oneshotpay', label: 'Gifts', settings: {} },
          credentials: { ...server.practice.credentials.oneshotpay },
        })
      },
    ],
  ])('%s', async (_, act) => {
    await act()
    expect(await a.app.refused('moving.stop', {})).toMatchObject({ code: 'FILE_BEHIND' })
    expect((await a.app.call('app.overview', {})).moved).toBeNull()
    await a.app.call('moving.make', { passphrase: null })
    await a.app.call('moving.stop', {})
    expect((await a.app.call('app.overview', {})).moved).not.toBeNull()
  })
})
