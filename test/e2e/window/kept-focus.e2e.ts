import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWords } from '../../../src/shared/words/words.ts'
import { callFrom, sell } from '../../../tools/tour/window.ts'
import { type Hands, handsAt } from '../../support/window/day/hands.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/look.ts'
import { setUpPeople } from '../../support/window/people.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

const words = createWords('en-GB')

onEveryLauncher('the keys, where what they stood on is out of use or gone', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let hands: Hands
  const target = mkdtempSync(join(tmpdir(), 'counterfoil-kept-'))
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: SIZES[0] }, 'Daisy', 'DAI')
    page = app.page
    const id = await sell(page, '12.5')
    await callFrom(page, 'practice.pay', { invoiceId: id, amount: null })
    await page.locator('.sale-paid').waitFor()
    await setUpPeople(page)
    hands = await handsAt(page, words)
  })
  afterAll(async () => {
    await app?.close()
    rmSync(target, { recursive: true, force: true })
  })

  const focused = (name: string | RegExp) =>
    expect.poll(() => page.locator(':focus').innerText()).toMatch(name)

  it('stay on a button that waits for its answer', async () => {
    await hands.press('Control+2')
    await page.getByRole('row', { name: /PR-000001/ }).waitFor()
    await hands.press('Home')
    await hands.alone('Enter')
    const pane = page.getByRole('complementary', { name: 'Invoice PR-000001' })
    await hands.pressButton('Check now', pane)
    await hands.stands('a sale was checked')
    await focused(/^Check/)
    await hands.pressButton('Close', pane)
    await expect.poll(() => page.locator('.list-grid:focus').count()).toBe(1)
  })

  it('come back to a picker that was out of use while its choice was kept', async () => {
    await hands.press('Control+4')
    await hands.choose('Lock the till', 'After 10 idle minutes')
    await expect.poll(async () => (await callFrom(page, 'people.view', {})).autoLock).toBe(10)
    await focused(/After 10 idle minutes/)
  })

  it('go on beside what has nothing more to do', async () => {
    await hands.press('Control+3')
    await hands.tabTo(page.getByRole('tab', { selected: true }))
    await hands.aside('next')
    await hands.pressButton('The one before')
    const later = page.getByRole('button', { name: 'The one after', exact: true })
    await hands.tabTo(later)
    await hands.press('Enter')
    await expect.poll(() => later.isDisabled()).toBe(true)
    await hands.stands('the last month was come to')
  })

  it('go along to the exports from the line of the rail that tells of one and is gone then', async () => {
    await app.answerSaveDialog(join(target, 'kept.csv'))
    await hands.find('Export receipts')
    await focused(/^Export receipts$/)
    await hands.press('Enter')
    await page.getByText(/row written to/).waitFor()
    const line = page.getByRole('button', { name: 'Export done' })
    await line.waitFor()
    await hands.tabTo(line)
    await hands.press('Enter')
    await page.getByRole('tab', { name: 'Export', selected: true }).waitFor()
    await hands.stands('the exports were come to')
  })
})

onEveryLauncher('the steps of the first run', (launcher) => {
  it('are gone through by the keys, which stand in each of them', async () => {
    const app = await launchApp({ launcher, size: SIZES[0] })
    try {
      const { page } = app
      const hands = await handsAt(page, words)
      for (const [step, name] of ['Continue', 'Later'].entries()) {
        await hands.pressButton(name)
        await page
          .locator('.steps > li')
          .nth(step + 1)
          .and(page.locator('[aria-current="step"]'))
          .waitFor()
        await hands.stands(`step ${step + 2}`)
        expect(await page.locator('.step :focus').count()).toBe(1)
      }
    } finally {
      await app.close()
    }
  })
})
