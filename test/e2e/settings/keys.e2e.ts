import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo, sell } from '../../../tools/tour/window.ts'
import { type PracticeServer, startPractice } from '../../support/shop/practice.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'

const PASSPHRASE = 'four words are enough'
const NEXT = 'battery staple horse'
const WRONG = 'ocpay-key-of-somebody-else'
const MISSING = 'This is still empty. Fill it in to go on.'

onEveryLauncher('the keys of a new shop', (launcher) => {
  let server: PracticeServer
  let app: LaunchedApp
  let page: Page
  const good = () => server.practice.credentials.ocpay.apiKey
  const outage = (times: number) =>
    server.control('fault', { provider: 'ocpay', operation: '*', kind: 'http_status', status: 503, times })
  const asked = async () => (await server.requests()).length
  const account = async () => (await callFrom(page, 'accounts.list', {}))[0]
  const dialog = () => page.getByRole('dialog')
  const hasFocus = async (one: Locator) => (await one.and(page.locator(':focus')).count()) === 1

  async function replaceWith(key: string): Promise<void> {
    await page.getByRole('button', { name: 'Replace key of OCPay' }).click()
    await dialog().getByLabel('API key').fill(key)
    await dialog().getByRole('button', { name: 'Replace key', exact: true }).click()
  }

  beforeAll(async () => {
    server = await startPractice()
    app = await launchApp({
      launcher,
      size: { width: 1280, height: 800 },
      env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(server.origins) },
    })
    page = app.page
    page.setDefaultTimeout(10_000)
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  it('are tested before the first run calls an account ready: a wrong one is refused and not added', async () => {
    await page.getByLabel('New passphrase').press('Enter')
    expect(await page.getByText(MISSING).count()).toBe(2)
    await page.getByLabel('New passphrase').fill(PASSPHRASE)
    await page.keyboard.press('Enter')
    expect(await hasFocus(page.getByLabel('Repeat the passphrase'))).toBe(true)
    await page.getByLabel('Repeat the passphrase').fill(PASSPHRASE)
    await page.getByRole('button', { name: 'Create passphrase' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Provider', exact: false }).first().click()
    await page.getByRole('option', { name: 'OCPay' }).click()
    await page.getByLabel('Label').press('Enter')
    await page.getByText(MISSING).waitFor()
    expect(await hasFocus(page.getByLabel('API key'))).toBe(true)
    await look(page, 'first-run-no-key')
    await page.getByLabel('API key').fill(WRONG)
    await page.getByRole('button', { name: 'Add account' }).click()
    await page.getByText('The key is not saved, and the account is not added.').waitFor()
    expect(await page.getByRole('button', { name: 'Save anyway' }).count()).toBe(0)
    expect(await page.getByText('OCPay is ready.').count()).toBe(0)
    expect(await account()).toBeUndefined()
    await look(page, 'first-run-wrong-key')
  })

  it('are kept untested where the provider cannot be asked, if somebody says so, and are then not called ready', async () => {
    await outage(1)
    await page.getByLabel('API key').fill(good())
    // What was said of the wrong key is over.
    expect(await page.getByText('The provider refused the key.').count()).toBe(0)
    await page.getByRole('button', { name: 'Add account' }).click()
    await page.getByRole('button', { name: 'Save anyway' }).waitFor()
    await look(page, 'first-run-save-anyway')
    await page.getByRole('button', { name: 'Save anyway' }).click()
    await page.getByText('Type an amount, press Enter').waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByText('OCPay is added, but its key has not worked yet.').waitFor()
    expect(await page.getByText('OCPay is ready.').count()).toBe(0)
  })

  it('are called ready once they have worked', async () => {
    await callFrom(page, 'accounts.test', { id: (await account())?.id ?? '' })
    await page.getByText('OCPay is ready.').waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: 'Open the counter' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  })

  it('are tested before they replace another: a wrong one leaves the good one', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Test OCPay' }).click()
    await page.getByText('The key works', { exact: false }).waitFor()
    await replaceWith(WRONG)
    await dialog().getByText('The new key is not saved. The key that was here stays.').waitFor()
    await look(page, 'settings-replace-wrong-key')
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Test OCPay' }).click()
    await page.getByText('The key works', { exact: false }).waitFor()
    expect((await account())?.paused).toBeNull()
  })

  it('that replace another untested take the old words with them', async () => {
    await outage(1)
    await replaceWith(WRONG)
    await dialog().getByRole('button', { name: 'Save anyway' }).click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('Not checked yet').first().waitFor()
    expect(await page.getByText('The key works', { exact: false }).count()).toBe(0)
  })

  it('that replace another and work say so', async () => {
    await replaceWith(good())
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('The key works', { exact: false }).waitFor()
    expect((await account())?.lastAnswerAt).not.toBeNull()
  })

  it('that are locked are told in one true line, by nobody as answering, and beside no field that is missing', async () => {
    await goTo(page, 'Counter')
    await sell(page, '7400')
    await expect.poll(async () => (await account())?.lastAnswerAt ?? 0).toBeGreaterThan(0)
    await callFrom(page, 'vault.lock', {})
    await goTo(page, 'Settings')
    await page.getByText(/^Keys locked: 1 sale unchecked since \d/).waitFor()
    await page.getByText('OCPay: waiting for its key').waitFor({ state: 'attached' })
    expect(await page.getByText('OCPay: working').count()).toBe(0)
    expect(await page.getByText('last check failed').count()).toBe(0)
    const live = page.getByRole('region', { name: 'Live statuses' })
    await live.getByText('Keys locked').waitFor()
    expect(await live.getByText('Checking', { exact: true }).count()).toBe(0)
    const banner = page.getByRole('region', { name: 'About the keys' })
    await banner.getByLabel('Passphrase').waitFor()
    await look(page, 'settings-locked')
    // A key leads to the field.
    const field = banner.locator('input:focus')
    await page.keyboard.press('Control+u')
    await field.waitFor()
  })

  it('are unlocked from anywhere: the palette knows “unlock”', async () => {
    await goTo(page, 'Books')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('unlock')
    await page.getByRole('option', { name: 'Unlock the keys' }).click()
    await dialog().getByLabel('Passphrase').press('Enter')
    await dialog().getByText(MISSING).waitFor()
    await dialog().getByLabel('Passphrase').fill(PASSPHRASE)
    await look(page, 'palette-unlock')
    await page.keyboard.press('Enter')
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('Keys safe').waitFor()
    await page.getByText('OCPay: working').waitFor({ state: 'attached' })
  })

  it('have a passphrase that can be changed by who knows it', async () => {
    await goTo(page, 'Settings')
    await page.getByRole('button', { name: 'Change the passphrase' }).click()
    await dialog().getByLabel('Current passphrase').fill('not the passphrase')
    await dialog().getByLabel('New passphrase').fill(NEXT)
    await dialog().getByLabel('Repeat the passphrase').fill(NEXT)
    await dialog().getByRole('button', { name: 'Change passphrase' }).click()
    await dialog().getByText('This passphrase does not open the keys.').waitFor()
    await dialog().getByLabel('Current passphrase').fill(PASSPHRASE)
    await look(page, 'settings-change-passphrase')
    await dialog().getByRole('button', { name: 'Change passphrase' }).click()
    await dialog().waitFor({ state: 'detached' })
    await callFrom(page, 'vault.lock', {})
    await callFrom(page, 'vault.unlock', { passphrase: NEXT })
    await page.getByText('Keys safe').waitFor()
  })

  it('whose passphrase is lost are erased in two steps, and the book stays', async () => {
    await callFrom(page, 'vault.lock', {})
    const keys = page.getByRole('region', { name: 'Keys', exact: true })
    await goTo(page, 'Books')
    const banner = page.getByRole('region', { name: 'About the keys' })
    await banner.getByLabel('Passphrase').fill('not the passphrase')
    await page.keyboard.press('Enter')
    await banner.getByText('Lost? See Settings, Keys.').waitFor()
    await look(page, 'banner-wrong-passphrase', SIZES, async (where) => {
      expect((await banner.boundingBox())?.height, where).toBeLessThan(110)
    })
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('forgot')
    await page.getByRole('option', { name: 'I lost the passphrase' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => hasFocus(keys.getByLabel('Passphrase'))).toBe(true)
    await keys.getByRole('button', { name: 'I have lost the passphrase' }).click()
    await page.getByRole('alertdialog').getByText('The book stays as it is').waitFor()
    await look(page, 'settings-lost-passphrase')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
    expect((await callFrom(page, 'vault.status', {})).kind).toBe('locked')
    await keys.getByRole('button', { name: 'I have lost the passphrase' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Erase the keys' }).click()
    await page.getByText('No key. Add one with “Replace key”.').waitFor()
    await expect.poll(() => hasFocus(keys.getByLabel('New passphrase'))).toBe(true)
    expect((await callFrom(page, 'app.overview', {})).invoiceCount).toBe(1)
    await keys.getByLabel('New passphrase').fill(PASSPHRASE)
    await keys.getByLabel('Repeat the passphrase').fill(PASSPHRASE)
    await keys.getByRole('button', { name: 'Create passphrase' }).click()
    await page.getByText('Keys safe').waitFor()
    await expect.poll(() => hasFocus(keys.getByRole('button', { name: 'Lock the keys' }))).toBe(true)
    await replaceWith(WRONG)
    await dialog().getByText('The key is not saved. The account and its sales stay.').waitFor()
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await replaceWith(good())
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('OCPay: working').waitFor({ state: 'attached' })
  })

  it('are asked for with what the merchant has to choose: which interface of OxaPay, and who pays OCPay’s fee', async () => {
    await page.getByRole('button', { name: 'Add account' }).click()
    await dialog().getByRole('button', { name: 'Provider', exact: false }).first().click()
    await page.getByRole('option', { name: 'OCPay' }).click()
    await dialog()
      .getByRole('button', { name: /^You pay the fee/ })
      .waitFor()
    await dialog().getByRole('button', { name: 'Provider', exact: false }).first().click()
    await page.getByRole('option', { name: 'OxaPay' }).click()
    await dialog().getByLabel('Merchant API key').fill(server.practice.credentials.oxapay.merchantKey)
    const add = dialog().getByRole('button', { name: 'Add account' })
    await dialog().getByText('has no “underpaid” status', { exact: false }).waitFor()
    expect(await add.isDisabled()).toBe(true)
    await dialog().getByRole('button', { name: 'API version', exact: false }).click()
    await page.getByRole('option', { name: /^v1/ }).click()
    await look(page, 'add-oxapay')
    await add.click()
    await dialog().waitFor({ state: 'detached' })
    const added = (await callFrom(page, 'accounts.list', {})).find((one) => one.provider === 'oxapay')
    expect(added?.settings.dialect).toBe('v1')
    expect(added?.lastAnswerAt).not.toBeNull()
  })

  it('are found in the settings by their section, however long the page is', async () => {
    const keys = page.getByRole('heading', { name: 'Keys', exact: true })
    for (const section of ['About', 'Keys']) {
      await page
        .getByRole('navigation', { name: 'Go to a section' })
        .getByRole('button', { name: section, exact: true })
        .click()
    }
    await expect.poll(async () => (await keys.boundingBox())?.y ?? -1).toBeGreaterThan(60)
    expect((await keys.boundingBox())?.y).toBeLessThan(400)
    await look(page, 'settings-sections')
  })

  it('of real money are taken by no practice book, which says that it has keys of its own', async () => {
    await callFrom(page, 'book.switch', { kind: 'practice' })
    await page.reload()
    await goTo(page, 'Settings')
    const before = await asked()
    await page.getByRole('button', { name: 'Add account' }).click()
    await dialog().getByText('Practice has keys of its own: leave this empty.').waitFor()
    await dialog().getByRole('button', { name: 'Provider', exact: false }).first().click()
    await page.getByRole('option', { name: 'OCPay' }).click()
    await dialog().getByLabel('API key').fill('a-real-key-of-mine-1234')
    await dialog().getByRole('button', { name: 'Add account' }).click()
    await dialog().getByText('Practice has keys of its own, and takes no other.').waitFor()
    await look(page, 'practice-real-key')
    expect(await dialog().getByRole('button', { name: 'Save anyway' }).count()).toBe(0)
    await dialog().getByLabel('API key').fill('')
    await dialog().getByRole('button', { name: 'Add account' }).click()
    await dialog().waitFor({ state: 'detached' })
    expect(await callFrom(page, 'accounts.list', {})).toHaveLength(5)
    expect(await asked()).toBe(before)
  })
})
