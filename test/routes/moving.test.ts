import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { numbersIn, problem } from '../support/app/practice-till.ts'
import { type Computer, computers, KEYS, PASSPHRASE, sellFor, zipText } from '../support/app/two-computers.ts'
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
  for (const provider of KEYS)
    await a.app.call('accounts.add', {
      ...{ provider, label: provider, settings: {} },
      credentials: { ...server.practice.credentials[provider] },
    })
})
afterEach(async () => {
  await all.close()
  folder.clean()
})

const moved = async ({ app }: Computer) => (await app.call('app.overview', {})).moved
const isPaid = (app: TestApp, id: string) =>
  eventually(async () => {
    await app.envelope('invoices.check', { id })
    return (await app.call('invoices.get', { id })).invoice.status === 'paid' ? true : null
  })

describe('a book that moves to another computer', () => {
  it('is sold into there under a code of its own, with its settings and keys, and no longer here; no number is given twice', async () => {
    await a.app.call('settings.set', { cashier: 'Samira', theme: 'dark', quickAmounts: { DZD: ['500'] } })
    const { bookId } = await a.app.call('lists.kept', {})
    const view = {
      id: 'a-view-of-a',
      name: 'October ☕',
      choice: { search: 'nadia' },
      sort: null,
      accounts: [],
    }
    await a.app.call('lists.saveViews', { bookId, views: { invoices: [view], receipts: [] } })
    const waiting = await sellFor(a.app, 'oneshotpay')
    await sellFor(a.app, 'ocpay')
    const made = await a.app.call('moving.make', { passphrase: PASSPHRASE })
    expect(made).toEqual({
      ...{ name: 'moving.counterfoil', sales: 2, keys: KEYS.length },
      ...{ at: expect.any(Number), bytes: expect.any(Number) },
    })
    expect(await a.app.call('moving.view', {})).toEqual({ making: null, made, opened: null })
    await a.app.call('moving.stop', {})
    expect(await moved(a)).toEqual({ at: expect.any(Number), file: 'moving.counterfoil' })

    const b = await all.start('b', a.file)
    const found = await b.app.call('backups.openFile', {})
    expect(found).toMatchObject({ kind: 'found', sales: 2, keys: KEYS.length, name: 'moving.counterfoil' })
    expect(await b.app.refused('moving.open', { passphrase: 'four words or mort' })).toMatchObject({
      code: 'WRONG_PASSPHRASE',
    })
    expect([await numbersIn(b.app), await b.app.call('accounts.list', {})]).toEqual([[], []])
    expect(await b.app.call('moving.open', { passphrase: PASSPHRASE })).toMatchObject({ tillCode: 'CFA' })
    expect(await problem(b.app)).toBeNull()
    expect(await numbersIn(b.app)).toEqual(['CF-000001', 'CF-000002'])
    expect((await b.app.call('moving.view', {})).opened).toMatchObject({
      ...{ name: 'moving.counterfoil', sales: 2, tillCode: 'CFA' },
      keys: { added: KEYS.length, had: 0, failed: null },
    })
    expect((await b.app.call('app.overview', {})).settings).toMatchObject({
      ...{ cashier: 'Samira', theme: 'dark', quickAmounts: { DZD: ['500'] }, setupDone: true },
    })
    expect(await b.app.call('lists.kept', {})).toMatchObject({
      ...{ bookId, left: null, views: { invoices: [view], receipts: [] } },
    })
    // A key that came along is used like any other: the provider makes a link with it, and tells of the money.
    const there = await sellFor(b.app, 'ocpay')
    await server.control('pay', { provider: 'oneshotpay', ref: waiting.ref })
    await isPaid(b.app, waiting.id)
    expect(there.number).toBe('CFA-000001')

    // What is open here is watched here too, and nothing new is asked for.
    await isPaid(a.app, waiting.id)
    const sale = { token: crypto.randomUUID(), ...(await all.sale(a.app, 'ocpay')) }
    expect(await a.app.refused('invoices.create', sale)).toMatchObject({ code: 'MOVED' })
    expect(await a.app.refused('invoices.relink', { id: waiting.id })).toMatchObject({ code: 'MOVED' })
    expect(await a.app.refused('invoices.linkForRemainder', { id: waiting.id })).toMatchObject({
      code: 'MOVED',
    })
    a = await all.start('a')
    expect(await moved(a)).not.toBeNull()
    await a.app.call('moving.sellAgain', {})
    expect(await moved(a)).toBeNull()
    const here = await sellFor(a.app, 'oneshotpay')
    expect(Number(here.number.slice(3))).toBeGreaterThan(2)
    expect(here.number).toMatch(/^CF-/)
  })

  it('takes along nothing of this computer, and no key in the clear', async () => {
    const stick = join(folder.path, 'stick')
    mkdirSync(stick)
    await a.app.call('moving.make', { passphrase: PASSPHRASE })
    const bytes = readFileSync(a.file).toString('latin1')
    for (const provider of KEYS)
      for (const secret of Object.values(server.practice.credentials[provider]))
        if (secret.length > 12) expect(bytes.includes(secret)).toBe(false)
    const { settings, ...rest } = JSON.parse(await zipText(a.file, 'settings.json'))
    expect(rest).toEqual({ version: 1, till: 'CFA', views: { invoices: [], receipts: [] } })
    expect(Object.keys(settings).toSorted()).toEqual([
      ...['cashier', 'digits', 'language', 'lastAccountId', 'quickAmounts'],
      ...['scanner', 'sound', 'theme', 'volume'],
    ])
    expect((await zipText(a.file, 'README.txt')).trim().split('\n')).toHaveLength(3)
  })

  it('goes without keys where none were asked for, and is opened without those that are in it', async () => {
    await sellFor(a.app, 'ocpay')
    await a.app.call('moving.make', { passphrase: null })
    await expect(zipText(a.file, 'keys.json')).rejects.toThrow()
    await a.app.call('moving.make', { passphrase: PASSPHRASE })
    const b = await all.start('b', a.file)
    await b.app.call('backups.openFile', {})
    await b.app.call('moving.open', { passphrase: null })
    expect((await b.app.call('accounts.list', {})).map(({ hasKey }) => hasKey)).toEqual(KEYS.map(() => false))
    // The second file has a code of its own, for the first may be opened elsewhere.
    expect((await b.app.call('app.overview', {})).book.tillCode).toBe('CFB')
    const [account] = await b.app.call('accounts.list', {})
    await b.app.call('vault.createPassphrase', { passphrase: PASSPHRASE })
    const typed = { ...server.practice.credentials[account?.provider ?? 'daisy'] }
    await b.app.call('accounts.replaceKey', { id: account?.id ?? '', credentials: typed })
    expect((await b.app.call('accounts.list', {}))[0]).toMatchObject({ hasKey: true })
  })

  it('of which nothing was sold yet is sold into on both computers under codes of their own', async () => {
    await a.app.call('moving.make', { passphrase: PASSPHRASE })
    const b = await all.start('b', a.file)
    await b.app.call('backups.openFile', {})
    await b.app.call('moving.open', { passphrase: PASSPHRASE })
    expect((await sellFor(b.app, 'ocpay')).number).toBe('CFA-000001')
    expect((await sellFor(a.app, 'ocpay')).number).toBe('CF-000001')
  })

  it('is opened on two more computers from two files, and every till has a code of its own', async () => {
    const codes = ['CF']
    const next = async (from: Computer, name: string) => {
      await from.app.call('moving.make', { passphrase: null })
      const to = await all.start(name, from.file)
      await to.app.call('backups.openFile', {})
      codes.push((await to.app.call('moving.open', { passphrase: null })).tillCode)
      return to
    }
    const b = await next(a, 'b')
    await next(a, 'c')
    await next(b, 'd')
    await next(a, 'e')
    expect(codes).toEqual(['CF', 'CFA', 'CFB', 'CFAA', 'CFC'])
  })

  it('comes back to the first computer with what was sold since, and is sold into there again under its own code', async () => {
    await sellFor(a.app, 'ocpay')
    await a.app.call('moving.make', { passphrase: PASSPHRASE })
    await a.app.call('moving.stop', {})
    const b = await all.start('b', a.file)
    await b.app.call('backups.openFile', {})
    await b.app.call('moving.open', { passphrase: PASSPHRASE })
    await sellFor(b.app, 'ocpay')
    await b.app.call('moving.make', { passphrase: null })
    await b.app.call('moving.stop', {})
    a = await all.start('a', b.file)
    await a.app.call('backups.openFile', {})
    await a.app.call('moving.open', { passphrase: null })
    expect(await moved(a)).toBeNull()
    expect(await numbersIn(a.app)).toEqual(['CF-000001', 'CFA-000001'])
    const again = await sellFor(a.app, 'ocpay')
    expect(again.number).toMatch(/^CF-0000(5[1-9]|[6-9]\d)$/)
  })
})

describe('the decision not to sell here any more', () => {
  it('waits for a file that holds all of the book', async () => {
    expect(await a.app.refused('moving.stop', {})).toMatchObject({ code: 'CONFLICT' })
    await a.app.call('moving.make', { passphrase: null })
    const { id } = await sellFor(a.app, 'ocpay')
    expect(await a.app.refused('moving.stop', {})).toMatchObject({
      code: 'FILE_BEHIND',
      params: { count: 1 },
    })
    expect(await moved(a)).toBeNull()
    await a.app.call('moving.make', { passphrase: null })
    await a.app.call('invoices.note', { id, text: 'called' })
    expect(await a.app.refused('moving.stop', {})).toMatchObject({ code: 'FILE_BEHIND' })
    await a.app.call('moving.make', { passphrase: null })
    await a.app.call('moving.stop', {})
    expect(await moved(a)).not.toBeNull()
  })

  it('waits for a sale that is being written down', async () => {
    await sellFor(a.app, 'ocpay')
    await a.app.call('moving.make', { passphrase: null })
    const sale = { token: crypto.randomUUID(), ...(await all.sale(a.app, 'ocpay')) }
    const [sold, stopped] = await Promise.all([
      a.app.envelope('invoices.create', sale),
      a.app.envelope('moving.stop', {}),
    ])
    // Either the sale came first and the file lacks it, or it was not made.
    expect([sold.ok, stopped.ok].filter(Boolean)).toHaveLength(1)
    if (sold.ok) expect(await moved(a)).toBeNull()
  })

  it('holds for the book, whatever backup is put in its place, and not for another book', async () => {
    await sellFor(a.app, 'ocpay')
    await a.app.call('moving.make', { passphrase: null })
    await a.app.call('moving.stop', {})
    const [row] = (await a.app.call('backups.view', {})).rows
    await a.app.call('backups.restore', { name: row?.name ?? '' })
    expect(await moved(a)).not.toBeNull()
    await all.close()
    rmSync(join(folder.path, 'a', 'live.sqlite'))
    a = await all.start('a')
    await a.app.call('book.beginNew', {})
    expect(await moved(a)).toBeNull()
  })

  it('ends the asking about links that stay, whose payments become sales', async () => {
    const account = (await a.app.call('accounts.list', {})).find(({ provider }) => provider === 'oneshotpay')
    const link = await a.app.call('standing.make', {
      ...{ token: crypto.randomUUID(), accountId: account?.id ?? '', itemId: null },
      ...{ name: 'Donations', currency: 'USD', amount: '5' },
    })
    await a.app.call('moving.make', { passphrase: null })
    await a.app.call('moving.stop', {})
    const stays = server.practice.snapshot().oneshotpay.links.find(({ reuseable }) => reuseable)
    await server.control('pay', { provider: 'oneshotpay', ref: stays?.id })
    expect(await a.app.refused('standing.check', { id: link.id })).toMatchObject({ code: 'MOVED' })
    expect(
      await a.app.refused('standing.make', {
        ...{ token: crypto.randomUUID(), accountId: account?.id ?? '', itemId: null },
        ...{ name: 'More', currency: 'USD', amount: '5' },
      }),
    ).toMatchObject({ code: 'MOVED' })
    expect(await numbersIn(a.app)).toEqual([])
  })
})

describe('keys that come to a computer', () => {
  it('are added to accounts that have none, and replace none', async () => {
    await a.app.call('moving.make', { passphrase: PASSPHRASE })
    const b = await all.start('b', a.file)
    await b.app.call('backups.openFile', {})
    await b.app.call('moving.open', { passphrase: null })
    await b.app.call('vault.createPassphrase', { passphrase: 'its own passphrase' })
    const [first] = await b.app.call('accounts.list', {})
    const credentials = { ...server.practice.credentials[first?.provider ?? 'daisy'] }
    await b.app.call('accounts.replaceKey', { id: first?.id ?? '', credentials })
    await b.app.call('backups.openFile', {})
    await b.app.call('moving.open', { passphrase: PASSPHRASE })
    expect((await b.app.call('moving.view', {})).opened?.keys).toEqual({
      ...{ added: KEYS.length - 1, had: 1, failed: null },
    })
    // They lie under the passphrase of that computer.
    await b.app.call('vault.lock', {})
    await b.app.call('vault.unlock', { passphrase: 'its own passphrase' })
    expect((await b.app.call('accounts.list', {})).every(({ hasKey }) => hasKey)).toBe(true)
  })

  it('begin a vault under the same passphrase where that computer keeps none by itself', async () => {
    await a.app.call('moving.make', { passphrase: PASSPHRASE })
    const b = await all.start('b', a.file)
    await b.app.call('backups.openFile', {})
    await b.app.call('moving.open', { passphrase: PASSPHRASE })
    expect(await b.app.call('vault.status', {})).toEqual({ kind: 'ready', seal: 'passphrase' })
    await b.app.call('vault.lock', {})
    expect(await b.app.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({ kind: 'ready' })
  })

  it('wait for keys that are locked there, and change nothing before', async () => {
    await a.app.call('moving.make', { passphrase: PASSPHRASE })
    const b = await all.start('b', a.file)
    await b.app.call('vault.createPassphrase', { passphrase: 'its own passphrase' })
    await b.app.call('vault.lock', {})
    await b.app.call('backups.openFile', {})
    expect(await b.app.refused('moving.open', { passphrase: PASSPHRASE })).toMatchObject({
      code: 'VAULT_LOCKED',
    })
    expect(await b.app.call('accounts.list', {})).toEqual([])
    await b.app.call('vault.unlock', { passphrase: 'its own passphrase' })
    await b.app.call('moving.open', { passphrase: PASSPHRASE })
    expect(await b.app.call('accounts.list', {})).toHaveLength(KEYS.length)
  })

  it('do not go along while they are locked, or under a passphrase that is too short, and no file is made', async () => {
    expect(await a.app.refused('moving.make', { passphrase: 'short' })).toMatchObject({
      code: 'PASSPHRASE_TOO_SHORT',
    })
    await a.app.call('vault.createPassphrase', { passphrase: PASSPHRASE })
    await a.app.call('vault.lock', {})
    expect(await a.app.refused('moving.make', { passphrase: PASSPHRASE })).toMatchObject({
      code: 'VAULT_LOCKED',
    })
    expect(readdirSync(folder.path)).toEqual(['a'])
  })
})

describe('a file that cannot be opened', () => {
  it.each(['cut', 'changed', 'another', 'newer', 'newer keys', 'gone', 'other book'] as const)(
    'because it is %s changes nothing',
    async (what) => {
      await sellFor(a.app, 'ocpay')
      if (what === 'other book') await a.app.envelope('book.switch', { kind: 'practice' })
      await a.app.call('moving.make', { passphrase: what.startsWith('newer') ? PASSPHRASE : null })
      const codes = { cut: 'CORRUPT', changed: 'CORRUPT', another: 'NOT_A_DATABASE', gone: 'FOLDER_GONE' }
      await all.harm(a.file, what)
      const b = await all.start('b', a.file)
      const code = {
        newer: 'FROM_FUTURE',
        'newer keys': 'FROM_FUTURE',
        'other book': 'OTHER_BOOK',
        ...codes,
      }[what]
      const looked = await b.app.envelope('backups.openFile', {})
      // What was changed within the book is seen once that is laid out.
      const answer = looked.ok ? await b.app.envelope('moving.open', { passphrase: PASSPHRASE }) : looked
      expect(answer).toMatchObject({ ok: false, error: { code } })
      expect(await problem(b.app)).toBeNull()
      expect([await numbersIn(b.app), await b.app.call('accounts.list', {})]).toEqual([[], []])
      expect(await b.app.call('vault.status', {})).toMatchObject({ kind: 'memoryOnly' })
      expect((await b.app.call('app.overview', {})).book.tillCode).toBe('CF')
    },
  )

  it('is not there to be opened where none was chosen', async () => {
    expect(await a.app.refused('moving.open', { passphrase: null })).toMatchObject({ code: 'CONFLICT' })
  })
})

describe('a file that cannot be made', () => {
  it.each([
    ['into a folder that is gone', 'FOLDER_GONE', () => join(folder.path, 'nowhere', 'x.counterfoil')],
    ['over a file of the app', 'OWN_FILE', () => join(folder.path, 'a', 'backups', 'x.counterfoil')],
    ['over a folder', 'NOT_A_FILE', () => join(folder.path, 'stick')],
    ['over a file that may not be written', 'READ_ONLY', () => join(folder.path, 'fixed.counterfoil')],
  ])('%s leaves what lies there as it was', async (_, code, path) => {
    mkdirSync(join(folder.path, 'stick'))
    mkdirSync(join(folder.path, 'a', 'backups'), { recursive: true })
    writeFileSync(join(folder.path, 'fixed.counterfoil'), 'older', { mode: 0o400 })
    const before = readdirSync(folder.path).toSorted()
    a.saveTo(path())
    expect(await a.app.refused('moving.make', { passphrase: null })).toMatchObject({ code })
    expect(readdirSync(folder.path).toSorted()).toEqual(before)
    expect(readFileSync(join(folder.path, 'fixed.counterfoil'), 'utf8')).toBe('older')
    expect((await a.app.call('moving.view', {})).made).toBeNull()
  })

  it('is none where the dialog was closed', async () => {
    a.saveTo(null)
    expect(await a.app.call('moving.make', { passphrase: PASSPHRASE })).toBeNull()
  })

  it('replaces an older one of that name only as a whole', async () => {
    await a.app.call('moving.make', { passphrase: null })
    await sellFor(a.app, 'ocpay')
    await a.app.call('moving.make', { passphrase: null })
    const b = await all.start('b', a.file)
    expect(await b.app.call('backups.openFile', {})).toMatchObject({ sales: 1 })
    truncateSync(a.file, 0)
    expect(await b.app.refused('moving.open', { passphrase: null })).toMatchObject({
      code: expect.any(String),
    })
    expect(await numbersIn(b.app)).toEqual([])
  })
})
