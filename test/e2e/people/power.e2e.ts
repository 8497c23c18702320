import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom } from '../../../tools/tour/window.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import type { PowerEvent } from '../../support/window/launchers/launched-app.ts'
import { locked, openPeopledTill, signIn } from '../../support/window/people.ts'

onEveryLauncher('a till whose machine sleeps, or locks its screen', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPeopledTill(launcher)
    page = app.page
    await callFrom(page, 'people.keepAutoLock', { minutes: 0 })
  })
  afterAll(() => app?.close())

  const state = async () => (await callFrom(page, 'people.view', {})).state.kind

  it.each(['suspend', 'resume', 'lock-screen'] satisfies PowerEvent[])(
    'is locked by %s, also where it never locks itself after idle minutes',
    async (event) => {
      expect(await state()).toBe('signedIn')
      await app.powerEvent(event)
      await expect.poll(state).toBe('locked')
      await locked(page)
      await signIn(page, 'samira')
    },
  )

  it('is not locked when somebody only unlocks the screen, and asks at once what waited', async () => {
    await app.powerEvent('unlock-screen')
    await page.waitForTimeout(1_000)
    expect(await state()).toBe('signedIn')
  })
})
