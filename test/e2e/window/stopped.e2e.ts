import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { look, SIZES } from '../../support/window/look.ts'
import { scan } from '../../support/window/scan.ts'
import { boxesOf } from '../../support/window/stand.ts'

const PAGE_BYTES = 4_096
/** Longer than a scanner takes from its first key to its Enter, and than what was just shown is guarded for. */
const A_HAND_READS_MS = 900

onEveryLauncher('a book that may not be written', (launcher) => {
  let app: LaunchedApp | null = null
  let page: Page
  let userDataDir: string
  beforeEach(async () => {
    userDataDir = mkdtempSync(join(tmpdir(), 'counterfoil-stopped-'))
    await start()
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await keypad()
  })
  afterEach(async () => {
    await close()
    rmSync(userDataDir, { recursive: true, force: true })
  })

  async function start(): Promise<void> {
    app = await launchApp({ launcher, userDataDir, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(20_000)
  }
  async function close(): Promise<void> {
    await app?.close()
    app = null
  }
  const bookFile = () => join(userDataDir, 'books', 'practice.sqlite')
  const keypad = () => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  const title = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const enter = async () => {
    await page.waitForTimeout(A_HAND_READS_MS)
    await page.keyboard.press('Enter')
  }
  const focused = () => page.locator(':focus').innerText()
  /** What is read out after the name of the button that has the focus. */
  const described = async () => {
    const ids = (await page.locator(':focus').getAttribute('aria-describedby'))?.split(' ') ?? []
    return (await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText()))).join(' ')
  }
  const colourOf = (words: RegExp) =>
    page
      .getByText(words)
      .evaluate(
        (one) =>
          (globalThis as unknown as { getComputedStyle(part: unknown): { color: string } }).getComputedStyle(
            one,
          ).color,
      )
  const amount = () => page.getByRole('status', { name: 'Amount', exact: true }).innerText()

  async function sold(count: number): Promise<string[]> {
    const accounts = await callFrom(page, 'accounts.list', {})
    const accountId = accounts.find((one) => one.provider === 'daisy')?.id ?? ''
    const numbers: string[] = []
    for (let n = 0; n < count; n += 1) {
      const customer = { customerName: null, customerEmail: null }
      const asked = {
        token: randomUUID(),
        accountId,
        currency: 'DAI',
        amount: '1',
        description: '',
        ...customer,
      }
      numbers.push((await callFrom(page, 'invoices.create', asked)).invoice.number)
    }
    return numbers
  }

  /** Sells two, keeps a copy, sells four more, and puts the copy back while the app is closed. */
  async function putOlderBack(): Promise<void> {
    await sold(2)
    await close()
    const older = readFileSync(bookFile())
    await start()
    await keypad()
    await sold(4)
    await close()
    writeFileSync(bookFile(), older)
    await start()
    await title('The book is older than it should be')
    await page.getByText(/^4 sales until .* are not in this file\./).waitFor()
  }
  const PARTS = ['.pad', '.amount-entry', '.ticket-first', '.rail-foot']

  it('an older copy was put back: no scanner chooses a way, and it is read with no sale taken', async () => {
    await putOlderBack()
    expect(await focused()).toMatch(/^Go back/)
    expect(await described()).toMatch(/^The book is older than it should be 4 sales until /)
    await look(page, 'stopped-behind')
    await scan(page, '4006381333931')
    await page.waitForTimeout(A_HAND_READS_MS)
    await title('The book is older than it should be')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Check again')
    await scan(page, '4006381333931')
    await page.waitForTimeout(A_HAND_READS_MS)
    expect(await page.getByText('nothing has changed').count()).toBe(0)
    await enter()
    await page.getByText('Checked again: nothing has changed.').waitFor()
    expect(await colourOf(/^Checked again/)).not.toBe(await colourOf(/^Put the right file back/))

    await press('Open for reading')
    await keypad()
    await page.keyboard.type('7', { delay: 150 })
    await page.keyboard.press('Enter')
    const why = page.getByText(/^No payment requested, and the amount stays/)
    expect(await why.innerText()).toMatch(/The book is older than it should be\. Bring the newer file back/)
    expect(await amount()).toMatch(/^0\.07/)
    await look(page, 'stopped-reading')
    await goTo(page, 'Invoices')
    await page.getByText('PR-000002').first().waitFor()
    await press('Decide…')
    await title('The book is older than it should be')
  })

  it('an older copy was put back: it goes on above every number once a hand has said so twice', async () => {
    await putOlderBack()
    await press('Open for reading')
    await keypad()
    const before = await boxesOf(page, PARTS)
    await press('Decide…')
    await press('Continue…')
    const dialog = page.getByRole('alertdialog', { name: 'Continue without what is missing?' })
    await dialog.getByText(/The next sale is PR-000051/).waitFor()
    expect(await focused()).toBe('Back')
    await look(page, 'stopped-go-on')
    await enter()
    await dialog.waitFor({ state: 'hidden' })
    await press('Continue…')
    await press('Continue without it')
    await keypad()
    await page.getByRole('region', { name: 'About the book' }).waitFor({ state: 'hidden' })
    expect(await boxesOf(page, PARTS)).toEqual(before)
    expect(await sold(1)).toEqual(['PR-000051'])
  })

  it('an older file is renamed over it during a sale: the kept copy is put back, and what was typed is still there', async () => {
    await sold(2)
    await close()
    const older = join(userDataDir, 'older')
    copyFileSync(bookFile(), older)
    await start()
    await keypad()
    expect(await sold(2)).toEqual(['PR-000003', 'PR-000004'])
    await chooseAccount(page, 'Daisy', 'DAI')
    await page.keyboard.press('Escape')
    await page.keyboard.type('7.5', { delay: 150 })
    renameSync(older, bookFile())
    await page.keyboard.press('Enter')

    await title('The book is older than it should be')
    await page.getByText(/^2 sales until/).waitFor()
    expect(await focused()).toMatch(/^Put it back/)
    await look(page, 'stopped-kept')
    // A hand types on for a moment where the keypad stood.
    await page.keyboard.press('3')
    await enter()
    await keypad()
    expect(await amount()).toMatch(/^7\.5\s/)
    await page.getByText('Some keys were missed: the keypad was not there.').waitFor()
    await look(page, 'stopped-keys-missed')
    await page.keyboard.press('Enter')
    await page.getByText(/^DAI 7\.50\? Some keys were ignored|^7\.5.*\? Some keys were ignored/).waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    await page.keyboard.press('Backspace')
    expect(await page.getByText('Some keys were ignored').count()).toBe(0)
    expect(await sold(1)).toEqual(['PR-000005'])
  })

  it('its file is gone: a new book is begun by the keyboard alone, and what lay there is kept', async () => {
    await sold(3)
    await close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${bookFile()}${end}`, { force: true })
    writeFileSync(bookFile(), '')

    await start()
    await title('The book is gone')
    await page.getByText(/^It held 3 sales; the last change was on/).waitFor()
    expect(await page.getByText('Sales it held').locator('..').innerText()).toMatch(/3$/)
    await look(page, 'stopped-gone')
    expect(await focused()).toMatch(/^Go back/)
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Check again')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Start new…')
    expect(await described()).toBe('Start a new book')
    await enter()
    await page.getByRole('alertdialog', { name: 'Start a new book?' }).waitFor()
    await look(page, 'stopped-begin-new')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Start a new book')
    await enter()
    await page.getByRole('navigation', { name: 'Sections' }).waitFor()
    const { invoiceCount, bookProblem } = await callFrom(page, 'app.overview', {})
    expect({ invoiceCount, bookProblem }).toEqual({ invoiceCount: 0, bookProblem: null })
    expect(existsSync(bookFile())).toBe(true)
    const kept = readdirSync(join(userDataDir, 'books'), { recursive: true, encoding: 'utf8' })
    expect(kept.filter((name) => /aside-.*practice\.sqlite$/.test(name))).toHaveLength(1)
  })

  it('a page of it was overwritten: it says that it is damaged, and what can be read is shown', async () => {
    await sold(30)
    await close()
    const bytes = readFileSync(bookFile())
    const middle = Math.floor(bytes.length / PAGE_BYTES / 2)
    bytes.fill(0xa5, middle * PAGE_BYTES, (middle + 1) * PAGE_BYTES)
    writeFileSync(bookFile(), bytes)

    await start()
    await title('This book is damaged')
    await look(page, 'stopped-damaged')
    await press('Open for reading')
    const banner = page.getByRole('region', { name: 'About the book' })
    for (const place of ['Counter', 'Invoices', 'Books', 'Settings'] as const) {
      await goTo(page, place)
      await banner.getByText('This book is damaged').waitFor()
    }
    expect(readFileSync(bookFile()).equals(bytes)).toBe(true)
  })
})
