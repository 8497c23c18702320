import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadCatalogue } from '../../../src/shared/words/catalogues.ts'
import { titlesIn } from '../../../src/shared/words/column-titles.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { callFrom } from '../../../tools/tour/window.ts'
import { DAYS, NOBODYS, OTHERS, WHO_DID_WHAT } from '../../support/window/day/of-day.ts'
import { openByKeys, type TillByKeys } from '../../support/window/day/till-by-keys.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { enterPin, PEOPLE, signedIn, type TillPerson } from '../../support/window/people.ts'
import { boxesOf } from '../../support/window/stand.ts'

/** Whoever takes over at a counter does it within a second; a busy machine is no till, ms. */
const SWITCHED_MS = 5_000

await Promise.all(DAYS.map(({ locale }) => loadCatalogue(locale)))

for (const { locale, said, tag, why } of DAYS) {
  onEveryLauncher(`a day of two cashiers and a bookkeeper, by the keys alone, in ${locale}`, (launcher) => {
    const words = createWords(locale)
    const { t } = words
    let till: TillByKeys
    let page: Page
    const target = mkdtempSync(join(tmpdir(), 'counterfoil-day-'))
    beforeAll(async () => {
      till = await openByKeys(launcher, locale, words)
      page = till.page
    })
    afterAll(async () => {
      await till?.app.close()
      rmSync(target, { recursive: true, force: true })
    })

    const switched: string[] = []
    const takesOver = async (who: TillPerson) => {
      const { whole, answered } = await till.takesOver(who)
      expect(whole).toBeLessThan(SWITCHED_MS)
      switched.push(`${Math.round(whole)} ms (${Math.round(answered)} ms from Enter)`)
    }

    it('begins in the practice book', async () => {
      await till.heading(t('firstRun.title'))
      await till.pressButton(t('firstRun.practice'))
      await till.keypad()
      await till.stands('the practice book was opened')
    })

    it('has the owner set people up, led to by the key of a switch', async () => {
      await till.press('Control+l')
      await till.heading(t('settings.title'))
      await till.announced(t('people.none.announce'))
      await till.stands('the people were taught')
      await till.pressButton(t('people.setUp.open'))
      await till.dialog(t('people.setUp.title')).waitFor()
      await till.type(PEOPLE.samira.name)
      for (const _ of ['once', 'twice']) {
        await till.press('Tab')
        await till.type(PEOPLE.samira.pin)
      }
      await till.picture('people-set-up')
      await till.press('Enter')
      await till.announced(t('people.setUp.done', { name: PEOPLE.samira.name }))
      await till.gone()
      await till.stands('people were set up')
    })

    it('has the owner add a bookkeeper and two cashiers', async () => {
      for (const { name, role, pin } of [PEOPLE.leila, PEOPLE.amine, PEOPLE.noor]) {
        await till.pressButton(t('people.add.open'))
        const form = till.dialog(t('people.add.title'))
        await form.waitFor()
        await till.type(name)
        if (role !== 'cashier') await till.choose(t('people.roleLabel'), t(`people.role.${role}`), form)
        await till.tabTo(form.getByLabel(t('people.pin.new'), { exact: true }))
        await till.type(pin)
        await till.press('Tab')
        await till.type(pin)
        await till.press('Enter')
        await till.gone()
        await page.getByRole('listitem').filter({ hasText: name }).waitFor()
        await till.stands(`${name} was added`)
      }
      await till.look('people-owner')
      const { people } = await callFrom(page, 'people.view', {})
      expect(people.map(({ name, role }) => `${name} ${role}`).toSorted()).toEqual(
        Object.values(PEOPLE)
          .map(({ name, role }) => `${name} ${role}`)
          .toSorted(),
      )
    })

    it('has a cashier sell, be paid, and write down what the customer said', async () => {
      await takesOver('amine')
      await till.find(t('palette.actions.sellWith', { account: 'Daisy' }))
      await till.keypad()
      await till.stands('an account was chosen')
      await till.sells('12.5', 'PR-000001')
      await till.pressButton(t('practice.payExactly'))
      await page.locator('.sale-paid').waitFor()
      await till.stands('a sale was paid')
      await till.alone('t')
      await till.dialog(t('sale.noteTitle', { number: 'PR-000001' })).waitFor()
      await till.type(said)
      await till.press('Control+Enter')
      await till.gone()
      await till.stands('a note was written')
      await till.picture('paid')
    })

    it('shows a cashier an own sale and the own day, and says what is somebody else’s to do', async () => {
      await till.press('Control+2')
      await till.heading(t('invoices.title'))
      await till.listed('PR-000001')
      await till.alone('/')
      await till.type('pr-1')
      await till.press('Enter')
      await till.stands('a sale was looked for')
      await till.alone('Enter')
      const pane = page.getByRole('complementary', { name: t('invoices.detail', { number: 'PR-000001' }) })
      await pane.getByText(said).waitFor()
      const whyNot = `${t('errors.NOT_ALLOWED.what', { context: 'review' })} ${t('errors.NOT_ALLOWED.next', { context: 'review' })}`
      await till.pressButton(t('refund.open'), pane)
      await page.locator('.button-why').getByText(whyNot, { exact: true }).waitFor()
      await till.stands('a refund was refused')
      await till.look('refused')
      await till.press('Escape')
      await pane.waitFor({ state: 'detached' })
      await till.press('F10')
      await till.announced(t('people.amounts.hid'))
      expect(await page.locator('body').innerText()).not.toMatch(/12[.,]50/)
      await till.picture('hidden')
      await till.press('F10')
      await till.announced(t('people.amounts.showed'))
      await till.press('Control+3')
      await till.heading(t('books.title'))
      await expect.poll(() => page.getByRole('table').innerText()).toMatch(/12[.,]50/)
      expect(await page.getByRole('tab').count()).toBe(0)
      await till.stands('the own day was read')
      await till.picture('own-day')
    })

    it('keeps for each cashier what was half typed, while the other one sells, gives up and is paid short', async () => {
      await till.press('Control+1')
      await till.next()
      await till.type('77')
      await takesOver('noor')
      expect(await till.typed()).toMatch(/^0*$/)
      await till.sells('30', 'PR-000002')
      await till.press('Escape')
      await till.dialog(t('sale.abandonTitle', { number: 'PR-000002' })).waitFor()
      await till.alone('1')
      await till.gone()
      await till.keypad()
      await till.stands('a sale was given up')
      await till.sells('20', 'PR-000003')
      await till.pressButton(t('practice.payLess'))
      await page.locator('.sale-underpaid').waitFor()
      await till.stands('too little came')
      await till.picture('short')
      await till.alone('w')
      await till.keypad()
      await till.type('55')
      await takesOver('amine')
      await expect.poll(till.typed).toBe('77')
      await till.sells('', 'PR-000004')
      await till.pressButton(t('practice.payExactly'))
      await page.locator('.sale-paid').waitFor()
      await takesOver('noor')
      await expect.poll(till.typed).toBe('55')
    })

    it('says to a bookkeeper that a bookkeeper does not sell', async () => {
      // What calls for a person is counted for who may see to it.
      expect(await page.locator('.rail-badge').count()).toBe(0)
      await takesOver('leila')
      await page.locator('.rail-badge').waitFor()
      await till.type('5')
      await till.press('Enter')
      await page
        .getByText(t('errors.NOT_ALLOWED.what', { context: 'sell' }))
        .first()
        .waitFor()
      await till.stands('a sale was refused')
      await till.picture('bookkeeper')
      await till.press('Escape')
    })

    it('has the bookkeeper review, tag and handle what is short', async () => {
      await till.press('Control+2')
      await till.heading(t('invoices.title'))
      await till.listed('PR-000004')
      await till.press('End')
      await till.press('Space')
      await till.told(t('review.done.reviewed', { count: 1, number: 'PR-000001', undo: 'Ctrl+Z' }))
      await till.alone('t')
      await till.dialog(t('review.tagTitle', { count: 1, number: 'PR-000001' })).waitFor()
      await till.type(tag)
      await till.press('Enter')
      await till.gone()
      await till.told(t('review.done.tagged', { count: 1, tag, number: 'PR-000001', undo: 'Ctrl+Z' }))
      await till.stands('a sale was reviewed and tagged')
      await till.find(t('palette.actions.attention'))
      await till.listed('PR-000003')
      await till.stands('what needs attention was found')
      await till.look('attention')
      // What is left of a sale is for who sells.
      await till.pressButton(t('attention.act.accept', { number: 'PR-000003' }))
      await till.told(t('errors.NOT_ALLOWED.what', { context: 'sell' }))
      await till.alone('h')
      await page.locator('.attention-reason:focus').waitFor()
      await till.type(why)
      await till.press('Control+Enter')
      await page.getByRole('heading', { name: t('attention.emptyTitle') }).waitFor()
      await till.stands('what was short was handled')
    })

    it('has the bookkeeper export what is listed, with heads in the language of the till', async () => {
      await till.tabTo(page.getByRole('radio', { name: t('attention.view.all'), exact: true }))
      await till.press('Enter')
      await till.listed('PR-000004')
      await till.stands('the view was changed')
      await till.press('Control+e')
      const form = till.dialog(t('exporting.title.invoices'))
      await form.waitFor()
      await till.tabTo(form.getByRole('radio', { checked: true }).first())
      await till.press('ArrowDown')
      const act = form.getByRole('button', {
        name: t('exporting.act.invoices', { count: 4, figure: '4' }),
      })
      await act.waitFor()
      // What is shown of the file begins with its first column, from whichever side it is read.
      const shown = await boxesOf(page, ['.export-grid', '.export-letters > td >> nth=1'])
      const [grid, first] = Object.values(shown)
      expect(first?.x).toBeGreaterThanOrEqual(grid?.x ?? Number.NaN)
      expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThanOrEqual((grid?.x ?? 0) + (grid?.width ?? 0))
      await till.picture('export')
      const file = join(target, 'day.csv')
      await till.app.answerSaveDialog(file)
      await till.tabTo(act)
      await till.press('Enter')
      await till.gone()
      await expect.poll(() => existsSync(`${file}.manifest.json`)).toBe(true)
      await till.stands('a file was written')
      const text = readFileSync(file, 'utf8')
      const delimiter = text.split('\r\n')[0]?.includes(';') ? ';' : ','
      const [heads = [], ...rows] = parse(text, { bom: true, delimiter })
      const titles = Object.values((await titlesIn(locale.slice(0, 2))) ?? {})
      expect(heads.filter((head: string) => !titles.includes(head))).toEqual([])
      expect(rows).toHaveLength(4)
    })

    it('shows the owner who did what, as the book has it', async () => {
      await takesOver('samira')
      await till.press('Control+3')
      await till.heading(t('books.title'))
      await till.tabTo(page.getByRole('tab', { selected: true }))
      const trail = page.getByRole('tab', { name: t('books.part.trail'), exact: true })
      for (let step = 0; step < 8 && (await trail.getAttribute('aria-selected')) !== 'true'; step += 1)
        await till.aside('next')
      await till.press('Tab')
      const entries = till.grid(t('trail.entries'))
      await entries.getByRole('row').nth(1).waitFor()
      await till.stands('the trail was opened')
      await till.picture('trail')
      const seen = async () => new Set(await entries.locator('.trail-who').allInnerTexts())
      await expect.poll(seen).toEqual(new Set([t('trail.columns.who'), ...OTHERS, 'Daisy', t('trail.till')]))
      const { rows } = await callFrom(page, 'trail.entries', { from: 0, limit: 200 })
      const acts = rows.filter(({ data }) => data.by !== undefined)
      const told = acts.map(({ invoice, kind, data }) => `${invoice?.number ?? 'book'} ${kind} ${data.by}`)
      expect([...new Set(told)].toSorted()).toEqual(WHO_DID_WHAT.toSorted())
      const byNobody = rows.filter(({ data }) => data.by === undefined).map(({ kind }) => kind)
      expect(byNobody.filter((kind) => !NOBODYS.includes(kind))).toEqual([])
    })

    it('ends the day with the till locked, nobody having pointed at anything', async () => {
      console.log(`${locale}: switched in ${switched.join(', ')}`)
      expect(await till.pointed()).toBe(0)
      await till.press('Control+Shift+L')
      await till.heading(t('people.locked'))
      await till.stands('the till was locked')
      await till.picture('locked')
    })

    it('lets the owner back in, who may turn people off: the till is as before', async () => {
      await enterPin(page, 'samira')
      await signedIn(page, 'samira')
      await till.find(t('people.section'))
      await till.stands('the people were found')
      await till.pressButton(t('people.end.open'))
      await page.getByRole('alertdialog', { name: t('people.end.title') }).waitFor()
      await till.press('Tab')
      await till.press('Enter')
      await page.getByRole('button', { name: t('people.setUp.open') }).waitFor()
      await till.stands('people were turned off')
      expect((await callFrom(page, 'people.view', {})).state).toEqual({ kind: 'none' })
    })
  })
}
