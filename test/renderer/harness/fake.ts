import type { AppEvent, EventName } from '../../../src/shared/contract/plain/app-events.ts'
import type { Bridge } from '../../../src/shared/contract/plain/bridge.ts'
import type { Envelope } from '../../../src/shared/contract/plain/envelope.ts'
import type { ErrorCode } from '../../../src/shared/contract/plain/error-codes.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import type { BookProblem } from '../../../src/shared/contract/shapes/book.ts'
import type { ExportSchedule } from '../../../src/shared/contract/shapes/books/export-schedule.ts'
import type { ExportJob } from '../../../src/shared/contract/shapes/export.ts'
import type { InvoiceDetail } from '../../../src/shared/contract/shapes/invoice.ts'
import type { ListColumns } from '../../../src/shared/contract/shapes/lists/columns.ts'
import { localeOf } from '../../../src/shared/words/locale.ts'
import { invoiceOf, PROVIDERS } from '../../support/window/fixtures.ts'
import { exceptionsOf, kindsOf, ofFilter, watchingOf } from './attention.ts'
import { restorePreview, salvageReport } from './fake-backups.ts'
import { fakeCharts } from './fake-charts.ts'
import { createFakeImports } from './fake-imports.ts'
import { createFakeKept } from './fake-kept.ts'
import {
  fakeCounts,
  fakeReceiptCounts,
  fakeReceiptSums,
  fakeReceipts,
  fakeStretch,
  fakeSums,
  millionStretch,
} from './fake-lists.ts'
import { fakeMatrix } from './fake-matrix.ts'
import { createFakeMoving } from './fake-moving.ts'
import { createFakePeople } from './fake-people.ts'
import { createFakePeriods } from './fake-periods.ts'
import { createFakeReview } from './fake-review.ts'
import { type Scene, sceneOf } from './scenes.ts'

const MANY = 1_000_000

/** The smallest picture: one red point, WebP. */
const RED_DOT = 'UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA='

type Answers = { readonly [R in RouteName]: (input: RouteInput<R>) => RouteOutput<R> }

class Refused extends Error {
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, number>>
  constructor(code: ErrorCode, params: Readonly<Record<string, number>> = {}) {
    super(code)
    this.code = code
    this.params = params
  }
}

/** A main process made of memory: enough to look at the window and to try it. */
export function createFake(scene: Scene): Bridge {
  let listColumns: ListColumns = { invoices: null, receipts: null }
  let { kind, vault, settings, accounts, bookProblem } = scene
  let { items } = scene
  const invoices = new Map(scene.invoices.map((detail) => [detail.invoice.id, detail]))
  const byToken = new Map<string, string>()
  const listeners = new Set<(event: AppEvent) => void>()
  let seq = 0
  let job: ExportJob | null = null
  let exceptions = exceptionsOf(scene.invoices, Date.now())

  function emit(name: EventName, ids: readonly string[] = []): void {
    seq += 1
    const event: AppEvent = { seq, name, ids, commit: null }
    for (const listener of listeners) listener(event)
  }
  const started: ExportJob[] = []
  const schedules: ExportSchedule[] = []
  function exported(exportedKind: ExportJob['kind'], fileName: string): ExportJob {
    job = {
      ...{ id: 'export-0001', kind: exportedKind, state: 'running', fileName: '', error: null },
      ...{ rowsWritten: 0, rowsTotal: 480, secondsLeft: null, preset: 'machine', days: null, by: 'person' },
    }
    setTimeout(() => {
      if (job?.state === 'running') job = { ...job, state: 'done', rowsWritten: 480, fileName }
      emit('export.changed', ['export-0001'])
    }, 1_500)
    return job
  }
  function invoice(id: string): InvoiceDetail {
    const found = invoices.get(id)
    if (!found) throw new Refused('NOT_FOUND')
    return found
  }
  function put(detail: InvoiceDetail): InvoiceDetail {
    invoices.set(detail.invoice.id, detail)
    emit('invoices.changed', [detail.invoice.id])
    return detail
  }
  function restate(
    id: string,
    status: InvoiceDetail['invoice']['status'],
    received?: string,
    due?: string,
  ): void {
    const { invoice: before, events } = invoice(id)
    const made = invoiceOf({
      n: Number(before.number.slice(3)),
      provider: before.provider,
      status,
      asked: before.asked.amount,
      ...(received !== undefined && { received }),
      ...(due !== undefined && { due }),
      description: before.description,
      createdAt: before.createdAt,
    })
    put({
      ...made,
      events: [...events, { id: `event-${seq}`, at: Date.now(), kind: 'status', data: { after: status } }],
    })
  }
  function account(id: string) {
    const found = accounts.find((one) => one.id === id)
    if (!found) throw new Refused('NOT_FOUND')
    return found
  }

  function opened(problem: BookProblem | null): RouteOutput<'book.switch'> {
    bookProblem = problem
    emit('book.changed')
    if (problem) throw new Refused(problem.code as ErrorCode)
    return { kind, tillCode: 'A1', zone: 'Africa/Algiers' }
  }

  /** The book takes so long to be opened again that the window shows it. */
  async function closedLong(): Promise<void> {
    bookProblem = sceneOf('silent').bookProblem
    emit('book.changed')
    await new Promise((done) => setTimeout(done, 1_000))
  }

  let standing: RouteOutput<'standing.list'> = []
  function restanding(
    id: string,
    change: Partial<RouteOutput<'standing.make'>>,
  ): RouteOutput<'standing.make'> {
    standing = standing.map((one) => (one.id === id ? { ...one, ...change } : one))
    emit('standing.changed', [id])
    const found = standing.find((one) => one.id === id)
    if (!found) throw new Refused('NOT_FOUND')
    return found
  }

  const moving = createFakeMoving({
    scene: scene.name,
    refuse(code) {
      throw new Refused(code)
    },
    decided: () => emit('settings.changed'),
    opened: () => opened(null),
  })

  const review = createFakeReview({ invoice, put })

  const people = createFakePeople({
    scene: scene.name,
    changed: () => emit('people.changed'),
    refuse(code, params) {
      throw new Refused(code, params)
    },
    keep(change) {
      settings = { ...settings, ...change }
      return settings
    },
  })

  const answers: Answers = {
    'standing.list': () => standing,
    'standing.make': ({ accountId, name, currency, amount }) => {
      const { provider, label } = account(accountId)
      const id = `standing-${standing.length + 1}`
      standing = [
        {
          ...{ id, name, accountId, accountLabel: label, provider, asked: { currency, amount } },
          ...{ stage: 'live', reading: 'open', url: `https://1shotpay.com/en/link/${id}` },
          ...{ failureCode: null, lastError: null, payments: 0, unseen: 0, lastPaidAt: null },
          ...{ createdAt: Date.now(), checkedAt: null, putAwayAt: null },
        },
        ...standing,
      ]
      return restanding(id, {})
    },
    'standing.putAway': ({ id, away }) => restanding(id, { putAwayAt: away ? Date.now() : null }),
    'standing.check': ({ id }) => restanding(id, { checkedAt: Date.now() }),
    'standing.copy': () => null,
    'practice.payStanding': ({ id }) => restanding(id, { payments: 1, lastPaidAt: Date.now() }),
    'books.today': () => ({ date: '2026-11-20', totals: [] }),
    'trail.view': () => ({ head: { entry: 0, hash: '0'.repeat(64) }, running: null, last: null }),
    'trail.entries': () => ({ count: 0, rows: [] }),
    'trail.verify': () => null,
    'trail.stop': () => null,
    'backups.view': () => scene.backups,
    'backups.preview': ({ name }) => restorePreview(name),
    'backups.make': () => null,
    'backups.newsRead': () => null,
    'backups.askedBack': () => scene.askedBack ?? null,
    'backups.askedBackDone': () => null,
    'backups.takeIn': () => ({ number: 'CF-000001' }),
    'backups.chooseFolder': () => null,
    ...moving.answers,
    ...people.answers,
    'backups.leaveFolder': () => null,
    'backups.showFolder': () => null,
    'backups.restore': () => opened(null),
    'books.compare': () => ({
      at: Date.now(),
      compared: 2,
      orphans: [],
      orphanCount: 0,
      ghosts: [],
      caughtUp: 0,
    }),
    'app.overview': () => ({
      version: '0.1.0',
      platform: 'linux',
      book: { kind, tillCode: 'A1', zone: 'Africa/Algiers' },
      providers: [...PROVIDERS],
      vault,
      settings,
      locale: localeOf(settings, scene.systemLanguages ?? ['en']),
      listColumns,
      invoiceCount: invoices.size,
      bookProblem,
      moved: moving.moved(),
      bookNews: null,
      fileNotices: [],
    }),
    'files.dismiss': () => null,
    'customer.display': () => ({ isOpen: false, otherScreens: 0, language: null }),
    'customer.speak': ({ language }) => ({ isOpen: false, otherScreens: 0, language }),
    'customer.show': () => null,
    // The customer's window is another one.
    'customer.view': () => {
      throw new Refused('NOT_ALLOWED')
    },
    'display.keepAwake': () => null,
    'display.hideAmounts': () => null,
    'settings.set': (change) => {
      settings = { ...settings, ...(change as Partial<typeof settings>) }
      return settings
    },
    'lists.keepColumns': ({ list, columns }) => {
      listColumns = { ...listColumns, [list]: columns }
      return null
    },
    'book.check': () => ({ done: bookProblem?.code === 'BOOK_CHECKING' ? 0.42 : null }),
    'book.goOn': () => opened(null),
    'book.salvage': () => {
      opened(null)
      return salvageReport
    },
    'book.useKept': () => opened(null),
    'book.beginNew': () => {
      invoices.clear()
      accounts = []
      return opened(null)
    },
    'book.showFolder': () => null,
    'book.switch': (input) => {
      const isOther = input.kind !== kind
      kind = input.kind
      return opened(isOther ? null : bookProblem)
    },
    'vault.status': () => vault,
    'vault.createPassphrase': ({ passphrase }) => {
      if (passphrase.length < 8) throw new Refused('PASSPHRASE_TOO_SHORT')
      vault = { kind: 'ready', seal: 'passphrase' }
      return vault
    },
    'vault.unlock': ({ passphrase }) => {
      if (passphrase !== 'open sesame now') throw new Refused('WRONG_PASSPHRASE')
      vault = { kind: 'ready', seal: 'passphrase' }
      return vault
    },
    'vault.changePassphrase': ({ current }) => {
      if (current !== 'open sesame now') throw new Refused('WRONG_PASSPHRASE')
      return vault
    },
    'vault.erase': () => {
      vault = { kind: 'memoryOnly', reason: 'weak_backend' }
      accounts = accounts.map((one) => ({ ...one, hasKey: false }))
      return vault
    },
    'vault.lock': () => {
      vault = { kind: 'locked' }
      return vault
    },
    'accounts.list': () => [...accounts],
    'accounts.add': (input) => {
      const provider = PROVIDERS.find((one) => one.id === input.provider)
      const added = {
        id: `account-${input.provider}-${accounts.length}`,
        provider: input.provider,
        label: input.label,
        settings: {},
        currencies: provider?.capabilities.currencies ?? [],
        hasKey: true,
        createdAt: Date.now(),
        paused: null,
        lastAnswerAt: null,
        trouble: null,
      }
      accounts = [...accounts, added]
      return added
    },
    'accounts.update': ({ id, label }) => ({ ...account(id), label }),
    'accounts.replaceKey': ({ id }) => account(id),
    'accounts.largestAsked': () => ({ amount: null }),
    'accounts.test': ({ id }) => {
      if (account(id).paused) throw new Refused('AUTH_REJECTED')
      return { environment: 'live', name: 'Corner shop', warnings: ['approval_unknown'] }
    },
    'accounts.tryKey': ({ credentials }) => {
      if (Object.values(credentials).some((value) => value.startsWith('wrong')))
        throw new Refused('AUTH_REJECTED')
      if (Object.values(credentials).some((value) => value.startsWith('away')))
        throw new Refused('UNREACHABLE')
      return { environment: 'live', name: 'Corner shop', warnings: [] }
    },
    'accounts.forget': ({ id }) => {
      accounts = accounts.filter((one) => one.id !== id)
      return null
    },
    'invoices.create': (input) => {
      const known = byToken.get(input.token)
      if (known) return invoice(known)
      const made = invoiceOf({
        n: 501 + byToken.size,
        provider: account(input.accountId).provider,
        status: 'creating',
        asked: input.amount,
        description: input.description,
        createdAt: Date.now(),
      })
      byToken.set(input.token, made.invoice.id)
      setTimeout(() => restate(made.invoice.id, 'open'), 900)
      return put(made)
    },
    'invoices.list': ({ search, status, provider, cursor, limit }) => {
      const all = [...invoices.values()]
        .map((detail) => detail.invoice)
        .filter((row) => status.length === 0 || status.includes(row.status))
        .filter((row) => provider.length === 0 || provider.includes(row.provider))
        .filter((row) => `${row.number} ${row.description}`.toLowerCase().includes(search.toLowerCase()))
        .toSorted((a, b) => b.createdAt - a.createdAt)
      const from = Number(cursor ?? 0)
      const rows = all.slice(from, from + limit)
      return { rows, nextCursor: from + limit < all.length ? String(from + limit) : null }
    },
    'lists.invoices': (query) => {
      const rows = rowsOf(invoices)
      if (scene.name === 'list-unread') throw new Refused('BOOK_STOPPED')
      return scene.name === 'list-million' && rows[0]
        ? millionStretch(rows[0], query)
        : fakeStretch(rows, query)
    },
    'lists.ids': (query) => {
      const { asOf, count, rows } = fakeStretch(rowsOf(invoices), query)
      return { asOf, count, ids: rows.map(({ id }) => id) }
    },
    'lists.newest': ({ filter, limit }) => {
      const query = { filter, sort: { by: 'created', down: true }, from: 0, limit } as const
      const found = fakeStretch(rowsOf(invoices), query)
      return { ...found, count: found.rows.length, isWhole: found.count === found.rows.length }
    },
    'lists.next': ({ from, ...query }) => {
      const { asOf, count, rows } = fakeStretch(rowsOf(invoices), { ...query, from, limit: MANY })
      const at = rows.findIndex(({ reviewed }) => reviewed === null)
      return { asOf, count, place: at < 0 ? null : from + at }
    },
    ...review,
    ...createFakeKept(() => kind),
    ...createFakePeriods(scene.name, emit),
    ...createFakeImports(),
    'lists.sums': ({ filter }) => fakeSums(rowsOf(invoices), filter),
    'lists.receipts': (query) => {
      if (scene.name === 'list-unread') throw new Refused('BOOK_STOPPED')
      return fakeReceipts([...invoices.values()], query)
    },
    'lists.counts': (query) => fakeCounts(rowsOf(invoices), query),
    'lists.receiptCounts': (query) => fakeReceiptCounts([...invoices.values()], query),
    'lists.receiptSums': ({ filter }) => fakeReceiptSums([...invoices.values()], filter),
    'lists.month': (stretch) => {
      if (scene.name === 'list-unread') throw new Refused('BOOK_STOPPED')
      return fakeMatrix(scene.name, stretch)
    },
    'lists.charts': (stretch) => fakeCharts(scene.name, stretch),
    'invoices.get': ({ id }) => invoice(id),
    'invoices.view': () => null,
    'invoices.check': ({ id }) => invoice(id),
    'invoices.relink': ({ id }) => {
      restate(id, 'open')
      return invoice(id)
    },
    'invoices.linkForRemainder': ({ id }) => invoice(id),
    'invoices.acceptShortfall': ({ id }) => {
      restate(id, 'paid')
      return invoice(id)
    },
    'invoices.abandon': ({ id }) => {
      restate(id, 'abandoned')
      return invoice(id)
    },
    'invoices.note': ({ id, text }) => {
      const before = invoice(id)
      return put({
        ...before,
        events: [...before.events, { id: `note-${seq}`, at: Date.now(), kind: 'note', data: { text } }],
      })
    },
    'invoices.recordRefund': ({ id, currency, amount, reason, reference }) => {
      const before = invoice(id)
      const recorded = {
        ...{
          id: `refund-${seq}`,
          amount: { currency, amount },
          reason,
          reference: reference || null,
          person: '',
        },
        ...{ recordedAt: Date.now(), undone: null },
      }
      return put({
        ...before,
        invoice: { ...before.invoice, refunded: { currency, amount } },
        refunds: [...before.refunds, recorded],
      })
    },
    'invoices.undoRefund': ({ refundId, reason }) => {
      const before = [...invoices.values()].find(({ refunds }) => refunds.some(({ id }) => id === refundId))
      if (!before) throw new Refused('NOT_FOUND')
      const undone = { at: Date.now(), reason, person: '' }
      const { currency } = before.invoice.asked
      return put({
        ...before,
        invoice: { ...before.invoice, refunded: { currency, amount: '0' } },
        refunds: before.refunds.map((one) => (one.id === refundId ? { ...one, undone } : one)),
      })
    },
    'items.list': () => [...items],
    'items.picture': () => ({ webp: RED_DOT }),
    'items.save': ({ id, name, currency, price, code }) => {
      const saved = {
        id: id ?? `item-${items.length + 1000}`,
        name,
        price: { currency, amount: price },
        code,
        hasPicture: false,
        active: true,
        updatedAt: Date.now(),
      }
      items = [...items.filter((one) => one.id !== id), saved]
      return saved
    },
    'items.retire': ({ id, retired }) => {
      items = items.map((one) => (one.id === id ? { ...one, active: !retired } : one))
      const found = items.find((one) => one.id === id)
      if (!found) throw new Refused('NOT_FOUND')
      return found
    },
    'links.copy': () => null,
    'links.open': () => null,
    'exceptions.list': ({ from, limit, ...filter }) => {
      const rows = ofFilter(exceptions, filter)
      return { count: rows.length, rows: rows.slice(from, from + limit), news: 1 }
    },
    'exceptions.count': () => ({ open: exceptions.filter((one) => one.resolvedAt === null).length }),
    'exceptions.kinds': ({ resolved }) => ({
      kinds: kindsOf(ofFilter(exceptions, { resolved, kind: null })),
      handledThisMonth: 45,
    }),
    'exceptions.keys': ({ kind, from, limit }) => {
      const rows = ofFilter(exceptions, { resolved: false, kind })
      const keys = rows
        .slice(from, from + limit)
        .map(({ id, kind, difference }) => ({ id, kind, difference }))
      return { count: rows.length, keys, news: 1 }
    },
    'exceptions.handle': ({ ids, note }) => {
      const open = exceptions.filter(({ id, resolvedAt }) => ids.includes(id) && resolvedAt === null)
      const handled = { resolvedAt: Date.now(), how: 'person', note, person: settings.cashier } as const
      exceptions = exceptions.map((one) => (open.includes(one) ? { ...one, ...handled } : one))
      emit('exceptions.changed', ids)
      const number = open[0]?.number ?? ''
      return { handled: open.length, gone: ids.length - open.length, renewed: 0, number, renewedNumber: '' }
    },
    'exceptions.takeIn': () => ({ number: 'CF-049999' }),
    'watching.state': () => watchingOf(accounts, Date.now()),
    'export.receipts': ({ format }) => {
      return exported('movements', `receipts-2026-11-20.${format}`)
    },
    'export.start': ({ kind, preset }) => {
      const one: ExportJob = {
        ...{ id: `export-100${started.length}`, kind, state: 'running', error: null, preset, by: 'person' },
        ...{ days: { from: '2026-10-01', to: '2026-10-31' }, fileName: `${kind}_2026-10_v2.xlsx` },
        ...{ rowsWritten: 16_800, rowsTotal: 45_112, secondsLeft: 6 },
      }
      started.unshift(one)
      emit('export.changed', [one.id])
      return one
    },
    'export.preview': ({ sums }) => ({
      ...{ count: 480, fileName: 'movements_2026-11_v2.xlsx' },
      ...{
        table: { names: ['invoice_number'], head: ['invoice_number'], rows: [['CF-000480']] },
        text: null,
        isClosed: false,
        sums: sums ? [] : null,
      },
    }),
    'export.compare': () => null,
    'export.changes': () => null,
    'export.again': () => null,
    'export.schedules': () => schedules,
    'export.schedule': (asked) => {
      const folder = '/home/samira/Documents/Books'
      schedules.push({
        id: `schedule-${schedules.length}`,
        ...asked,
        folder,
        through: '2026-11-19',
        failed: null,
      })
      return schedules
    },
    'export.unschedule': () => {
      schedules.length = 0
      return schedules
    },
    'export.jobs': () => [...started, ...(job ? [job] : [])],
    'export.status': () => {
      if (!job) throw new Refused('NOT_FOUND')
      return job
    },
    'export.cancel': () => {
      if (!job) throw new Refused('NOT_FOUND')
      job = { ...job, state: 'cancelled' }
      return job
    },
    'export.reveal': () => null,
    'practice.pay': ({ invoiceId, amount }) => {
      const { asked } = invoice(invoiceId).invoice
      const difference = amount === null ? 0 : Number(amount) - Number(asked.amount)
      const status = difference === 0 ? 'paid' : difference > 0 ? 'overpaid' : 'underpaid'
      setTimeout(() => restate(invoiceId, status, amount ?? asked.amount, (-difference).toFixed(2)), 400)
      return invoice(invoiceId)
    },
    'practice.expire': ({ invoiceId }) => {
      setTimeout(() => restate(invoiceId, 'expired'), 400)
      return invoice(invoiceId)
    },
  }

  function answer(route: string, input: unknown): Envelope<unknown> {
    try {
      if (!people.may(route)) {
        // The window hides or disables what a person may not do: that it asks all the same is a fault of it.
        console.error(`refused ${route}`)
        throw new Refused('NOT_ALLOWED')
      }
      const handler = answers[route as RouteName] as (input: unknown) => unknown
      return { ok: true, value: structuredClone(handler(input)) }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return {
        ok: false,
        error: { code: error.code, params: error.params, retryable: false, correlationId: 'made-up' },
      }
    }
  }

  return {
    call: async (route, input) => {
      const isSlow = scene.name === 'list-slow' && route.startsWith('lists.')
      await new Promise((done) => setTimeout(done, isSlow ? 600_000 : 5))
      if (scene.name === 'backups-slow' && route === 'backups.restore') await closedLong()
      return answer(route, input)
    },
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const rowsOf = (invoices: ReadonlyMap<string, RouteOutput<'invoices.get'>>) =>
  [...invoices.values()].map((detail) => detail.invoice)
