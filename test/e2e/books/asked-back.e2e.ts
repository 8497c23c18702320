import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'
import { openShop, type Shop } from '../../support/window/shop.ts'
import { cutOff } from '../../support/window/stand.ts'

const WHEN = '(today|yesterday) \\d\\d:\\d\\d'

onEveryLauncher('sales that were made after the backup that another computer was given', (launcher) => {
  let shop: Shop
  let other: LaunchedApp
  let there: Page
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'counterfoil-asked-back-'))
    shop = await openShop({
      ...{ launcher, size: SIZES[0] },
      accounts: [
        { provider: 'daisy', label: 'Daisy' },
        { provider: 'oxapay', label: 'OxaPay' },
        { provider: 'ocpay', label: 'Card' },
      ],
    })
    await callFrom(shop.page, 'backups.make', {})
    other = await launchApp({
      ...{ launcher, size: SIZES[0], userDataDir: folder },
      env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(shop.server.origins) },
    })
    there = other.page
    there.setDefaultTimeout(20_000)
  })
  afterAll(async () => {
    await other?.close()
    await shop?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const accountOf = async (page: Page, label: string) =>
    (await callFrom(page, 'accounts.list', {})).find((one) => one.label === label)?.id ?? ''

  async function sell(amount: string): Promise<void> {
    const { page } = shop
    const { invoice } = await callFrom(page, 'invoices.create', {
      ...{ token: crypto.randomUUID(), accountId: await accountOf(page, 'Daisy'), currency: 'DAI', amount },
      ...{ description: '', customerName: null, customerEmail: null },
    })
    await expect
      .poll(async () => (await callFrom(page, 'invoices.get', { id: invoice.id })).links[0]?.stage)
      .toBe('live')
  }
  const refOf = async (id: string) =>
    (await callFrom(there, 'invoices.get', { id })).links[0]?.providerRef ?? ''
  const section = () => there.getByRole('region', { name: new RegExp(`^Made after the backup of ${WHEN}$`) })
  const seen = (name: string) =>
    look(there, name, SIZES, async (where) => {
      // What the providers know is rolled through in a low window; nothing in it is cut sideways.
      const cut = (await cutOff(there, '.asked-back')).filter(
        (one) => !one.startsWith('SECTION asked-back-told'),
      )
      expect(cut, where).toEqual([])
    })

  it('are asked for once a key has come; until then it says which list is still to be read, and who has none', async () => {
    for (const amount of ['12.5', '4', '700']) await sell(amount)
    await there.getByRole('heading', { name: /Welcome/ }).waitFor()
    const backups = join(shop.app.userDataDir, 'books', 'backups')
    const made = readdirSync(backups).find((name) => name.endsWith('.zst')) ?? ''
    await other.answerSaveDialog(join(backups, made))
    await there.getByRole('button', { name: 'Open an existing book…', exact: true }).click()
    await there.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await goTo(there, 'Books')
    await there.getByRole('tab', { name: 'Backups' }).click()
    await section()
      .getByText(
        'The list of Daisy could not be read yet. The app keeps trying. There is no key for Daisy.',
        {
          exact: false,
        },
      )
      .waitFor()
    await section()
      .getByText(
        new RegExp(
          `^OCPay offers no list, so sales made through Card after ${WHEN} can't be found from here\\. Check its dashboard\\.$`,
        ),
      )
      .waitFor()
    await there.getByText('What your providers know of them appears below.', { exact: false }).waitFor()
    await seen('asked-back-owed')
  })

  it('are named with number, amount, status and time, and told on the counter until that was read', async () => {
    await callFrom(there, 'vault.createPassphrase', { passphrase: 'four words are enough' })
    for (const [label, provider] of [['Daisy', 'daisy'] as const, ['OxaPay', 'oxapay'] as const]) {
      const credentials = { ...shop.server.practice.credentials[provider] }
      await callFrom(there, 'accounts.replaceKey', { id: await accountOf(there, label), credentials })
    }
    await section()
      .getByText(new RegExp(`^3 payment links made since ${WHEN} are at Daisy and not in this book:$`))
      .waitFor()
    await section()
      .getByText(new RegExp(`^This book has every payment link made at OxaPay since ${WHEN}\\.$`))
      .waitFor()
    const rows = section().getByRole('table', { name: 'Links at Daisy' }).getByRole('row')
    expect((await rows.allInnerTexts()).slice(1).map((row) => row.split('\t').slice(0, 3))).toEqual([
      ['CF-000003', '700.00 DAI', 'Waiting for payment'],
      ['CF-000002', '4.00 DAI', 'Waiting for payment'],
      ['CF-000001', '12.50 DAI', 'Waiting for payment'],
    ])
    await seen('asked-back-found')
    await goTo(there, 'Counter')
    const told = there.getByText(
      new RegExp(`^3 payment links made since ${WHEN} are at your providers and not in this book\\.$`),
    )
    await told.waitFor()
    await look(there, 'asked-back-news', SIZES)
    await there.getByRole('button', { name: 'Show', exact: true }).click()
    await section().waitFor()
    await expect.poll(() => told.count()).toBe(0)
  })

  it('are taken into the book by a press, each by itself, and are watched from then on', async () => {
    await section().getByRole('button', { name: 'Add to the book: CF-000003' }).click()
    const taken = section().getByText(/^CF2-0*\d+ is in the book now and is checked with its provider\.$/)
    await taken.waitFor()
    await section()
      .getByText(new RegExp(`^2 payment links made since ${WHEN} are at Daisy and not in this book:$`))
      .waitFor()
    expect(await section().getByText('CF-000003', { exact: true }).count()).toBe(0)
    await seen('asked-back-taken')
    const all = { search: '', status: [], provider: [], cursor: null, limit: 10 }
    const { rows } = await callFrom(there, 'invoices.list', all)
    expect(rows.map(({ asked, status }) => [asked.amount, status])).toEqual([
      [`700.${'0'.repeat(18)}`, 'open'],
    ])
    await shop.server.control('pay', { provider: 'daisy', ref: await refOf(rows[0]?.id ?? '') })
    await expect
      .poll(async () => (await callFrom(there, 'invoices.list', all)).rows[0]?.status, { timeout: 20_000 })
      .toBe('paid')
  })

  it('are told under Backups until a person says that it is enough', async () => {
    await section().getByRole('button', { name: 'Dismiss' }).click()
    await expect.poll(() => section().count()).toBe(0)
  })
})
