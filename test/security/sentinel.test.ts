import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PROVIDER_IDS, type ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import { type RouteName, routes } from '../../src/shared/contract/routes/index.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { handling, OPEN, RESOLVED } from '../support/shop/exceptions.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
const folder = temporaryFolder()
beforeAll(async () => {
  server = await startPractice()
})
afterAll(async () => {
  await server.close()
  folder.clean()
})

/** Twelve digits, as the longest PIN has them. */
const PIN = String(Math.floor(1e11 + Math.random() * 8.9e11))
const PASSPHRASE = `open sesame ${randomUUID()}`
const WRONG = `wrong-${randomUUID()}`

const SECRET_FIELD: Record<ProviderId, string> = {
  daisy: 'secretKey',
  oneshotpay: 'apiToken',
  ocpay: 'apiKey',
  oxapay: 'merchantKey',
}
const ASKED = {
  daisy: { currency: 'DAI', amount: '10' },
  oneshotpay: { currency: 'USD', amount: '12.50' },
  ocpay: { currency: 'DZD', amount: '7400' },
  oxapay: { currency: 'USDT', amount: '20' },
} as const

function secretsOf(provider: ProviderId): string[] {
  const credentials: Record<string, string> = { ...server.practice.credentials[provider] }
  return [credentials[SECRET_FIELD[provider]] ?? '']
}

/** Every spelling in which a secret could lie somewhere. */
function spellings(secret: string): string[] {
  return [
    secret,
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
    encodeURIComponent(secret),
  ]
}

function filesUnder(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const file = join(path, name)
    return statSync(file).isDirectory() ? filesUnder(file) : [file]
  })
}

/** Calls every route of the contract, most of them with something that exists, some with nonsense. */
async function callEverything(shop: TestApp, accounts: Record<ProviderId, string>): Promise<string[]> {
  const answers: string[] = []
  const call = async (route: RouteName, input: unknown) => {
    const answer = await shop.envelope(route, input as never)
    answers.push(JSON.stringify(answer))
    return answer
  }
  const called = new Set<RouteName>()
  const over = async (route: RouteName, inputs: readonly unknown[]) => {
    called.add(route)
    for (const input of inputs) await call(route, input)
  }

  const invoiceIds: string[] = []
  for (const provider of PROVIDER_IDS) {
    const created = await shop.call('invoices.create', {
      token: randomUUID(),
      accountId: accounts[provider],
      ...ASKED[provider],
      description: 'Sentinel',
      customerName: null,
      customerEmail: null,
    })
    const open = await eventually(async () => {
      const detail = await shop.call('invoices.get', { id: created.invoice.id })
      return detail.invoice.status === 'open' ? detail : null
    })
    answers.push(JSON.stringify(open))
    await server.control('pay', { provider, ref: open.links[0]?.providerRef })
    invoiceIds.push(created.invoice.id)
    const linkId = open.links[0]?.id
    await over('links.copy', [
      { linkId, what: 'address' },
      { linkId, what: 'reference' },
    ])
    await over('links.open', [{ linkId }])
  }
  called.add('invoices.create')
  const everyInvoice = invoiceIds.map((id) => ({ id }))
  await over('invoices.check', everyInvoice)
  await over('invoices.get', [...everyInvoice, { id: 'no-such-invoice' }])
  await over('invoices.view', [...everyInvoice, { id: null }])
  await over('invoices.relink', everyInvoice)
  await over('invoices.linkForRemainder', everyInvoice)
  await over('invoices.acceptShortfall', [{ id: invoiceIds[0], received: '1.00', reason: 'short' }])
  const refund = { token: randomUUID(), currency: 'DAI', amount: '0.01', reason: 'broke', reference: 'cash' }
  await over('invoices.recordRefund', [
    ...invoiceIds.map((id) => ({ id, ...refund, token: randomUUID() })),
    { id: invoiceIds[0], ...refund, amount: '1000000000' },
    { id: 'no-such-invoice', ...refund },
  ])
  await over('invoices.undoRefund', [{ refundId: 'no-such-refund', reason: 'not given' }])
  await over('invoices.note', [{ id: invoiceIds[0], text: 'a note' }])
  await over('invoices.abandon', [{ id: invoiceIds[0], reason: 'late' }])
  await over('invoices.list', [{ search: '', status: [], provider: [], cursor: null, limit: 50 }])
  const filter = {
    ...{ search: '', status: [], provider: [], accountId: [], currency: [], item: [], till: [] },
    ...{ period: null, amount: null, attention: false, review: null, tag: [] },
  }
  await over('lists.invoices', [{ filter, sort: { by: 'created', down: true }, from: 0, limit: 50 }])
  await over('lists.ids', [{ filter, sort: { by: 'created', down: true }, from: 0, limit: 50 }])
  await over('lists.newest', [{ filter, limit: 10 }])
  await over('lists.next', [{ filter, sort: { by: 'created', down: true }, from: 0 }])
  await over('review.edit', [
    { token: randomUUID(), edit: { kind: 'review', reviewed: true }, ids: invoiceIds },
    { token: randomUUID(), edit: { kind: 'note', text: 'a note' }, ids: invoiceIds },
  ])
  await over('review.undo', [{}])
  await over('review.redo', [{}])
  await over('lists.sums', [{ filter }, { filter: { ...filter, search: 'a note' } }])
  const { status: _, attention: __, review: ___, tag: ____, ...receipts } = filter
  await over('lists.counts', [{ filter, items: true }])
  await over('lists.receiptCounts', [{ filter: receipts, items: true }])
  await over('lists.receipts', [{ filter: receipts, sort: { by: 'paid', down: true }, from: 0, limit: 50 }])
  await over('lists.receiptSums', [{ filter: receipts }, { filter: { ...receipts, search: 'a note' } }])
  await over('lists.keepColumns', [{ kind: 'live', list: 'invoices', columns: null }])
  await over('lists.month', [{ span: 'year', day: '2026-11-20' }])
  const { bookId } = await shop.call('lists.kept', {})
  await over('lists.kept', [{}])
  await over('lists.saveViews', [{ bookId, views: { invoices: [], receipts: [] } }])
  await over('lists.keep', [{ bookId, of: null, left: null }])
  await over('lists.charts', [{ span: 'year', day: '2026-11-20' }])
  const lists = await Promise.all([OPEN, RESOLVED].map((query) => shop.call('exceptions.list', query)))
  const exceptionIds = lists.flatMap(({ rows }) => rows.map(({ id }) => id))
  await over('exceptions.list', [OPEN, RESOLVED])
  await over('exceptions.count', [{}])
  await over('exceptions.kinds', [{ resolved: false }, { resolved: true }])
  await over('exceptions.keys', [{ kind: null, from: 0, limit: 100 }])
  await over('exceptions.takeIn', [{ id: 'no-such-exception' }])
  await over('exceptions.handle', [
    ...exceptionIds.map((id) => handling([id], 'handled')),
    handling(['no-such-exception']),
  ])
  await over('books.today', [{}])
  await over('trail.entries', [{ from: 0, limit: 200 }])
  await over('trail.verify', [{}])
  await over('trail.view', [{}])
  await over('trail.stop', [{}])
  const october = { span: 'month', day: '2026-10-31' } as const
  await over('periods.view', [october])
  await over('periods.closed', [{}])
  const told = { currency: 'EUR', told: '1.00', explainedBy: [], reason: null, source: null }
  await over('periods.tieOut', [{ ...october, accountId: accounts.daisy, ...told }])
  await over('periods.chooseStatement', [{}])
  await over('periods.lookAtStatement', [{ fileId: 'no-such-file', encoding: 'utf-8', delimiter: ';' }])
  const beside = { ...october, accountId: accounts.daisy, currency: 'DAI', within: 2 } as const
  await over('periods.explain', [{ ...beside, told: '1.00' }])
  const columns = { headerRow: 0, date: 0, amount: 1, currencyColumn: null, dates: null, mark: null } as const
  const reading = { encoding: 'utf-8', delimiter: ';', ...columns } as const
  await over('periods.readStatement', [{ ...beside, fileId: 'no-such-file', reading, columns: [] }])
  const fields = { headerRow: 0, fields: [], currency: 'EUR', dates: null, mark: null, zone: null } as const
  const written = { encoding: 'utf-8', delimiter: ';', ...fields } as const
  const previewId = 'no-such-preview'
  const decided = { all: false, but: [] }
  await over('imports.choose', [{}])
  await over('imports.look', [{ fileId: 'no-such-file', encoding: 'utf-8', delimiter: ';' }])
  await over('imports.preview', [
    { fileId: 'no-such-file', accountId: accounts.daisy, reading: written, columns: [] },
  ])
  await over('imports.rows', [{ previewId, from: 0, limit: 10 }])
  await over('imports.take', [{ previewId, mark: 'x', decided }])
  await over('imports.saveOthers', [{ previewId, decided }])
  await over('imports.undo', [{ importId: 'no-such-import' }])
  await over('imports.cancel', [{}])
  await over('imports.view', [{}])
  await over('periods.close', [{ ...october, mark: 'x', reason: null }])
  await over('periods.reopen', [{ ...october, reason: 'again' }])
  await over('watching.state', [{}])
  await over('customer.display', [{}])
  await over('customer.show', [{ kind: 'asleep' }, { kind: 'sale', invoiceId: invoiceIds[0] }])
  answers.push(JSON.stringify(await shop.fromDisplay('customer.view', {})))
  called.add('customer.view')
  await over('customer.speak', [{ language: 'ar' }])
  await over('accounts.list', [{}])
  await over('accounts.largestAsked', [{ id: accounts.daisy, currency: 'DAI' }])
  await over(
    'accounts.test',
    Object.values(accounts).map((id) => ({ id })),
  )
  await over('accounts.update', [{ id: accounts.daisy, label: 'Renamed', settings: {} }])
  await over(
    'books.compare',
    Object.values(accounts).map((accountId) => ({ accountId, days: 30 })),
  )
  const standing = await shop.call('standing.make', {
    token: randomUUID(),
    accountId: accounts.oneshotpay,
    itemId: null,
    name: 'Donation box',
    ...ASKED.oneshotpay,
  })
  const { links } = server.practice.snapshot().oneshotpay
  await server.control('pay', { provider: 'oneshotpay', ref: links.find(({ reuseable }) => reuseable)?.id })
  await over('standing.make', [
    { token: randomUUID(), accountId: accounts.ocpay, itemId: null, name: 'x', ...ASKED.ocpay },
  ])
  await over('standing.check', [{ id: standing.id }, { id: 'no-such-link' }])
  await over('standing.copy', [{ id: standing.id }])
  await over('practice.payStanding', [{ id: standing.id }])
  await over('standing.list', [{}])
  await over('standing.putAway', [{ id: standing.id, away: true }])
  const item = await shop.call('items.save', {
    id: null,
    name: 'Coffee',
    currency: 'DZD',
    price: '250',
    code: null,
  })
  await over('items.list', [{}])
  await over('items.picture', [{ id: item.id }])
  await over('items.retire', [{ id: item.id, retired: true }])
  await over('items.save', [{ ...item, price: '1', currency: 'DZD' }])
  await over('app.overview', [{}])
  await over('vault.status', [{}])
  await over('files.dismiss', [{}])
  await over('display.keepAwake', [{ on: true }, { on: false }])
  await over('display.hideAmounts', [{ on: true }, { on: false }])
  await over('settings.set', [{ theme: 'dark' }])
  await over('practice.pay', [{ invoiceId: invoiceIds[0], amount: null }])
  await over('practice.expire', [{ invoiceId: invoiceIds[0] }])
  const job = await shop.call('export.receipts', {})
  const jobId = job?.id ?? ''
  await eventually(async () => {
    const now = await shop.call('export.status', { jobId })
    return now.state === 'running' ? null : now
  })
  await over('export.receipts', [])
  await over('export.start', [])
  const asked = {
    ...{ kind: 'events', filter: { period: null } },
    ...{ zone: null, columns: null, preset: 'machine', language: 'en' },
  } as const
  await over('export.preview', [{ request: asked, sums: true }])
  await over('export.compare', [{}])
  await over('export.changes', [{ id: jobId }])
  await over('export.again', [{ id: jobId }])
  await over('export.jobs', [])
  await over('export.schedules', [{}])
  await over('export.schedule', [{ every: 'day', kind: 'days', preset: 'machine', language: 'en' }])
  await over('export.unschedule', [{ id: jobId }])
  await over('export.status', [{ jobId }])
  await over('export.cancel', [{ jobId }])
  await over('export.reveal', [{ jobId }])
  const moving = await shop.call('moving.make', { passphrase: PASSPHRASE })
  expect(moving?.keys).toBe(PROVIDER_IDS.length)
  await over('moving.make', [{ passphrase: WRONG }, { passphrase: null }, { passphrase: PASSPHRASE }])
  for (const fault of [
    'html_body',
    'http_status',
    'malformed',
    'truncated_json',
    'wrong_types',
    'redirect',
  ]) {
    for (const provider of PROVIDER_IDS) {
      await server.control('fault', { provider, operation: 'check_key', kind: fault, times: 1 })
      await server.control('fault', { provider, operation: 'read', kind: fault, times: 1 })
    }
    await over(
      'accounts.test',
      Object.values(accounts).map((id) => ({ id })),
    )
    await over('invoices.check', everyInvoice)
  }
  const wrongKey = await call('accounts.add', {
    provider: 'oxapay',
    label: 'Wrong',
    credentials: { merchantKey: WRONG },
    settings: {},
  })
  called.add('accounts.add')
  await over('accounts.tryKey', [
    { id: null, provider: 'oxapay', credentials: { merchantKey: WRONG }, settings: {} },
    { id: accounts.oxapay, provider: 'oxapay', credentials: { merchantKey: WRONG }, settings: {} },
  ])
  if (wrongKey.ok) await over('accounts.test', [{ id: (wrongKey.value as { id: string }).id }])
  await over('accounts.replaceKey', [
    { id: accounts.oxapay, credentials: { merchantKey: `again-${WRONG}` } },
    { id: accounts.oxapay, credentials: { nonsense: WRONG } },
    { id: accounts.oxapay, credentials: WRONG },
  ])
  await over('accounts.forget', [{ id: accounts.ocpay }])
  await over('vault.createPassphrase', [{ passphrase: 'short' }])
  await over('vault.lock', [{}])
  await over('accounts.test', [{ id: accounts.daisy }])
  await over('vault.unlock', [{ passphrase: WRONG }, { passphrase: PASSPHRASE }])
  await over('vault.changePassphrase', [
    { current: WRONG, passphrase: PASSPHRASE },
    { current: PASSPHRASE, passphrase: `${PASSPHRASE} again` },
  ])
  await over('accounts.test', [{ id: accounts.daisy }])
  await over('vault.erase', [{}])
  await over('book.switch', [{ kind: 'practice' }, { kind: 'live' }])
  for (const route of [
    'book.check',
    'book.goOn',
    'book.salvage',
    'book.useKept',
    'book.beginNew',
    'book.showFolder',
    'backups.view',
    'backups.newsRead',
    'backups.askedBack',
    'backups.askedBackDone',
    'backups.make',
    'backups.openFile',
    'backups.chooseFolder',
    'backups.leaveFolder',
    'backups.showFolder',
  ] as const) {
    await over(route, [{}])
  }
  await over('moving.view', [{}])
  await over('moving.open', [{ passphrase: PASSPHRASE }, { passphrase: null }])
  await over('moving.stop', [{}])
  await over('moving.reveal', [{}])
  await over('moving.sellAgain', [{}])
  await over('backups.takeIn', [{ accountId: accounts.daisy, ref: 'none' }])
  await over('backups.preview', [{ name: 'none' }])
  await over('backups.restore', [{ name: 'none' }])
  await over('books.ownToday', [{}])
  await over('settings.setOwn', [{ theme: 'light' }])
  await over('settings.keepAccount', [{ id: accounts.daisy }])
  await over('people.view', [{}])
  await over('people.setUp', [{ name: 'Nadia', pin: PIN }])
  const [owner] = (await shop.call('people.view', {})).people
  const id = owner?.id ?? ''
  await over('people.add', [
    { name: 'Yanis', role: 'cashier', pin: PIN },
    { name: 'Yanis', role: 'cashier', pin: PIN },
  ])
  await over('people.setPin', [{ id, pin: PIN }])
  await over('people.setOwnPin', [{ current: PIN, pin: PIN }])
  await over('people.setOwnLanguage', [{ language: 'en' }])
  await over('people.change', [{ id, name: 'Nadia B', role: 'owner', language: null }])
  await over('people.putAway', [{ id }])
  await over('people.takeBack', [{ id }])
  await over('people.keepAutoLock', [{ minutes: 10 }])
  await over('people.active', [{}])
  await over('people.lock', [{}])
  await over('people.signIn', [
    { id, pin: '0000' },
    { id, pin: PIN },
  ])
  await over('people.resetOwner', [{ passphrase: PASSPHRASE, pin: PIN, id, name: null }])
  await over('people.noticeRead', [{ what: 'pin' }, { what: 'passphrases', lastAt: 1 }])
  await over('people.endAll', [{}])
  expect([...called].sort()).toEqual(Object.keys(routes).sort())
  return answers
}

it('a stored key appears in no answer, event, log line, export or file', { timeout: 240_000 }, async () => {
  const appFolder = join(folder.path, 'app')
  mkdirSync(appFolder)
  const shop = await startTestApp({
    folder: appFolder,
    providerOrigins: server.origins,
    saveDialog: async (name) =>
      join(folder.path, name.endsWith('.counterfoil') ? 'moving.counterfoil' : 'receipts.csv'),
  })
  await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  const accounts = {} as Record<ProviderId, string>
  for (const provider of PROVIDER_IDS) {
    const account = await shop.call('accounts.add', {
      provider,
      label: provider,
      credentials: { ...server.practice.credentials[provider] },
      settings: {},
    })
    accounts[provider] = account.id
  }
  const answers = await callEverything(shop, accounts)
  await shop.app.close()

  const secrets = [...PROVIDER_IDS.flatMap(secretsOf), PASSPHRASE, WRONG, PIN]
  const texts: Record<string, string> = {
    answers: answers.join('\n'),
    events: JSON.stringify(shop.events),
    log: shop.logged.join('\n'),
    clipboard: shop.copied.join('\n'),
    notifications: JSON.stringify(shop.notifications),
  }
  for (const file of filesUnder(folder.path)) texts[file] = readFileSync(file).toString('latin1')
  expect(Object.keys(texts).some((name) => name.endsWith('receipts.csv'))).toBe(true)
  expect(Object.keys(texts).some((name) => name.endsWith('live.sqlite'))).toBe(true)
  const moving = Object.entries(texts).find(([name]) => name.endsWith('moving.counterfoil'))
  expect(moving?.[1]).toContain('keys.json')
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThanOrEqual(12)
    for (const [where, text] of Object.entries(texts)) {
      for (const spelling of spellings(secret)) {
        expect(text.includes(spelling), `${where} holds a secret`).toBe(false)
      }
    }
  }
})
