import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APART_MS, BY_HAND, callFrom, sell } from '../../../tools/tour/window.ts'
import { eventually } from '../../support/app/host.ts'
import { type LaunchedApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'
import { PEOPLE, setUpPeople, signedIn, switchTo } from '../../support/window/people.ts'
import { openPracticeShop } from '../../support/window/shop.ts'

onEveryLauncher('a day of two cashiers and a bookkeeper, by the keys alone', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let ofAmine = ''
  let ofNoor = ''
  beforeAll(async () => {
    app = await openPracticeShop({ launcher, size: SIZES[0] }, '1ShotPay', 'USD')
    page = app.page
  })
  afterAll(() => app?.close())

  const press = async (key: string) => {
    await page.waitForTimeout(60)
    await page.keyboard.press(key)
  }
  const amount = () => page.getByRole('status', { name: 'Amount', exact: true })
  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor()
  const announced = (text: RegExp) =>
    page.getByTestId('announcer').filter({ hasText: text }).waitFor({ state: 'attached' })

  it('begins with the owner, who sets people up where nobody signs in yet', async () => {
    await press('Control+l')
    await heading('Settings')
    await announced(/Nobody signs in at this till/)
    await page.getByRole('button', { name: 'Set up people…' }).focus()
    await look(page, 'people-none')
    await press('Enter')
    await page.getByRole('dialog', { name: 'Set up people' }).waitFor()
    await page.keyboard.type(PEOPLE.samira.name, BY_HAND)
    for (const _ of ['once', 'twice']) {
      await press('Tab')
      await page.keyboard.type(PEOPLE.samira.pin, BY_HAND)
    }
    await look(page, 'people-set-up')
    await press('Enter')
    await signedIn(page, 'samira')
    await announced(/You are signed in as Samira/)
  })

  it('goes on with a person for each, added by the owner', async () => {
    const { leila } = PEOPLE
    await page.getByRole('button', { name: 'Add a person' }).focus()
    await press('Enter')
    await page.getByRole('dialog', { name: 'Add a person' }).waitFor()
    await page.keyboard.type(leila.name, BY_HAND)
    await press('Tab')
    await press('ArrowDown')
    await page.getByRole('option', { name: 'Bookkeeper' }).waitFor()
    await press('ArrowUp')
    await press('Enter')
    for (const _ of ['once', 'twice']) {
      await press('Tab')
      await page.keyboard.type(leila.pin, BY_HAND)
    }
    await press('Enter')
    await page.getByRole('listitem').filter({ hasText: leila.name }).waitFor()
    for (const { name, role, pin } of [PEOPLE.amine, PEOPLE.noor])
      await callFrom(page, 'people.add', { name, role, pin })
    await page.getByRole('listitem').filter({ hasText: PEOPLE.noor.name }).waitFor()
    expect((await callFrom(page, 'people.view', {})).people.map(({ name, role }) => [name, role])).toEqual(
      Object.values(PEOPLE).map(({ name, role }) => [name, role]),
    )
    await look(page, 'people-owner')
  })

  it('gives each cashier an own counter: what one was typing waits for who was typing it', async () => {
    await switchTo(page, 'amine')
    await keypad()
    await expect.poll(() => amount().innerText()).toMatch(/^0\.00/)
    ofAmine = await sell(page, '1250')
    await callFrom(page, 'practice.pay', { invoiceId: ofAmine, amount: null })
    await page.locator('.sale-paid').waitFor()
    await press('n')
    await keypad()
    await page.keyboard.type('777', BY_HAND)
    await expect.poll(() => amount().innerText()).toMatch(/^7\.77/)
    await switchTo(page, 'noor')
    await keypad()
    await expect.poll(() => amount().innerText()).toMatch(/^0\.00/)
    ofNoor = await sell(page, '3000')
    await switchTo(page, 'amine')
    await keypad()
    await expect.poll(() => amount().innerText()).toMatch(/^7\.77/)
    await switchTo(page, 'noor')
    await page.getByRole('article', { name: /Sale PR-000002/ }).waitFor()
  })

  it('shows a cashier the own day alone, and no more of the books', async () => {
    await callFrom(page, 'practice.pay', { invoiceId: ofNoor, amount: null })
    await eventually(async () => {
      const { invoice } = await callFrom(page, 'invoices.check', { id: ofNoor })
      return invoice.status === 'paid' ? invoice : null
    })
    await press('Control+3')
    await heading('Books')
    await page.getByRole('heading', { name: /Today, yours/ }).waitFor()
    await expect.poll(() => page.getByRole('table').innerText()).toMatch(/30\.00 USD/)
    expect(await page.getByRole('table').innerText()).not.toMatch(/12\.50|42\.50/)
    expect(await page.getByRole('tab').count()).toBe(0)
    await look(page, 'people-cashier-books')
    await expect(callFrom(page, 'books.today', {})).rejects.toThrow('NOT_ALLOWED')
  })

  it('leaves a cashier of the settings what is everybody’s, and of a sale no refund', async () => {
    await press('Control+4')
    await heading('Settings')
    const sections = await page.locator('.settings-sections').getByRole('button').allInnerTexts()
    expect(sections).toEqual(['You', 'Sound', 'Appearance', 'Keyboard shortcuts', 'About'])
    await look(page, 'people-cashier-settings')
    await press('Control+2')
    await page
      .getByRole('grid', { name: 'Invoices' })
      .getByRole('row', { name: /PR-000002/ })
      .waitFor()
    expect(await page.getByRole('radio', { name: /Needs attention/ }).count()).toBe(0)
    expect(await page.getByRole('table', { name: 'Sums' }).count()).toBe(0)
    await press('Home')
    await page.waitForTimeout(APART_MS)
    await press('Enter')
    const refund = page.getByRole('button', { name: 'Record a refund' })
    await refund.waitFor()
    expect(await refund.getAttribute('aria-disabled')).toBe('true')
    expect(await refund.getAttribute('title')).toMatch(/Only an owner or a bookkeeper/)
    await look(page, 'people-cashier-invoices')
    await press('Escape')
  })

  it('lets the bookkeeper review and close, and says why a bookkeeper does not sell', async () => {
    await switchTo(page, 'leila')
    await keypad()
    await page.keyboard.type('500', BY_HAND)
    await press('Enter')
    await page
      .getByText(/Only an owner or a cashier can sell/)
      .first()
      .waitFor()
    await look(page, 'people-bookkeeper-counter')
    await press('Control+3')
    await heading('Books')
    for (const part of ['Month', 'Close', 'Trail'] as const)
      expect(await page.getByRole('tab', { name: part, exact: true }).count(), part).toBe(1)
    expect(await page.getByRole('heading', { name: /^Today/ }).count()).toBe(0)
    await page.getByRole('tab', { name: 'Backups' }).focus()
    await press('Enter')
    const make = page.getByRole('button', { name: 'Back up now' })
    await make.waitFor()
    expect(await make.getAttribute('title')).toMatch(/Only an owner/)
    await look(page, 'people-bookkeeper-backups')
  })

  it('names in the history of a sale who did what', async () => {
    await press('Control+2')
    const grid = page.getByRole('grid', { name: 'Invoices' })
    await grid.getByRole('row', { name: /PR-000001/ }).waitFor()
    await press('End')
    await page.waitForTimeout(APART_MS)
    await press('Enter')
    const history = page.getByRole('region', { name: 'History' })
    await expect.poll(() => history.innerText()).toMatch(/Amine/)
    expect(await history.innerText()).not.toMatch(/نور|Samira/)
  })

  it('ends with the owner, who may turn people off: the till is as before', async () => {
    await switchTo(page, 'samira')
    await press('Control+4')
    await heading('Settings')
    await page.getByRole('button', { name: 'Turn people off…' }).focus()
    await press('Enter')
    await page.getByRole('alertdialog', { name: 'Turn people off?' }).waitFor()
    await press('Tab')
    await press('Enter')
    await page.getByRole('button', { name: 'Set up people…' }).waitFor()
    expect((await callFrom(page, 'people.view', {})).state).toEqual({ kind: 'none' })
    await setUpPeople(page)
    expect((await callFrom(page, 'people.view', {})).people).toHaveLength(4)
  })
})
