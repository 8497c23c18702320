import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { locked, openPeopledTill, signIn, switchTo } from '../../support/window/people.ts'

const MINUTE_MS = 60_000
/** Main looks whether the time is over at least so often, ms; and the machine is busy. */
const LATE_MS = 25_000

onEveryLauncher('a till that nobody is at', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPeopledTill(launcher)
    page = app.page
  })
  afterAll(() => app?.close())

  const isLocked = async () => (await callFrom(page, 'people.view', {})).state.kind === 'locked'

  it('is told after how many idle minutes it locks itself, by the owner', async () => {
    await goTo(page, 'Settings')
    await page
      .getByRole('button', { name: /Lock the till/ })
      .last()
      .click()
    await page.getByRole('option', { name: 'After 1 idle minute' }).click()
    await expect.poll(async () => (await callFrom(page, 'people.view', {})).autoLock).toBe(1)
  })

  it('locks itself then, and not while somebody is at it; the sale on the screen waits for whoever comes back', async () => {
    await switchTo(page, 'amine')
    await sell(page, '1250')
    const began = Date.now()
    // Whoever looks at the list every now and then is at the till.
    while (Date.now() - began < MINUTE_MS + LATE_MS) {
      await page.mouse.move(300 + (Date.now() % 50), 300)
      await page.waitForTimeout(15_000)
      expect(await isLocked()).toBe(false)
    }
    await locked(page, { timeout: MINUTE_MS + LATE_MS })
    expect(await isLocked()).toBe(true)
    await signIn(page, 'amine')
    await page.getByRole('article', { name: /Sale PR-000001/ }).waitFor()
  }, 300_000)
})
