import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo, sell } from '../../../tools/tour/window.ts'
import { eventually } from '../../support/app/host.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look } from '../../support/window/look.ts'
import { lock, locked, openPeopledTill, signIn, type TillPerson } from '../../support/window/people.ts'

onEveryLauncher('what is half typed when the till locks', (launcher) => {
  let app: LaunchedApp
  let page: Page
  beforeAll(async () => {
    app = await openPeopledTill(launcher)
    page = app.page
    const id = await sell(page, '1290')
    await callFrom(page, 'practice.pay', { invoiceId: id, amount: null })
    await eventually(async () => {
      const { invoice } = await callFrom(page, 'invoices.check', { id })
      return invoice.status === 'paid' ? invoice : null
    })
    await page.keyboard.press('n')
  })
  afterAll(() => app?.close())

  /** As the till locks itself after idle minutes, and somebody signs in. */
  async function lockAnd(who: TillPerson): Promise<void> {
    await lock(page)
    await signIn(page, who)
  }
  const dialog = () => page.getByRole('dialog')
  const field = (name: string | RegExp) => dialog().getByLabel(name)
  /** All that stands in any field of the window. */
  const typed = async () => {
    const all = await page.locator('input, textarea').all()
    return (await Promise.all(all.map((one) => one.inputValue()))).join('\n')
  }

  async function openInvoice(): Promise<void> {
    await goTo(page, 'Invoices')
    await page.getByRole('row', { name: /PR-000001/ }).click()
    await page.getByRole('region', { name: 'History' }).waitFor()
  }

  it('a refund stands there again for whoever typed it, is recorded once, and is shown to nobody else', async () => {
    await openInvoice()
    await page.getByRole('button', { name: 'Record a refund' }).first().click()
    await field(/^Given back/).fill('3.25')
    await field('Reason').fill('a scratched lamp')
    await lockAnd('leila')
    expect(await dialog().count()).toBe(0)
    await openInvoice()
    await page.getByRole('button', { name: 'Record a refund' }).first().click()
    expect(await typed()).not.toMatch(/3\.25|scratched/)
    await page.keyboard.press('Escape')
    await lockAnd('samira')
    await openInvoice()
    // No dialog opens by itself: whoever comes back types on, and what is typed would go into it.
    expect(await dialog().count()).toBe(0)
    await page.getByRole('button', { name: 'Record a refund' }).first().click()
    await expect.poll(() => field(/^Given back/).inputValue()).toBe('3.25')
    expect(await field('Reason').inputValue()).toBe('a scratched lamp')
    await look(page, 'people-unsent')
    await page.getByRole('button', { name: 'Record the refund' }).click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('a scratched lamp').first().waitFor()
    // What was sent is unsent no more.
    await lockAnd('samira')
    await page.getByRole('region', { name: 'History' }).waitFor()
    await page.getByRole('button', { name: 'Record a refund' }).first().click()
    expect(await typed()).not.toMatch(/scratched/)
    await page.keyboard.press('Escape')
  })

  it('a note stands there again, and what was closed by its person is gone', async () => {
    await openInvoice()
    await page.getByLabel('Note', { exact: true }).fill('calls back on Mon')
    await lockAnd('samira')
    await expect.poll(() => page.getByLabel('Note', { exact: true }).inputValue()).toBe('calls back on Mon')
    await page.getByLabel('Note', { exact: true }).fill('')
    await page.getByRole('button', { name: 'Record a refund' }).first().click()
    await field('Reason').fill('thought better of it')
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await lockAnd('samira')
    await openInvoice()
    await page.getByRole('button', { name: 'Record a refund' }).first().click()
    expect(await typed()).not.toMatch(/thought better/)
    await page.keyboard.press('Escape')
  })

  it('a form of the settings stands there again, but no PIN', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Add a person' }).click()
    await field('Name').fill('Mourad')
    await field('New PIN').fill('97531')
    await lockAnd('leila')
    expect(await typed()).not.toMatch(/Mourad|97531/)
    await lockAnd('samira')
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Add a person' }).click()
    await expect.poll(() => field('Name').inputValue()).toBe('Mourad')
    expect(await typed()).not.toMatch(/97531/)
    await page.keyboard.press('Escape')
  })

  it('is gone with the window, and lies in no file', async () => {
    await openInvoice()
    await page.getByLabel('Note', { exact: true }).fill('only in memory')
    await callFrom(page, 'people.lock', {})
    await page.reload()
    await locked(page)
    await signIn(page, 'samira')
    await openInvoice()
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('')
  })
})
