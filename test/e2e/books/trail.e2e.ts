import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, goTo } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'
import { cutOff } from '../../support/window/stand.ts'

const SALES = 40_000

/** Changes one entry of the book as a person with a shell does: its rules taken away, and put back. */
function tamper(path: string, sql: string): void {
  const db = new Database(path)
  const rules = db
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'")
    .all() as { readonly name: string; readonly sql: string }[]
  for (const { name } of rules) db.exec(`DROP TRIGGER ${name}`)
  db.exec(sql)
  for (const rule of rules) db.exec(rule.sql)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

onEveryLauncher('the trail of a book', (launcher) => {
  let shop: SampleShop
  let path = ''
  beforeAll(async () => {
    shop = await openSampleShop({ launcher, size: SIZES[0] }, SALES, (at) => {
      path = at
    })
  }, 120_000)
  afterAll(() => shop?.close())

  const page = () => shop.page
  const toTrail = async () => {
    await goTo(page(), 'Books')
    await page().getByRole('tab', { name: 'Trail' }).click()
    await page().getByRole('grid', { name: 'Entries' }).or(page().getByRole('alert')).waitFor()
  }
  const grid = () => page().getByRole('grid', { name: 'Entries' })
  const said = () => page().getByRole('status').allInnerTexts()
  const seen = (name: string, parts: readonly string[]) =>
    look(page(), name, SIZES, async (where) => {
      for (const part of parts) expect(await cutOff(page(), part), `${where}: ${part}`).toEqual([])
    })

  it('shows its entries, the newest first, and a check that goes on is told and can be stopped', async () => {
    await toTrail()
    const { head } = await callFrom(page(), 'trail.view', {})
    expect(await grid().getAttribute('aria-rowcount')).toBe(String(head.entry + 1))
    const first = grid().locator('[aria-rowindex="2"]')
    await first.getByRole('gridcell').first().waitFor()
    expect(await first.getByRole('gridcell').first().innerText()).toBe(head.entry.toLocaleString('en'))
    expect(await first.getByTitle(head.hash).innerText()).toBe(
      `${head.hash.slice(0, 4)} ${head.hash.slice(4, 8)}`,
    )
    await page().getByText('Not checked since the book was opened').waitFor()
    await page().getByRole('button', { name: 'Check the trail' }).click()
    await page().getByRole('progressbar', { name: 'Checking the trail' }).waitFor()
    await page()
      .getByText(/of [\d,]+ entries/)
      .waitFor()
    await page().screenshot({ path: 'test/e2e/output/trail-checking.png' })
    // A second press right behind the first is one press.
    await page().waitForTimeout(350)
    await page().getByRole('button', { name: 'Stop' }).click()
    await page().getByText('Not checked since the book was opened').waitFor()
    expect((await callFrom(page(), 'trail.view', {})).last).toBeNull()
  })

  it('says that it is whole, with its head, by keys alone', async () => {
    await page().getByRole('button', { name: 'Check the trail' }).focus()
    await page().keyboard.press('Enter')
    await page().getByRole('heading', { name: 'The trail is unbroken' }).waitFor({ timeout: 60_000 })
    expect((await said()).join(' ')).toContain('The trail is unbroken')
    await page()
      .getByText(/^Last full check: today/)
      .waitFor()
    await seen('trail-whole', ['.trail-standing', '.trail-entries-head', '.trail-foot'])
    await grid().focus()
    await page().keyboard.press('End')
    const last = grid().locator('[aria-rowindex="2"]')
    await expect.poll(() => last.count()).toBe(0)
    await grid().getByRole('row', { name: /^1 / }).waitFor()
    await page().keyboard.press('Home')
  })

  it('leads from an entry to its sale', async () => {
    await grid().focus()
    const row = grid()
      .locator('[aria-selected]')
      .filter({ hasText: /CF-\d+/ })
      .first()
    await row.click()
    const number = (await row.innerText()).match(/CF-\d+/)?.[0] ?? ''
    await page().keyboard.press('r')
    await page().getByRole('complementary').or(page().getByRole('dialog')).getByText(number).first().waitFor()
  })

  it('names the first entry that was changed outside, with its neighbours and what is safe', async () => {
    const { head } = await callFrom(page(), 'trail.view', {})
    const entry = head.entry - 1_000
    shop = await shop.restart('close', () =>
      tamper(path, `UPDATE events SET at_ms = at_ms - 86400000 WHERE seq = ${entry}`),
    )
    await page().getByRole('navigation').waitFor()
    await toTrail()
    await page().getByRole('button', { name: 'Check the trail' }).click()
    const alarm = page().getByRole('alert')
    const number = entry.toLocaleString('en')
    await alarm.getByText(`Entry ${number} does not match`).waitFor({ timeout: 60_000 })
    const rows = page().getByRole('region', { name: 'Around it' }).getByRole('row')
    expect(await rows.count()).toBe(6)
    await page()
      .getByText(`Entries 1 to ${(entry - 1).toLocaleString('en')}`)
      .waitFor()
    await page().getByText('Sales, payments and refunds', { exact: true }).waitFor()
    await seen('trail-broken', ['.trail-alarm', '.trail-around', '.trail-safe'])
    await alarm.getByRole('button', { name: 'Show all entries' }).click()
    await grid().waitFor()
    await page()
      .getByRole('button', { name: /^1 of [\d,]+ entries does not match$/ })
      .click()
    await alarm.waitFor()
    // Selling goes on with it all the same.
    await goTo(page(), 'Counter')
    await page().getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  })
})
