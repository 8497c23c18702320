import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { backUp } from '../support/app/practice-till.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let app: TestApp | null = null
let ahead = 0

beforeEach(async () => {
  ahead = 0
  server = await startPractice()
  folder = temporaryFolder()
})
afterEach(async () => {
  await app?.app.close()
  app = null
  folder.clean()
  await server.close()
})

/** Starts the app of a computer over the simulated providers. */
async function computer(name: string, filePath: string | null = null): Promise<TestApp> {
  await app?.app.close()
  app = null
  app = await startTestApp({
    folder: join(folder.path, name),
    filePath,
    providerOrigins: server.origins,
    clock: { now: () => Date.now() + ahead, monotonic: () => performance.now() },
  })
  return app
}

const PASSPHRASE = 'four plain words here'
/** The keys of a computer under a passphrase, which locks them at each start. */
const lock = (till: TestApp) => till.call('vault.createPassphrase', { passphrase: PASSPHRASE })
const unlock = (till: TestApp) => till.call('vault.unlock', { passphrase: PASSPHRASE })

/** What the sales ask for, as it is told with all decimals of the currency. */
const TOLD = {
  daisy: { currency: 'DAI', amount: `10.${'0'.repeat(18)}` },
  oxapay: { currency: 'USDT', amount: '20.000000' },
}
const ASKED = {
  daisy: { currency: 'DAI', amount: '10' },
  oxapay: { currency: 'USDT', amount: '20' },
  ocpay: { currency: 'DZD', amount: '1000' },
} as const
type Sold = keyof typeof ASKED
type Settings = Record<string, string>

async function account(till: TestApp, provider: Sold, settings: Settings = {}): Promise<string> {
  const credentials = { ...server.practice.credentials[provider] }
  return (await till.call('accounts.add', { provider, label: `My ${provider}`, credentials, settings })).id
}

async function sell(till: TestApp, provider: Sold, accountId: string) {
  const { invoice } = await till.call('invoices.create', {
    token: randomUUID(),
    accountId,
    ...ASKED[provider],
    ...{ description: 'Two coffees', customerName: null, customerEmail: null },
  })
  return eventually(async () => {
    const { links } = await till.call('invoices.get', { id: invoice.id })
    const ref = links[0]?.providerRef ?? null
    return ref === null ? null : { number: invoice.number, ref }
  })
}

const asked = (till: TestApp) => till.call('backups.askedBack', {})
const sales = async (till: TestApp) =>
  (await till.call('invoices.list', { search: '', status: [], provider: [], cursor: null, limit: 10 })).rows
/** What is told of an account, once its list was read or nobody can read it. */
const told = (till: TestApp, id: string, state: 'owed' | 'read' | 'listless') =>
  eventually(async () => {
    const one = (await asked(till))?.accounts.find((row) => row.id === id)
    return one?.state === state ? one : null
  })
const unread = async (till: TestApp) => (await till.call('app.overview', {})).bookNews

/** The disk of the computer has died: only its backups are left. */
function loseBook(name: string): void {
  for (const end of ['', '-wal', '-shm'])
    rmSync(join(folder.path, name, `live.sqlite${end}`), { force: true })
}

const LISTED: readonly (readonly [string, 'daisy' | 'oxapay', Settings])[] = [
  ['daisy', 'daisy', {}],
  ['oxapay in the dialect of v1', 'oxapay', { dialect: 'v1' }],
  ['oxapay in the older dialect', 'oxapay', { dialect: 'legacy' }],
]

describe.each(LISTED)(
  'a backup that is put back where nothing is left, with the list of %s',
  (_, provider, settings) => {
    it('names what was sold after it, with our number, amount and status, and says so until it is read', async () => {
      const till = await computer('one')
      await lock(till)
      const accountId = await account(till, provider, settings)
      const before = await sell(till, provider, accountId)
      const name = await backUp(till)
      const open = await sell(till, provider, accountId)
      const paid = await sell(till, provider, accountId)
      await server.control('pay', { provider, ref: paid.ref })
      await till.app.close()
      app = null
      loseBook('one')

      const again = await computer('one')
      await again.call('backups.restore', { name })
      expect(await told(again, accountId, 'owed')).toMatchObject({ trouble: 'VAULT_LOCKED' })
      await unlock(again)
      const { found, foundCount, trouble } = await told(again, accountId, 'read')
      expect(trouble).toBeNull()
      expect(foundCount).toBe(2)
      expect(found.map(({ ref }) => ref)).not.toContain(before.ref)
      const rows = new Map(found.map((row) => [row.ref, row]))
      expect(rows.get(open.ref)).toMatchObject({
        number: open.number,
        asked: TOLD[provider],
        reading: 'open',
      })
      expect(rows.get(paid.ref)).toMatchObject({
        number: paid.number,
        asked: TOLD[provider],
        reading: 'paid',
      })
      expect(rows.get(paid.ref)?.createdAt).toBeGreaterThan(Date.now() - 60_000)
      expect(await unread(again)).toMatchObject({ what: 'found', found: 2 })

      const later = await computer('one')
      expect(await unread(later)).toMatchObject({ what: 'found', found: 2 })
      await later.call('backups.newsRead', {})
      expect(await unread(later)).toBeNull()
      const last = await computer('one')
      expect((await told(last, accountId, 'read')).found).toHaveLength(2)
      await last.call('backups.askedBackDone', {})
      expect(await asked(last)).toBeNull()
    })
  },
)

it.each(LISTED)(
  'what was sold after a backup is asked of the list of %s also where the clock of the shop was ahead',
  async (_, provider, settings) => {
    ahead = 3_600_000
    const till = await computer('one')
    await lock(till)
    const accountId = await account(till, provider, settings)
    await sell(till, provider, accountId)
    const before = await sell(till, provider, accountId)
    const name = await backUp(till)
    const sold = await sell(till, provider, accountId)
    await till.app.close()
    app = null
    loseBook('one')
    ahead = 0
    const again = await computer('one')
    await again.call('backups.restore', { name })
    await unlock(again)
    const { found, foundCount } = await told(again, accountId, 'read')
    expect([foundCount, found.map(({ ref }) => ref)]).toEqual([1, [sold.ref]])
    expect(found.map(({ ref }) => ref)).not.toContain(before.ref)
  },
)

describe('a backup that is opened on another computer, where no key is', () => {
  it('owes its lists over a restart, reads each once its key has come, and names who has none', async () => {
    const first = await computer('first')
    const daisy = await account(first, 'daisy')
    const oxapay = await account(first, 'oxapay')
    const ocpay = await account(first, 'ocpay')
    const name = await backUp(first)
    const sold = [await sell(first, 'daisy', daisy), await sell(first, 'oxapay', oxapay)]

    const second = await computer('second', join(folder.path, 'first', 'backups', name))
    await second.call('backups.openFile', {})
    expect(await told(second, daisy, 'owed')).toMatchObject({ trouble: 'NO_KEY', foundCount: 0 })
    expect(await told(second, ocpay, 'listless')).toMatchObject({ label: 'My ocpay', provider: 'ocpay' })
    expect((await unread(second))?.what).not.toBe('found')

    const third = await computer('second')
    expect(await told(third, oxapay, 'owed')).toMatchObject({ trouble: 'NO_KEY' })
    for (const [id, provider] of [[daisy, 'daisy'] as const, [oxapay, 'oxapay'] as const]) {
      await third.call('accounts.replaceKey', {
        id,
        credentials: { ...server.practice.credentials[provider] },
      })
      await told(third, id, 'read')
    }
    const found = (await asked(third))?.accounts.flatMap((one) => one.found)
    expect(found?.map(({ number }) => number).toSorted()).toEqual(sold.map(({ number }) => number).toSorted())
    expect(await unread(third)).toMatchObject({ what: 'found', found: 2 })
  })

  it('looks from its last sale on where nothing but a copied file says when it was made', async () => {
    const first = await computer('first')
    const daisy = await account(first, 'daisy')
    await sell(first, 'daisy', daisy)
    await backUp(first)
    await first.app.close()
    app = null
    ahead = 3_600_000
    const second = await computer('second', join(folder.path, 'first', 'live.sqlite'))
    await second.call('backups.openFile', {})
    const since = (await eventually(() => asked(second))).since
    expect(since).toBeLessThanOrEqual(Date.now())
    const [last] = (
      await second.call('invoices.list', { search: '', status: [], provider: [], cursor: null, limit: 1 })
    ).rows
    expect(since).toBe(last?.createdAt)
  })
})

describe('a list that cannot be read', () => {
  it('stays owed, and is read when the provider answers again', async () => {
    const till = await computer('one')
    await lock(till)
    const daisy = await account(till, 'daisy')
    const name = await backUp(till)
    const sold = await sell(till, 'daisy', daisy)
    await till.app.close()
    app = null
    loseBook('one')
    const { origins } = server
    const again = await startTestApp({
      folder: join(folder.path, 'one'),
      providerOrigins: { ...origins, daisy: 'http://127.0.0.1:9' },
    })
    app = again
    await unlock(again)
    await again.call('backups.restore', { name })
    expect((await told(again, daisy, 'owed')).foundCount).toBe(0)
    await eventually(async () => ((await asked(again))?.accounts[0]?.trouble === 'UNREACHABLE' ? true : null))
    const back = await computer('one')
    await unlock(back)
    expect((await told(back, daisy, 'read')).found.map(({ ref }) => ref)).toEqual([sold.ref])
  })
})

describe.each(LISTED)('a link in the list of %s that is taken into the book', (_, provider, settings) => {
  it('is a sale under its old number, once, with the money that came, and is told no more', async () => {
    const till = await computer('one')
    await lock(till)
    const accountId = await account(till, provider, settings)
    const name = await backUp(till)
    const paid = await sell(till, provider, accountId)
    const left = await sell(till, provider, accountId)
    await server.control('pay', { provider, ref: paid.ref })
    await till.app.close()
    app = null
    loseBook('one')
    const again = await computer('one')
    await unlock(again)
    await again.call('backups.restore', { name })
    await told(again, accountId, 'read')

    const both = await Promise.all([
      again.envelope('backups.takeIn', { accountId, ref: paid.ref }),
      again.envelope('backups.takeIn', { accountId, ref: paid.ref }),
    ])
    expect(both.filter(({ ok }) => ok).length).toBeGreaterThan(0)
    const rows = await sales(again)
    expect(rows.map(({ number }) => number)).toEqual([paid.number])
    const id = rows[0]?.id ?? ''
    const detail = await eventually(async () => {
      const now = await again.call('invoices.get', { id })
      return now.invoice.status === 'paid' ? now : null
    })
    expect(detail.invoice.asked).toEqual(TOLD[provider])
    expect(detail.links.map(({ providerRef }) => providerRef)).toEqual([paid.ref])
    expect(detail.receipts).toHaveLength(1)
    expect(detail.events.map(({ kind }) => kind)).toContain('brought_back')
    expect((await told(again, accountId, 'read')).found.map(({ ref }) => ref)).toEqual([left.ref])
    const gone = await again.refused('backups.takeIn', { accountId, ref: paid.ref })
    expect(gone.code).toBe('NOT_FOUND')
    // What this till gives next is above all that it gave.
    const next = (await sell(again, provider, accountId)).number
    expect(next > left.number).toBe(true)
    expect((await again.call('backups.takeIn', { accountId, ref: left.ref })).number).toBe(left.number)
    const { compared, orphanCount } = await again.call('books.compare', { accountId, days: 1 })
    expect([compared, orphanCount]).toEqual([3, 0])
    // A backup is checked whole before it counts.
    await backUp(again)
    expect((await again.call('backups.view', {})).failure).toBeNull()
  })
})

describe('a link that is taken into the book', () => {
  it('is one more link of its sale where that is here, and asks for what that link asks for', async () => {
    const till = await computer('one')
    await lock(till)
    const daisy = await account(till, 'daisy')
    const first = await sell(till, 'daisy', daisy)
    const [sale] = await sales(till)
    const id = sale?.id ?? ''
    const name = await backUp(till)
    await server.control('pay', { provider: 'daisy', ref: first.ref, amount: '4' })
    await eventually(async () => {
      const { invoice } = await till.call('invoices.get', { id })
      return invoice.status === 'underpaid' ? true : null
    })
    await till.call('invoices.linkForRemainder', { id })
    const rest = await eventually(async () => {
      const { links } = await till.call('invoices.get', { id })
      return links.find(({ providerRef }) => providerRef !== null && providerRef !== first.ref) ?? null
    })
    await till.app.close()
    app = null
    loseBook('one')
    const again = await computer('one')
    await unlock(again)
    await again.call('backups.restore', { name })
    const { found } = await told(again, daisy, 'read')
    expect(found.map(({ number, ref }) => [number, ref])).toEqual([[first.number, rest.providerRef]])
    await server.control('pay', { provider: 'daisy', ref: rest.providerRef })
    await again.call('backups.takeIn', { accountId: daisy, ref: rest.providerRef ?? '' })
    expect((await sales(again)).map(({ number }) => number)).toEqual([first.number])
    const detail = await eventually(async () => {
      const now = await again.call('invoices.get', { id })
      return now.invoice.status === 'paid' ? now : null
    })
    expect(detail.links).toHaveLength(2)
  })

  it('gets a new number on a computer whose till goes on under another code, and is found by the old one', async () => {
    const first = await computer('first')
    const daisy = await account(first, 'daisy')
    await sell(first, 'daisy', daisy)
    const name = await backUp(first)
    const sold = await sell(first, 'daisy', daisy)
    const second = await computer('second', join(folder.path, 'first', 'backups', name))
    await second.call('backups.openFile', {})
    await second.call('accounts.replaceKey', {
      id: daisy,
      credentials: { ...server.practice.credentials.daisy },
    })
    await told(second, daisy, 'read')
    const { number } = await second.call('backups.takeIn', { accountId: daisy, ref: sold.ref })
    expect(number).toBe('CF2-000001')
    const search = { search: sold.number, status: [], provider: [], cursor: null, limit: 10 }
    expect((await second.call('invoices.list', search)).rows.map((row) => row.number)).toEqual([number])
  })
})

describe('what was taken over from the book that lay there', () => {
  it('is asked of nobody where that could be read to its end', async () => {
    const till = await computer('one')
    await lock(till)
    const daisy = await account(till, 'daisy')
    const name = await backUp(till)
    await sell(till, 'daisy', daisy)
    await till.call('backups.restore', { name })
    expect((await till.call('backups.view', {})).restored).toMatchObject({ taken: 1, read: true })
    expect(await asked(till)).toBeNull()
  })

  it('is asked of the providers where it could not be read', async () => {
    const till = await computer('one')
    await lock(till)
    const daisy = await account(till, 'daisy')
    const name = await backUp(till)
    const sold = await sell(till, 'daisy', daisy)
    await till.app.close()
    app = null
    loseBook('one')
    writeFileSync(join(folder.path, 'one', 'live.sqlite'), Buffer.alloc(65_536, 'no book '))
    const again = await computer('one')
    await again.call('backups.restore', { name })
    expect((await again.call('backups.view', {})).restored).toMatchObject({ taken: 0, read: false })
    await unlock(again)
    expect((await told(again, daisy, 'read')).found.map(({ number }) => number)).toEqual([sold.number])
  })
})
