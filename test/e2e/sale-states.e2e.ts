import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InvoiceDetail } from '../../src/shared/contract/models.ts'
import type { ProviderId } from '../../src/shared/contract/providers.ts'
import { callFrom, chooseAccount } from '../../tools/tour/window.ts'
import { type PracticeServer, startPractice } from '../support/practice.ts'
import { readQr } from '../support/qr-pixels.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from './launchers/index.ts'
import { COUNTER_SIZES, look } from './look.ts'
import { boxesOf, cutOff } from './stand.ts'

/** What stands at the same place whatever the state. */
const FIXED = ['.sale-amount', '.sale-code', '.sale-watch', '.sale-acts', '.keys-hint']

onEveryLauncher('every state of a sale, light and dark, at three sizes', (launcher) => {
  let server: PracticeServer
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    server = await startPractice()
    app = await launchApp({
      launcher,
      size: { width: 1280, height: 800 },
      env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(server.origins) },
    })
    page = app.page
    page.setDefaultTimeout(20_000)
    await callFrom(page, 'vault.createPassphrase', { passphrase: 'four words are enough' })
    await account('ocpay', 'OCPay shop', {})
    await account('oxapay', 'OxaPay shop', { dialect: 'v1' })
    await callFrom(page, 'settings.set', { setupDone: true })
    await page.reload()
    await keypad()
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  const account = (provider: ProviderId, label: string, settings: Record<string, string>) =>
    callFrom(page, 'accounts.add', {
      provider,
      label,
      settings,
      credentials: server.practice.credentials[provider],
    })
  const keypad = () => page.getByRole('group', { name: 'Amount keypad' }).waitFor()
  const code = () => page.getByRole('img', { name: /QR code/ })

  /** The sale that was written down last. */
  async function newest(): Promise<InvoiceDetail> {
    const all = { search: '', status: [], provider: [], cursor: null, limit: 1 }
    const { rows } = await callFrom(page, 'invoices.list', all)
    return callFrom(page, 'invoices.get', { id: rows[0]?.id ?? '' })
  }

  async function take(label: string, currency: string): Promise<void> {
    if ((await page.getByRole('article').count()) > 0) await page.keyboard.press('n')
    await keypad()
    await chooseAccount(page, label, currency)
    await page.keyboard.press('Escape')
  }

  async function ask(keys: string): Promise<void> {
    await page.keyboard.type(keys)
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
  }

  /** Sells through OxaPay; answers with what the simulator is to be told of. */
  async function sold(): Promise<{ readonly provider: ProviderId; readonly ref: string }> {
    await take('OxaPay shop', 'USDT')
    await ask('12.5')
    await code().waitFor()
    const { links } = await newest()
    return { provider: 'oxapay', ref: links[0]?.providerRef ?? '' }
  }

  const tell = (path: 'pay' | 'expire' | 'status' | 'fault', body: object) => server.control(path, body)
  const comesTo = (status: string) => page.locator(`.sale-${status}`).waitFor()

  /** Where the parts stood in the first state that was looked at, by size. */
  const stood = new Map<string, Awaited<ReturnType<typeof boxesOf>>>()

  async function lookAt(name: string, url: string | null): Promise<void> {
    await look(page, `state-${name}`, COUNTER_SIZES, async (where) => {
      if (url === null) expect.soft(await code().count(), where).toBe(0)
      else expect.soft(readQr(await code().screenshot()), where).toBe(url)
      const size = where.split('-').at(-1) ?? ''
      const boxes = await boxesOf(page, FIXED)
      expect.soft(boxes, where).toEqual(stood.get(size) ?? boxes)
      stood.set(size, boxes)
      expect.soft(await cutOff(page, '.sale'), where).toEqual([])
      for (const button of await page.locator('.sale').getByRole('button').all()) {
        const box = await button.boundingBox()
        expect.soft(box?.height ?? 0, `${where}: ${await button.innerText()}`).toBeGreaterThanOrEqual(44)
      }
    })
  }

  it('asked, and still trying after ten seconds', async () => {
    await take('OCPay shop', 'DZD')
    await tell('fault', { provider: 'ocpay', operation: 'create', kind: 'timeout_after', times: 1 })
    await ask('7400')
    await comesTo('creating')
    await page.getByText(/Asking OCPay… \d+ s/).waitFor()
    await lookAt('asked', null)
    await page.getByText(/has not answered yet/).waitFor()
    await lookAt('still-trying', null)
  })

  it('waiting, asked about, confirming and paid', async () => {
    const link = await sold()
    const url = (await newest()).links[0]?.url ?? ''
    await lookAt('waiting', url)
    await page.keyboard.press('F5')
    await page.locator('.raw-word').getByText('new').waitFor()
    await lookAt('asked-about', url)
    await tell('status', { ...link, status: 'confirming' })
    await comesTo('confirming')
    await lookAt('confirming', url)
    await tell('pay', link)
    await comesTo('paid')
    await lookAt('paid', null)
  })

  it('short, its code again, the question whether it is enough, and the code for the rest', async () => {
    const link = await sold()
    await tell('pay', { ...link, amount: '9' })
    await comesTo('underpaid')
    await lookAt('short', null)
    await page.keyboard.press('q')
    await lookAt('short-code', (await newest()).links[0]?.url ?? '')
    await page.keyboard.press('q')
    await page.getByRole('button', { name: 'New link for the rest' }).click()
    await code().waitFor()
    const { links, invoice } = await newest()
    const rest = links.find((one) => one.id === invoice.shareLinkId)
    await page.getByText(/^3\.50 USDT still to pay/).waitFor()
    expect(rest?.asked.amount).toMatch(/^3\.50*$/)
    await lookAt('short-rest', rest?.url ?? '')
  })

  it('over', async () => {
    const link = await sold()
    await tell('pay', { ...link, amount: '15' })
    await comesTo('overpaid')
    await lookAt('over', null)
  })

  it('expired, and late', async () => {
    const link = await sold()
    await tell('expire', link)
    await comesTo('expired')
    await lookAt('expired', null)
    await page.waitForTimeout(1_100)
    await tell('pay', link)
    await page.keyboard.press('F5')
    await comesTo('paid_late')
    await lookAt('late', null)
  })

  it('refunded', async () => {
    const link = await sold()
    await tell('pay', link)
    await comesTo('paid')
    await tell('status', { ...link, status: 'refunded' })
    await page.keyboard.press('F5')
    await comesTo('refunded')
    await lookAt('refunded', null)
  })

  it('declined by the payer’s bank, and refused by the provider', async () => {
    await take('OCPay shop', 'DZD')
    await ask('7500')
    await code().waitFor()
    const ref = (await newest()).links[0]?.providerRef ?? ''
    await tell('status', { provider: 'ocpay', ref, status: 'declined' })
    await comesTo('failed')
    await page.getByText('The link has ended.').waitFor()
    await lookAt('declined', null)
    await take('OCPay shop', 'DZD')
    await tell('fault', {
      provider: 'ocpay',
      operation: 'create',
      kind: 'http_status',
      status: 400,
      times: 1,
    })
    await ask('7600')
    await comesTo('failed')
    await lookAt('refused', null)
  })

  it('given up, and its code again', async () => {
    await sold()
    const { links, invoice } = await newest()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('1')
    await keypad()
    await page.getByRole('button', { name: new RegExp(invoice.number) }).click()
    await comesTo('abandoned')
    await lookAt('given-up', null)
    await page.keyboard.press('q')
    await lookAt('given-up-code', links[0]?.url ?? '')
  })

  it('unknown, with what can still happen to the link that may have been made', async () => {
    await page.keyboard.press('n')
    await page.getByRole('button', { name: /7,400.00 DZD/ }).click()
    await comesTo('unknown')
    await lookAt('unknown', null)
  })
})
