import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'

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
    await page.getByLabel('Accept as paid when short by, in percent').pressSequentially('2.5')
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
    await page.getByText('An address of 0x and 40 digits').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForTimeout(300)
    expect((await settingsOf('daisy'))?.walletAddress ?? null).toBeNull()
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
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
