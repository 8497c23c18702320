import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { moneyFrom, subtract, toDecimal } from '../../../src/shared/money/money.ts'
import { daysOf } from '../../../src/shared/time/days.ts'
import { businessDay } from '../../../src/shared/time/zone.ts'
import { APART_MS, callFrom } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/lists.ts'
import { look } from '../../support/window/look.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'

const DAY_MS = 86_400_000

interface InPage {
  readonly MutationObserver: new (tell: () => void) => { observe(target: unknown, options: object): void }
  readonly document: { querySelector(selector: string): { readonly textContent: string } | null }
  heard: string[]
}

/** Begins to listen to what is said aloud; gives the way to what was said since, each sentence as often as it came. */
async function listen(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen = globalThis as unknown as InPage
    const announcer = seen.document.querySelector('[data-testid="announcer"]')
    seen.heard = []
    const watch = new seen.MutationObserver(() => seen.heard.push(announcer?.textContent ?? ''))
    watch.observe(announcer, { childList: true, subtree: true, characterData: true })
  })
  return () => page.evaluate(() => (globalThis as unknown as InPage).heard)
}

onEveryLauncher('holding a month against statements', (launcher) => {
  let app: SampleShop
  let page: Page
  let first = ''
  beforeAll(async () => {
    app = await openSampleShop({ launcher, size: SIZES[1] }, 1_200)
    page = app.page
    const { book } = await callFrom(page, 'app.overview', {})
    const today = businessDay(Date.now(), book.zone)
    const inMonth = businessDay(Date.parse(`${today.slice(0, 7)}-01T00:00Z`) - 10 * DAY_MS, book.zone)
    first = daysOf('month', inMonth, 0).from ?? ''
  })
  afterAll(() => app?.close())

  const month = () => callFrom(page, 'periods.view', { span: 'month', day: first })
  const press = async (key: string) => {
    if (key.length === 1) await page.waitForTimeout(APART_MS)
    await page.keyboard.press(key)
  }
  const type = async (text: string) => {
    await page.keyboard.type(text, { delay: 40 })
    await page.waitForTimeout(APART_MS)
  }
  const tabTo = async (what: string) => {
    for (let n = 0; (await page.locator(`${what}:focus`).count()) === 0; n += 1) {
      expect(n, what).toBeLessThan(40)
      await press('Tab')
    }
  }

  it('takes a figure in the row, says the difference, proposes and ticks the payment that explains it, and keeps it', async () => {
    await press('Control+3')
    await page.getByRole('tab', { name: 'Today' }).waitFor()
    await tabTo('[role="tab"]')
    for (let n = 0; n < 2; n += 1) await press('ArrowRight')
    await page.getByRole('table', { name: 'Book and statements' }).waitFor()
    const { figures } = await month()
    const [line] = figures
    if (!line) throw new Error('the month has no account')
    const { rows } = await callFrom(page, 'lists.receipts', {
      filter: {
        ...{
          search: '',
          provider: [],
          accountId: [line.accountId],
          currency: [line.currency],
          item: [],
          till: [],
          amount: null,
        },
        period: { by: 'paid', from: first, to: daysOf('month', first, 0).to },
      },
      sort: { by: 'paid', down: true },
      from: 0,
      limit: 5,
    })
    const missing = moneyFrom(line.currency, rows[0]?.received.amount ?? '0')
    const told = toDecimal(subtract(moneyFrom(line.currency, line.received), missing))
    const headAt = async () => (await page.locator('.tie-beside h3').boundingBox())?.y
    await tabTo('.tie-input')
    const before = await headAt()
    await type(told)
    await page.getByText('Explained by', { exact: false }).first().waitFor()
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(1)
    await expect.poll(() => page.getByTestId('announcer').innerText()).toMatch(/^Difference −.*explain/)
    expect(await headAt()).toBe(before)
    await look(page, 'tie-out-explained')
    // Enter in the field keeps what stands beside it, and so it stays as the field is left.
    await page.locator('.tie-input').first().focus()
    await press('Enter')
    await press('Tab')
    await expect
      .poll(async () => (await month()).tieOuts[0])
      .toMatchObject({ explained: `-${toDecimal(missing)}`, reason: null })
    await page.getByText('explained', { exact: true }).first().waitFor()
    await page.locator('.tie-input').first().focus()
    await page.getByRole('checkbox', { checked: true }).waitFor()
    const heard = await listen(page)
    await page.getByLabel('Reason').focus()
    await type('Settled a day later')
    await press('Enter')
    await expect.poll(async () => (await month()).tieOuts[0]?.reason).toBe('Settled a day later')
    await page.waitForTimeout(800)
    // Nothing is said again at each letter, and what was kept is said last.
    expect(await heard()).toEqual([
      `The statement of ${line.accountLabel} ${line.currency} is saved with the month.`,
    ])
    const [kept] = (await month()).tieOuts
    expect(kept).toMatchObject({
      told,
      book: line.received,
      explained: `-${toDecimal(missing)}`,
      source: null,
    })
    await page.getByText('explained', { exact: true }).first().waitFor()
    const { checks } = await month()
    expect(checks).toContainEqual(expect.objectContaining({ kind: 'tied', state: 'note' }))
  })

  it('says in words what stays open, and what cannot be read', async () => {
    const inputs = page.locator('.tie-input')
    await inputs.nth(1).focus()
    await type('1,250')
    await page.getByText('could be 1250 or 1.250').waitFor()
    await inputs.nth(1).fill('1.23')
    await page.getByText('The open difference needs a reason').waitFor()
    await page.waitForTimeout(800)
    await look(page, 'tie-out-open')
  })

  it('reads the file of a bank by the keys alone, asks which way its dates read, and keeps its figure', async () => {
    const { figures } = await month()
    const line = figures[2]
    if (!line) throw new Error('the month has too few accounts')
    const { accountLabel, currency } = line
    const path = join(app.userDataDir, 'bank.csv')
    // The fifth of the month, or the month of the day that this month's number is: only a person knows.
    const [year, m] = first.split('-')
    writeFileSync(
      path,
      `Date;Montant;Texte\n05/${m}/${year};12,50;Café\n06/${m}/${year};3,00;Thé\nno day;1,00;?\n`,
    )
    await app.answerSaveDialog(path)
    await tabTo('.month-ends button')
    await press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    const choose = async (label: string, option: string) => {
      await tabTo(`.modal .select:has-text("${label}") button`)
      await press('Enter')
      await page.getByRole('listbox').waitFor()
      const names = await page.getByRole('option').allInnerTexts()
      const place = names.findIndex((name) => name.startsWith(option))
      expect(place, `${option} of ${names.join(', ')}`).toBeGreaterThanOrEqual(0)
      await press('Home')
      for (let n = 0; n < place; n += 1) await press('ArrowDown')
      await press('Enter')
      await page.getByRole('listbox').waitFor({ state: 'detached' })
    }
    await choose('Account', `${accountLabel} ${currency}`)
    await choose('Date column', 'Date')
    await choose('Amount column', 'Montant')
    await look(page, 'tie-out-file')
    const readAt = async () => (await page.getByRole('button', { name: 'Read the file' }).boundingBox())?.x
    const before = await readAt()
    await tabTo('.modal .button-primary')
    await press('Enter')
    await page.getByText('Is the day or the month first').first().waitFor()
    await look(page, 'tie-out-ask')
    await tabTo('.tie-ask button')
    await press('Enter')
    await page.getByText('rows of this month, out of 3 in the file').waitFor()
    await page.getByText('1 row could not be read').waitFor()
    expect(await readAt()).toBe(before)
    await look(page, 'tie-out-read')
    await tabTo('.modal .button-primary')
    await press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const kept = (await month()).tieOuts.find(
      (one) => one.accountLabel === accountLabel && one.currency === currency,
    )
    expect(kept).toMatchObject({ source: { name: 'bank.csv', rows: 2 } })
    expect(Number(kept?.told)).toBe(15.5)
    expect(await page.locator('.tie-beside h3').innerText()).toBe(`${accountLabel} ${currency}`)
    await page.getByText('Statements read').waitFor()
  })

  it('shows a difference as it was kept: with a reason and no payment, also once the month is closed', async () => {
    const { figures, tieOuts } = await month()
    const line = figures.find(({ accountId, currency }) =>
      tieOuts.some((one) => one.reason !== null && one.accountId === accountId && one.currency === currency),
    )
    if (!line) throw new Error('nothing was kept with a reason')
    const { accountId, currency, accountLabel } = line
    const stretch = { span: 'month', day: first } as const
    const told = tieOuts.find((one) => one.accountId === accountId && one.currency === currency)?.told ?? ''
    const none = { explainedBy: [], source: null }
    await callFrom(page, 'periods.tieOut', {
      ...stretch,
      accountId,
      currency,
      told,
      reason: 'Asked the bank',
      ...none,
    })
    const beside = page.locator('.tie-beside')
    const toIt = async () => {
      await page.reload()
      await page.getByRole('navigation').waitFor()
      await press('Control+3')
      await page.getByRole('tab', { name: 'Tie out' }).click()
      await page.getByLabel(`${accountLabel} ${currency}`, { exact: false }).first().focus()
      await beside.getByText('Still open').waitFor()
      await page.waitForTimeout(1_000)
    }
    await toIt()
    // It is proposed, and nothing is ticked that nobody has ticked.
    await page.getByRole('checkbox').first().waitFor()
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    await callFrom(page, 'periods.close', { ...stretch, mark: (await month()).mark, reason: 'As it is' })
    await toIt()
    expect(await beside.innerText()).not.toMatch(/Explained by|These payments|needs a reason/)
    await beside.getByText('The open difference has a reason: Asked the bank').waitFor()
    await look(page, 'tie-out-closed')
  })
})
