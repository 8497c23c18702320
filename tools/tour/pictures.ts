import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { type PracticeServer, servePractice } from '../../src/main/practice/server.ts'
import type { Practice } from '../../src/main/practice/world/practice-port.ts'
import type { PayOrder } from '../../src/main/practice/world/world.ts'
import { PROVIDER_IDS, type ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import { launchOnStandIn } from '../../test/support/window/launchers/standin.ts'
import { TOUR } from './sales.ts'
import { SHOWN_ITEMS, SHOWN_SALES, type ShownSale } from './shown-sales.ts'
import { smallPng } from './small-png.ts'
import { addAccounts, BY_HAND, callFrom, chooseAccount, goTo, sell } from './window.ts'

const CLOCK = new URL('../../test/support/app/shifted-clock.mjs', import.meta.url)
const MINUTE_MS = 60_000
/** The clock of the app looks into its file five times a second. */
const CLOCK_IS_SEEN_MS = 500
const AT_NOON = 12
const MOST_LOOKS = 200
const STILL_MS = 800

/**
 * Takes the README's four pictures into a folder: the counter, a sale that waits, the same one paid, the list of all.
 *
 * Always on the stand-in, whose clock can be set: the sales of the morning are made in their own minutes.
 */
export async function takePictures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const room = mkdtempSync(join(tmpdir(), 'counterfoil-pictures-'))
  const clockFile = join(room, 'clock')
  let shift = 0
  const setClock = async (page: Page | null, minutesAgo: number) => {
    shift = -minutesAgo * MINUTE_MS
    writeFileSync(clockFile, String(shift))
    await page?.waitForTimeout(CLOCK_IS_SEEN_MS)
  }
  await setClock(null, SHOWN_SALES[0]?.minutesAgo ?? 0)
  const server = await servePractice({ port: 0, now: () => Date.now() + shift })
  const origins = Object.fromEntries(PROVIDER_IDS.map((id) => [id, `${server.url}/${id}`]))
  const app = await launchOnStandIn({
    launcher: 'standin',
    userDataDir: join(room, 'data'),
    env: {
      COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(origins),
      SHIFTED_CLOCK: clockFile,
      NODE_OPTIONS: `--import=${CLOCK.href}`,
      TZ: zoneWhereItIsNoon(),
    },
  })
  const { page } = app
  try {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 1280, height: 800 })
    const accounts = await openCafe(page, server)
    for (const sale of SHOWN_SALES) {
      await setClock(page, sale.minutesAgo)
      await makeSale(page, server, sale, accounts.get(sale.provider) ?? '')
    }
    await setClock(page, 0)
    await page.reload()
    const save = async (name: string) => writeFileSync(join(folder, `${name}.png`), await look(page))
    await showSale(page, server, save)
    await goTo(page, 'Invoices')
    await page.getByText('Breakfast for two').waitFor()
    await save('books')
  } finally {
    await app.close()
    await server.close()
    rmSync(room, { recursive: true, force: true })
  }
}

/** In POSIX names the sign is turned around: west of Greenwich is plus. */
function zoneWhereItIsNoon(): string {
  const west = new Date().getUTCHours() - AT_NOON
  return `Etc/GMT${west < 0 ? west : `+${west}`}`
}

async function openCafe(page: Page, server: PracticeServer): Promise<Map<ProviderId, string>> {
  await page.getByRole('heading', { name: /Welcome/ }).waitFor()
  await addAccounts(page, server.practice.credentials, TOUR)
  for (const [name, price] of SHOWN_ITEMS) {
    await callFrom(page, 'items.save', { id: null, name, currency: 'USD', price, code: null })
  }
  await callFrom(page, 'settings.set', {
    setupDone: true,
    cashier: 'Amina',
    quickAmounts: { USD: ['1', '2', '5', '10'] },
  })
  const accounts = await callFrom(page, 'accounts.list', {})
  return new Map(accounts.map(({ provider, id }) => [provider, id]))
}

async function makeSale(
  page: Page,
  { practice }: PracticeServer,
  { provider, currency, amount, description, then }: ShownSale,
  accountId: string,
): Promise<void> {
  const customer = { customerName: null, customerEmail: null }
  const asked = { token: randomUUID(), accountId, currency, amount, description, ...customer }
  const { id } = (await callFrom(page, 'invoices.create', asked)).invoice
  const target = { provider, ref: await refOf(page, id) }
  if (then === 'waits') return
  if (then === 'gives up') {
    await callFrom(page, 'invoices.abandon', { id, reason: 'Paid in cash' })
    return
  }
  if (then === 'goes' || then === 'pays late') {
    practice.expire(target)
    await callFrom(page, 'invoices.check', { id })
  }
  if (then === 'goes') return
  // The next second: a payment in the same one as its link's end would be in time.
  if (then === 'pays late') await page.waitForTimeout(1_200)
  pay(practice, then.startsWith('pays') ? target : { ...target, amount: then })
  await callFrom(page, 'invoices.check', { id })
}

function pay(practice: Practice, order: PayOrder): void {
  const paid = practice.pay(order)
  if (!paid.ok) throw new Error(`the simulated customer could not pay: ${paid.message}`)
}

/** The provider's reference of an invoice's link, once there is one. */
async function refOf(page: Page, id: string): Promise<string> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const { links } = await callFrom(page, 'invoices.get', { id })
    const ref = links[0]?.providerRef
    if (ref) return ref
    await page.waitForTimeout(50)
  }
  throw new Error('The link of a sale did not come.')
}

async function showSale(
  page: Page,
  { practice }: PracticeServer,
  save: (name: string) => Promise<void>,
): Promise<void> {
  await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  await chooseAccount(page, '1ShotPay', 'USD')
  for (const name of ['Cappuccino', 'Cappuccino', 'Croissant']) {
    await page.getByRole('toolbar', { name: 'Items' }).getByRole('button', { name }).click()
  }
  await page.keyboard.type('1.5', BY_HAND)
  await save('counter')
  const id = await sell(page, '')
  const ref = await refOf(page, id)
  await callFrom(page, 'invoices.check', { id })
  await save('waiting')
  pay(practice, { provider: 'oneshotpay', ref })
  await callFrom(page, 'invoices.check', { id })
  await page.getByText('Paid in full.').waitFor()
  await save('paid')
}

/** What the window shows, with no pointer over it, no focus ring and nothing that still moves. */
async function look(page: Page): Promise<Uint8Array> {
  await page.mouse.move(640, 795)
  await page
    .locator(':focus')
    .blur({ timeout: STILL_MS })
    .catch(() => undefined)
  await page.waitForTimeout(STILL_MS)
  return smallPng(await page.screenshot({ scale: 'css' }))
}
