import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RIGHTS_OF, type Right, WINDOW_ROLES } from '../../../src/shared/contract/plain/rights.ts'
import { type RouteName, routes } from '../../../src/shared/contract/routes/index.ts'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../../support/app/host.ts'
import { manualTime } from '../../support/app/manual-time.ts'
import { sell } from '../../support/app/practice-till.ts'
import { PINS, rowsOf, type Staff, smallFiles, staffOf } from '../../support/people/staff.ts'
import { ID, INPUTS } from '../../support/shop/route-inputs.ts'

const ROUTES = Object.keys(routes) as readonly RouteName[]
/** Whoever can be at a till where people are set up. */
const WHO = ['nobody', 'Yanis', 'Karim', 'Nadia'] as const
type Who = (typeof WHO)[number]

const RIGHTS: Readonly<Record<Who, readonly Right[]>> = {
  nobody: ['enter'],
  ...{ Yanis: RIGHTS_OF.cashier, Karim: RIGHTS_OF.bookkeeper, Nadia: RIGHTS_OF.owner },
}

const folder = temporaryFolder()
let shop: TestApp
let staff: Staff
/** What the host was asked for: dialogs, folders, the clipboard, the browser. */
const asked: string[] = []
/** Something that exists, by what an input calls it. */
const real = new Map<string, string>()

/** A window of each role, by its number. */
const window = (role: (typeof WINDOW_ROLES)[number]) => ({
  ...{ frameMissing: false, isMainFrame: true, url: 'app://bundle/index.html' },
  webContentsId: WINDOW_ROLES.indexOf(role) + 1,
})

beforeAll(async () => {
  const note = (what: string) => {
    asked.push(what)
    return null
  }
  // Nothing goes on by itself, so that what changes was changed by a call.
  const { clock, timers } = manualTime()
  shop = await startTestApp({
    folder: folder.path,
    ...{ clock, timers },
    windows: () => new Map(WINDOW_ROLES.map((role, n) => [n + 1, role])),
    saveDialog: async () => note('save'),
    folderDialog: async () => note('folder'),
    fileDialog: async () => note('file'),
    copyText: () => void note('copy'),
    openPayLink: () => note('browser') !== null,
    showInFolder: () => void note('show'),
    keepDisplayAwake: () => void note('awake'),
    setTheme: () => void note('theme'),
  })
  await shop.call('book.switch', { kind: 'practice' })
  const sale = await sell(shop, 'a lamp')
  if (!sale.ok) throw new Error(JSON.stringify(sale.error))
  const { id } = sale.value.invoice
  const made = await eventually(async () => {
    const detail = await shop.call('invoices.get', { id })
    return detail.links[0]?.stage === 'live' ? detail : null
  })
  await shop.call('practice.pay', { invoiceId: id, amount: '0.40' })
  const item = await shop.call('items.save', {
    id: null,
    name: 'Lamp',
    currency: 'DAI',
    price: '1',
    code: null,
  })
  staff = await staffOf(shop)
  for (const [name, value] of [
    ['invoices', id],
    ['links', made.links[0]?.id ?? ''],
    ['accounts', made.invoice.accountId],
    ['items', item.id],
    ['people', staff.ids.Yanis],
  ] as const)
    real.set(name, value)
  asked.length = 0
})
afterAll(async () => {
  await shop.app.close()
  folder.clean()
})

/** What a window would send, with what exists in the place of what does not. */
function realInput(route: RouteName): unknown {
  const [subject = ''] = route.split('.')
  const of = (key: string) =>
    real.get(
      { accountId: 'accounts', invoiceId: 'invoices', itemId: 'items', linkId: 'links' }[key] ?? subject,
    ) ?? ID
  return JSON.parse(JSON.stringify(INPUTS[route]), (key, value: unknown) =>
    value !== ID || key === 'token' ? value : of(key === '0' ? 'invoiceId' : key),
  )
}

function everything() {
  return {
    book: rowsOf(join(folder.path, 'practice.sqlite')),
    files: smallFiles(folder.path),
    asked: [...asked],
  }
}

async function be(who: Who): Promise<void> {
  if (who === 'nobody') await shop.call('people.lock', {})
  else await staff.be(who)
}

const mayCall = (who: Who, route: RouteName, role: (typeof WINDOW_ROLES)[number]) =>
  RIGHTS[who].includes(routes[route].right) && routes[route].windows.some((one) => one === role)

describe.each(WHO)('with %s at the till', (who) => {
  it('what may not be called is refused in every window, and changes nothing', async () => {
    await be(who)
    const before = everything()
    for (const role of WINDOW_ROLES)
      for (const route of ROUTES) {
        if (mayCall(who, route, role)) continue
        const answer = await shop.app.call(window(role), route, realInput(route))
        expect([route, role, answer.ok ? 'done' : answer.error.code]).toEqual([route, role, 'NOT_ALLOWED'])
      }
    expect(everything()).toEqual(before)
  })

  it('what may be called is looked at further', async () => {
    await be(who)
    for (const role of WINDOW_ROLES)
      for (const route of ROUTES) {
        if (!mayCall(who, route, role)) continue
        const answer = await shop.app.call(window(role), route, { made: 'to fit no shape' })
        expect([route, role, answer.ok ? 'done' : answer.error.code]).toEqual([route, role, 'INVALID_INPUT'])
      }
  })
})

it('the same inputs do change the book and the files where they may', async () => {
  await be('Nadia')
  for (const route of ['invoices.note', 'items.retire', 'settings.set', 'people.change'] as const) {
    const before = everything()
    const answer = await shop.app.call(window('till'), route, realInput(route))
    expect([route, answer.ok]).toEqual([route, true])
    expect(everything(), route).not.toEqual(before)
  }
})

it('a refusal names what is missing, and of a till that is locked that it is', async () => {
  await be('nobody')
  expect((await shop.refused('invoices.get', { id: ID })).params).toEqual({ right: 'locked' })
  await be('Karim')
  expect((await shop.refused('vault.erase', {})).params).toEqual({ right: 'setUp' })
})

it('a locked till says nothing of the book, and who was put away is told to an owner alone', async () => {
  await be('Nadia')
  await shop.call('people.putAway', { id: staff.ids.Karim })
  const names = async () => (await shop.call('people.view', {})).people.map(({ name }) => name)
  const putAway = await names()
  await be('nobody')
  expect([putAway.length, (await names()).length]).toEqual([3, 2])
  const overview = JSON.stringify(await shop.call('app.overview', {}))
  for (const told of ['"invoiceCount":1', 'PR', 'daisy', 'DZD', PINS.Nadia])
    expect(overview.includes(told), told).toBe(false)
})
