import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type RouteName, routes } from '../../../src/shared/contract/routes/index.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../../support/app/host.ts'
import { manualTime } from '../../support/app/manual-time.ts'
import { type ChangeCases, ChangesBench, practiceSale } from '../../support/people/changes/bench.ts'
import { CHANGES_OF_BOOKS } from '../../support/people/changes/of-books.ts'
import { CHANGES_OF_SALES } from '../../support/people/changes/of-sales.ts'
import { CHANGES_OF_TILL } from '../../support/people/changes/of-till.ts'
import { rowsOf, smallFiles, staffOf } from '../../support/people/staff.ts'
import { ID, INPUTS } from '../../support/shop/route-inputs.ts'

const ROUTES = Object.keys(routes) as readonly RouteName[]

/** For each route that changes something: what it leaves in the trail, and how it is called. */
const CHANGES: ChangeCases = { ...CHANGES_OF_SALES, ...CHANGES_OF_TILL, ...CHANGES_OF_BOOKS }

/** The routes that change something and leave no event, each with the reason. */
const NO_EVENT: Partial<Readonly<Record<RouteName, string>>> = {
  'settings.setOwn': 'theme and sound: how the window looks and sounds to whoever is at it',
  'lists.keep': 'how somebody left a list of the window',
  'lists.keepColumns': 'how somebody arranged the columns of the window',
  'lists.saveViews': 'saved views of the window; nothing of the book is other for them',
  'display.keepAwake': 'the display alone, while a code is on it',
  'customer.show': 'what the customer sees, until something else is to be seen',
  'customer.speak': 'the language of one customer, until the next one',
  'display.hideAmounts': 'the window and the desktop alone, until the window closes',
  'settings.keepAccount': 'which account the next sale begins with; the sale names its own',
  'book.switch': 'which book is shown; both stay as they are',
  'backups.make':
    'one more file among the backups, which are listed with their time; the book stays as it is',
  'backups.newsRead': 'that news was read, which were events themselves',
  'files.dismiss': 'that news of a small file were read',
  'people.signIn': 'who is at the till: every event from then on names that one',
  'people.lock': 'nobody is at the till: no event from then on names anybody',
  'people.active': 'a sign of life',
  'vault.unlock': 'opens keys until the app closes; a wrong passphrase is an event (till_changed)',
  'vault.lock': 'closes keys until they are opened again',
  'invoices.check': 'asks a provider: what it tells is its word and nobody’s doing',
  'standing.check': 'asks a provider: what it tells is its word and nobody’s doing',
  'books.compare': 'asks a provider: what it tells is its word and nobody’s doing',
  'accounts.test':
    'asks a provider: what it says of the key is its word; a pause begins or ends with an event',
  'imports.cancel': 'gives up what somebody takes; that it is undone is an event of the import',
  'imports.preview': 'how a file with these columns is read is remembered; nothing is taken',
  'periods.readStatement': 'how a file with these columns is read is remembered; nothing is kept of it',
  'practice.pay': 'practice only: the simulated customer',
  'practice.payStanding': 'practice only: the simulated customer',
  'practice.expire': 'practice only: the simulated customer',
}

/** What of the others is refused here, because there is nothing of the kind. */
const REFUSED: Partial<Readonly<Record<RouteName, string>>> = {
  'accounts.tryKey': 'PRACTICE_KEYS',
  'moving.reveal': 'NOT_FOUND',
  'export.reveal': 'NOT_FOUND',
  'links.copy': 'NOT_FOUND',
  'links.open': 'NOT_FOUND',
  'standing.copy': 'NOT_FOUND',
  'periods.lookAtStatement': 'NOT_FOUND',
  'imports.look': 'NOT_FOUND',
  'imports.rows': 'NOT_FOUND',
  'imports.saveOthers': 'NOT_FOUND',
  'backups.preview': 'NOT_FOUND',
  'export.status': 'NOT_FOUND',
  'export.cancel': 'NOT_FOUND',
}

const entries = async (shop: TestApp, limit = 200) =>
  (await shop.call('trail.entries', { from: 0, limit })).rows

describe('each change leaves an event that names who made it', () => {
  const bench = new ChangesBench()
  afterEach(() => bench.endCase())
  afterAll(() => bench.end())

  it.each(Object.entries(CHANGES))('%s', { timeout: 60_000 }, async (_, [kinds, run]) => {
    const { shop, act } = await run(bench)
    const known = new Set(
      await entries(shop).then(
        (rows) => rows.map(({ hash }) => hash),
        () => [],
      ),
    )
    await act()
    await eventually(async () => {
      const rows = (await entries(shop)).filter(({ hash }) => !known.has(hash))
      const named = rows.filter(({ data }) => data.by === 'Nadia' || data.whom === 'Nadia')
      const lacks = kinds.filter((kind) => !named.some((one) => one.kind === kind))
      return lacks.length === 0 ? true : null
    }, 20_000)
  })
})

it('every route either changes nothing, or is shown to leave an event, or has a reason why not', () => {
  const told = [...Object.keys(CHANGES), ...Object.keys(NO_EVENT)]
  expect(told.filter((route, n) => told.indexOf(route) !== n)).toEqual([])
  const writing = ROUTES.filter((route) => routes[route].write)
  expect(writing.filter((route) => !told.includes(route))).toEqual([])
})

describe('every other route', () => {
  const folder = temporaryFolder()
  let shop: TestApp
  let id = ''
  beforeAll(async () => {
    // Nothing goes on by itself, so that what changes was changed by a call.
    shop = await startTestApp({ folder: folder.path, ...manualTime() })
    await shop.call('book.switch', { kind: 'practice' })
    await staffOf(shop)
    id = await practiceSale(shop)
  })
  afterAll(async () => {
    await shop.app.close()
    folder.clean()
  })

  const others = ROUTES.filter((route) => !(route in CHANGES) && !(route in NO_EVENT))
  it.each(others)('%s changes nothing that is kept', async (route) => {
    const everything = () => [rowsOf(join(folder.path, 'practice.sqlite')), smallFiles(folder.path)]
    const before = everything()
    const input = JSON.parse(JSON.stringify(INPUTS[route]).replaceAll(ID, id)) as never
    const ask = routes[route].windows.includes('till') ? shop.envelope : shop.fromDisplay
    const answer = await ask(route, input)
    expect(answer.ok ? 'done' : answer.error.code).toBe(REFUSED[route] ?? 'done')
    expect(everything()).toEqual(before)
  })
})
