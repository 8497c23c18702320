import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'

onEveryLauncher('the settings of an account', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await launchApp({ launcher, size: { width: 1280, height: 800 } })
    page = app.page
    page.setDefaultTimeout(10_000)
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await goTo(page, 'Settings')
  })
  afterAll(() => app?.close())

  const settingsOf = async (provider: string) =>
    (await callFrom(page, 'accounts.list', {})).find((one) => one.provider === provider)?.settings

  it('take a percentage with decimals and a sentence with spaces, as they are typed', async () => {
    await page.getByRole('button', { name: 'Edit OxaPay' }).click()
    await page.getByLabel('Accept as paid when short by (percent)').pressSequentially('2.5')
    await page.getByLabel('Message after paying (v1 only)').pressSequentially('Thanks, come again')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await settingsOf('oxapay')).toMatchObject({
      underPaidCover: 2.5,
      thanksMessage: 'Thanks, come again',
    })
  })

  it('say at once when an address is none, and do not save it', async () => {
    await page.getByRole('button', { name: 'Edit Daisy' }).click()
    await page.getByLabel('Receiving wallet').pressSequentially('0x123')
    await page.getByText('0x followed by 40 hex characters').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForTimeout(300)
    expect((await settingsOf('daisy'))?.walletAddress ?? null).toBeNull()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  })

  it('take an address of the web shop for OxaPay to call, and none that others could read on the way', async () => {
    await page.getByRole('button', { name: 'Edit OxaPay' }).click()
    const address = page.getByLabel('Web shop address that OxaPay calls')
    await address.fill('http://shop.example.org/paid')
    await page.getByText('A web address that begins with https://').waitFor()
    await look(page, 'settings-callback')
    await address.fill('https://shop.example.org/paid')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await settingsOf('oxapay')).toMatchObject({ callbackUrl: 'https://shop.example.org/paid' })
  })

  it('are where a sale begins: its own picture and payer stand in its details, and go with that sale alone', async () => {
    const account = (await callFrom(page, 'accounts.list', {})).find((one) => one.provider === 'oneshotpay')
    const { id = '', label = '' } = account ?? {}
    const mediaUrl = 'https://shop.example.org/lamp.png'
    await callFrom(page, 'accounts.update', { id, label, settings: { mediaUrl } })
    await goTo(page, 'Counter')
    await chooseAccount(page, label, 'USD')
    await page.keyboard.press('Escape')
    const picture = page.getByLabel('Picture on the payment page')
    const payer = page.getByLabel('Only for this 1ShotPay user')
    expect(await picture.inputValue()).toBe(mediaUrl)
    await payer.fill('ann')
    await page.getByText('An ID like').waitFor()
    await look(page, 'sale-link-options')
    await payer.fill('018f77aa-0000-7000-8000-000000000001')
    await payer.blur()
    const sale = await callFrom(page, 'invoices.get', { id: await sell(page, '12.50') })
    expect(sale.invoice.linkOptions).toEqual({
      mediaUrl,
      requestedPayerUserId: '018f77aa-0000-7000-8000-000000000001',
    })
    await page.getByRole('button', { name: 'Next sale' }).click()
    expect(await payer.inputValue()).toBe('')
  })

  it('leave no way to write HTML into the window: only emptying is let through', async () => {
    const tried = await page.evaluate(() => {
      const { document } = globalThis as unknown as {
        document: { createElement(name: string): { innerHTML: string } }
      }
      const part = document.createElement('div')
      part.innerHTML = ''
      try {
        part.innerHTML = '<b>x</b>'
        return 'written'
      } catch (error) {
        return (error as Error).name
      }
    })
    expect(tried).toBe('TypeError')
  })
})
