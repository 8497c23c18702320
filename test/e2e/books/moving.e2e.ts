import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'
import { openShop, type Shop } from '../../support/window/shop.ts'
import { cutOff } from '../../support/window/stand.ts'

const PHRASE = 'another four words'

onEveryLauncher('a move to another computer', (launcher) => {
  let shop: Shop
  let other: LaunchedApp
  let there: Page
  let folder: string
  let file: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'counterfoil-moving-'))
    file = join(folder, 'shop.counterfoil')
    shop = await openShop({ launcher, size: SIZES[0], accounts: [{ provider: 'daisy', label: 'Daisy' }] })
    await shop.app.answerSaveDialog(file)
  })
  afterAll(async () => {
    await other?.close()
    await shop?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const seen = (page: Page, name: string) =>
    look(page, name, SIZES, async (where) => {
      // The box of a switch is hidden, and has no words.
      const cut = (await cutOff(page, '.dialog')).filter((one) => !one.endsWith(': '))
      expect(cut, where).toEqual([])
    })
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
  const stateOf = (page: Page) => callFrom(page, 'app.overview', {})

  it('is one file with the keys under a passphrase that is typed twice, and then says who sells', async () => {
    const { page } = shop
    const [account] = await callFrom(page, 'accounts.list', {})
    await callFrom(page, 'invoices.create', {
      ...{ token: crypto.randomUUID(), accountId: account?.id ?? '', currency: 'DAI', amount: '5' },
      ...{ description: '', customerName: null, customerEmail: null },
    })
    await goTo(page, 'Books')
    await page.getByRole('tab', { name: 'Backups' }).click()
    await press(page, 'Move to another computer…')
    const dialog = page.getByRole('dialog', { name: 'Move to another computer' })
    // The sale that was made since the window came up is counted.
    await dialog.getByText('The book: 1 sale,', { exact: false }).waitFor()
    await dialog.getByText('Include the provider keys', { exact: false }).click()
    const choose = dialog.getByRole('button', { name: 'Choose where to save…' })
    const tooShort = dialog.getByText('This passphrase is too short.')
    await dialog.getByLabel('New passphrase').fill('short')
    await dialog.getByLabel('Repeat the passphrase').fill('short')
    await choose.click()
    await tooShort.waitFor()
    await seen(page, 'moving-too-short')
    // What is typed then was not judged yet.
    await dialog.getByLabel('New passphrase').fill(PHRASE)
    expect(await tooShort.count()).toBe(0)
    expect(await choose.isDisabled()).toBe(true)
    await dialog.getByLabel('Repeat the passphrase').fill(PHRASE)
    await seen(page, 'moving-choose')
    // Twice before the first press is drawn: it is one press.
    await choose.evaluate((button: { click(): void }) => {
      button.click()
      button.click()
    })
    await page.getByRole('heading', { name: 'Which computer sells from now on?' }).waitFor()
    expect(existsSync(file)).toBe(true)
    await page.getByText('It holds 1 provider key, protected by your passphrase.', { exact: false }).waitFor()
    await seen(page, 'moving-made')
    await press(page, 'Stop selling here')
    await expect.poll(async () => (await stateOf(page)).moved?.file).toBe('shop.counterfoil')
  })

  it('says on the counter of the old computer that it sells no more', async () => {
    const { page } = shop
    await goTo(page, 'Counter')
    await page.getByRole('heading', { name: 'This computer no longer sells' }).waitFor()
    expect(await page.getByRole('toolbar', { name: 'Amount keypad' }).count()).toBe(0)
    await look(page, 'moving-moved', SIZES)
  })

  it('is opened at the first run of the other one: a wrong passphrase says so, the right one brings book and keys', async () => {
    other = await launchApp({
      ...{ launcher, size: SIZES[0] },
      env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(shop.server.origins) },
    })
    there = other.page
    there.setDefaultTimeout(20_000)
    await there.getByRole('heading', { name: /Welcome/ }).waitFor()
    await other.answerSaveDialog(file)
    await press(there, 'Open an existing book…')
    const dialog = there.getByRole('dialog', { name: 'Open the book from another computer?' })
    await dialog.getByLabel('Passphrase of the keys').fill('not these four words')
    await dialog.getByRole('button', { name: 'Open with the keys' }).click()
    await dialog.getByText('This passphrase does not open the keys in the file.').waitFor()
    await seen(there, 'moving-wrong')
    await dialog.getByLabel('Passphrase of the keys').fill(PHRASE)
    expect(await dialog.getByText('This passphrase does not open the keys in the file.').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Open with the keys' }).click()
    await there.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    expect((await stateOf(there)).book.tillCode).toBe('CFA')
    await expect
      .poll(() => callFrom(there, 'accounts.list', {}))
      .toMatchObject([{ label: 'Daisy', hasKey: true, trouble: null }])
    expect((await stateOf(there)).vault.kind).toBe('ready')
  })

  it('says on the counter there that another book was opened, until that was read', async () => {
    const told = there.getByText(/^Another book was opened here .* New sale numbers start with CFA\.$/)
    await told.waitFor()
    await there.reload()
    await told.waitFor()
    await look(there, 'moving-news', SIZES)
    await press(there, 'Show')
    await there.getByRole('tab', { name: 'Backups', selected: true }).waitFor()
    await expect.poll(() => told.count()).toBe(0)
  })

  it('says there under Backups what was opened, and that later sales of that book are not in it', async () => {
    const opened = there.getByRole('region', { name: 'The last restore' })
    await opened.getByText('Sales made later in that book are not in it.', { exact: false }).waitFor()
    expect(await opened.innerText()).toMatch(/New sale numbers start with CFA\./)
    expect(await opened.innerText()).not.toMatch(/no newer sales/)
    await look(there, 'moving-opened', SIZES, async (where) => {
      // What lay there before is one of another book, said in words where others have a number.
      expect(await cutOff(there, '.backup-grid'), where).toEqual([])
    })
  })

  it('is taken back on the old computer in two steps, of which the first that is pressed is the way back', async () => {
    const { page } = shop
    await press(page, 'Sell here again…')
    expect(await page.locator(':focus').innerText()).toBe('Back')
    await seen(page, 'moving-again')
    await press(page, 'Sell here again')
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    expect((await stateOf(page)).book.tillCode).toBe('CF')
  })
})
