import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callFrom, chooseAccount, goTo, sell } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'
import { COUNTER_SIZES, look, SIZES } from '../../support/window/look.ts'
import { openShop, type Shop } from '../../support/window/shop.ts'
import { cutOff } from '../../support/window/stand.ts'

/** A table, a small window, a touch screen that stands upright. */
const SEEN_AT = [...SIZES, COUNTER_SIZES[2]]
/** Longer than a scanner takes from its first key to its Enter, and than what was just shown is guarded for. */
const A_HAND_READS_MS = 900
const WHEN = '(today|yesterday) \\d\\d:\\d\\d'

onEveryLauncher('the backups of a book', (launcher) => {
  let app: LaunchedApp
  let page: Page
  let userDataDir: string
  beforeAll(async () => {
    userDataDir = mkdtempSync(join(tmpdir(), 'counterfoil-backups-'))
    await start()
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await chooseAccount(page, 'Daisy', 'DAI')
    await page.keyboard.press('Escape')
  })
  afterAll(async () => {
    await app?.close()
    rmSync(userDataDir, { recursive: true, force: true })
  })

  async function start(): Promise<void> {
    app = await launchApp({ launcher, userDataDir, size: SIZES[0] })
    page = app.page
    page.setDefaultTimeout(20_000)
  }
  const sellOne = async (keys: string) => {
    await goTo(page, 'Counter')
    const next = page.getByRole('button', { name: 'Next sale' })
    if ((await next.count()) > 0) await next.click()
    return sell(page, keys)
  }
  const toBackups = async () => {
    await goTo(page, 'Books')
    await page.getByRole('tab', { name: 'Backups' }).click()
    await page.getByRole('button', { name: 'Back up now' }).waitFor()
  }
  const grid = () => page.getByRole('grid', { name: 'Backups' })
  /** The newest row of that reason, cell by cell. */
  const cellsOf = async (why: string) =>
    (await grid().getByRole('row', { name: why }).first().getByRole('gridcell').allInnerTexts()).map((text) =>
      text.trim(),
    )
  const dialog = () => page.getByRole('alertdialog', { name: new RegExp(`^Go back to ${WHEN}\\?$`) })
  const restore = async (why: string) => {
    await grid().getByRole('row', { name: why }).first().getByRole('button').click()
    await dialog().waitFor()
  }
  const goBack = async () => {
    await dialog()
      .getByRole('button', { name: /^Go back to/ })
      .click()
    await expect.poll(() => page.getByRole('alertdialog').count(), { timeout: 60_000 }).toBe(0)
  }
  const lastRestore = () => page.getByRole('region', { name: 'The last restore' })
  const focused = () => page.locator(':focus').innerText()
  const numbers = async () => {
    const all = { search: '', status: [], provider: [], cursor: null, limit: 100 }
    return (await callFrom(page, 'invoices.list', all)).rows.map(({ number }) => number).toSorted()
  }
  /** A picture at every size, with nothing of these parts cut off. */
  const seen = (name: string, parts: readonly string[]) =>
    look(page, name, SEEN_AT, async (where) => {
      for (const part of parts) expect(await cutOff(page, part), `${where}: ${part}`).toEqual([])
    })
  const PARTS = ['.backups-head', '.backup-grid', '.backups-places']

  it('are made by hand, checked, and listed with what they hold', async () => {
    await toBackups()
    await look(page, 'backups-first', SEEN_AT)
    await sellOne('12.5')
    await sellOne('7')
    await toBackups()
    await page.getByRole('button', { name: 'Back up now' }).click()
    await grid().getByRole('row', { name: 'by hand' }).waitFor()
    await page.getByText('The last good backup is less than a minute old.').waitFor()
    await page.getByText('Checked after it was made: opens, complete, same sums.').waitFor()
    expect(await page.getByTestId('announcer').innerText()).toBe('A backup was made and checked.')
    const [made, why, sales, newer, size, where, act] = await cellsOf('by hand')
    expect([why, sales, newer, where, act]).toEqual(['by hand', '2', '0', 'here', 'Restore…'])
    expect(made).toMatch(/^(Today|Yesterday) \d\d:\d\d$/)
    expect(size).toMatch(/^\d+\.\d kB$/)
    await page.getByText('Backups of the practice book stay on this computer.').waitFor()
    await seen('backups', PARTS)
  })

  it('are shown in the file manager', async () => {
    await page.getByRole('button', { name: 'Show the folder' }).click()
    await expect
      .poll(async () => (await app.desktopRequests()).some((one) => one.what === 'show-item'))
      .toBe(true)
  })

  it('are gone back to in two steps by the keyboard alone; the first thing that is pressed is the way back', async () => {
    await sellOne('3')
    await toBackups()
    await expect.poll(async () => (await cellsOf('by hand'))[3]).toBe('1')
    await grid().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    for (let n = 0; !(await grid().locator('.grid-line-active').innerText()).includes('by hand'); n += 1) {
      expect(n).toBeLessThan(9)
      await page.keyboard.press('j')
    }
    await page.keyboard.press('Enter')
    await dialog().getByText('What happens to the 1 newer sale').waitFor()
    expect(await focused()).toBe('Back')
    expect(
      (
        await dialog()
          .getByRole('row', { name: /^Sales/ })
          .innerText()
      ).split(/\s+/),
    ).toEqual(['Sales', '3', '2'])
    await dialog()
      .getByText(/^1 is added back to the book, and payments are checked with the providers: 1\sDaisy$/)
      .waitFor()
    await dialog().getByText('No number is used twice.').waitFor()
    await seen('backups-restore', ['.dialog'])
    await page.waitForTimeout(A_HAND_READS_MS)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0)
    expect(await lastRestore().count()).toBe(0)
    await expect.poll(() => grid().and(page.locator(':focus')).count()).toBe(1)
  })

  it('bring the newer sale back too, and say what was done and how it is undone', async () => {
    await restore('by hand')
    await goBack()
    await lastRestore()
      .getByText(new RegExp(`^Last restore, ${WHEN}: the book went back to the backup of ${WHEN}\\.`))
      .waitFor()
    const said = await lastRestore().innerText()
    expect(said).toMatch(/1 newer sale was added back and is checked with its provider\./)
    expect(said).toMatch(new RegExp(`To return, restore the backup of ${WHEN}, “before a restore”\\.$`))
    expect(await numbers()).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    expect((await cellsOf('before a restore')).slice(1, 3)).toEqual(['before a restore', '3'])
    await seen('backups-restored', [...PARTS, '.backups-restored'])
  })

  it('undo a restore, for what was there before it is one of them', async () => {
    await restore('before a restore')
    await goBack()
    await expect.poll(() => lastRestore().innerText()).toMatch(/This computer had no newer sales\./)
    expect(await numbers()).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    await goTo(page, 'Invoices')
    await page.getByText('PR-000003').first().waitFor()
  })

  it('that are damaged say so: before one is gone back to where its size tells, at the latest when it is read', async () => {
    const folder = join(userDataDir, 'books', 'backups')
    const name = readdirSync(folder).find((one) => /-hand-.*\.zst$/.test(one)) ?? ''
    const bytes = readFileSync(join(folder, name))
    const middle = bytes.length >> 1
    bytes.fill(0xa5, middle, middle + 64)
    writeFileSync(join(folder, name), bytes)
    await toBackups()
    await restore('by hand')
    await dialog()
      .getByRole('button', { name: /^Go back to/ })
      .click()
    await dialog().getByText('This backup is damaged.').waitFor()
    await dialog().getByText('Choose another backup.').waitFor()
    await seen('backups-refused', ['.dialog'])
    await dialog().getByRole('button', { name: 'Back', exact: true }).click()

    writeFileSync(join(folder, name), bytes.subarray(0, 200))
    await goTo(page, 'Counter')
    await toBackups()
    await expect.poll(async () => (await cellsOf('by hand')).at(-1)).toBe('Damaged')
    const row = grid().getByRole('row', { name: 'by hand' })
    expect(await row.getByRole('button').count()).toBe(0)
    await row.click()
    await grid().focus()
    await page.keyboard.press('Enter')
    await look(page, 'backups-damaged', SEEN_AT)
    expect(await page.getByRole('alertdialog').count()).toBe(0)
    expect(await numbers()).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
  })

  it('are the best way on where the file of the book is gone', async () => {
    await app.close()
    for (const end of ['', '-wal', '-shm']) {
      rmSync(join(userDataDir, 'books', `practice.sqlite${end}`), { force: true })
    }
    await start()
    await page.getByRole('heading', { name: 'The book is gone', level: 1 }).waitFor()
    await page.getByRole('heading', { name: new RegExp(`^Go back to the backup of ${WHEN}$`) }).waitFor()
    await page.getByText('3 sales, checked after it was made.').waitFor()
    await page.getByText(/^\d+ backups are on this computer\.$/).waitFor()
    expect(await page.locator('.button-primary').count()).toBe(1)
    expect(await focused()).toMatch(/^Go back/)
    await look(page, 'stopped-backup', SEEN_AT)
    await page.waitForTimeout(A_HAND_READS_MS)
    await page.keyboard.press('Enter')
    await lastRestore()
      .getByText(/the book went back to the backup of/)
      .waitFor({ timeout: 60_000 })
    expect(await numbers()).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    expect(await page.getByRole('tab', { name: 'Backups', selected: true }).count()).toBe(1)
    expect((await callFrom(page, 'app.overview', {})).bookProblem).toBeNull()
  })

  it('are not the only way on: what can be read of a damaged book is saved into a new one, and told', async () => {
    await app.close()
    const file = join(userDataDir, 'books', 'practice.sqlite')
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0x55, 0, 4096))
    rmSync(join(userDataDir, 'books', 'backups'), { recursive: true })
    await start()
    await page.getByRole('heading', { name: 'Save what can be read into a new book' }).waitFor()
    await look(page, 'stopped-salvage', SEEN_AT)
    await page.getByRole('button', { name: 'Save what is left' }).click()
    const told = page.getByRole('region', { name: 'The last salvage' })
    await told.getByText('Sales: 3 of 3', { exact: true }).waitFor({ timeout: 60_000 })
    await told.getByText('No sale and no receipt is missing.').waitFor()
    await page.getByText('No backup of this book yet.').waitFor()
    expect(await page.getByText('could not be made').count()).toBe(0)
    await seen('backups-salvaged', ['.backups-restored[aria-label="The last salvage"]', '.backups-places'])
    expect(await numbers()).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    expect((await callFrom(page, 'app.overview', {})).bookProblem).toBeNull()
  })
})

onEveryLauncher('the second folder of the backups', (launcher) => {
  let shop: Shop
  let page: Page
  let stick: string
  beforeAll(async () => {
    stick = mkdtempSync(join(tmpdir(), 'counterfoil-stick-'))
    shop = await openShop({ launcher, size: SIZES[0], accounts: [{ provider: 'daisy', label: 'Daisy' }] })
    page = shop.page
    await goTo(page, 'Books')
    await page.getByRole('tab', { name: 'Backups' }).click()
    await page.getByRole('button', { name: 'Back up now' }).waitFor()
  })
  afterAll(async () => {
    await shop?.close()
    for (const path of [stick, `${stick}-drawer`]) rmSync(path, { recursive: true, force: true })
  })
  const places = () => page.getByRole('region', { name: 'Where they go' })
  const seen = (name: string) =>
    look(page, name, SEEN_AT, async (where) => {
      expect(await cutOff(page, '.backups-places'), where).toEqual([])
    })
  const choose = async (path: string) => {
    await shop.app.answerSaveDialog(path)
    await places()
      .getByRole('button', { name: /^Choose/ })
      .click()
  }

  it('may not be one of the app itself, and says so', async () => {
    await choose(join(shop.app.userDataDir, 'books'))
    await places().getByText('That place belongs to Counterfoil itself.').waitFor()
    await places().getByText('A folder on another disk or a USB stick.', { exact: false }).waitFor()
    await seen('backups-second-refused')
  })

  it('gets each backup, and says when', async () => {
    await choose(stick)
    await places()
      .getByText(stick.split('/').at(-1) ?? '', { exact: false })
      .waitFor()
    await page.getByRole('button', { name: 'Back up now' }).click()
    await places()
      .getByText(new RegExp(`^Last copied ${WHEN}\\. If it is unavailable for three days`))
      .waitFor()
    await page.getByRole('gridcell', { name: 'here, 2nd folder' }).first().waitFor()
    expect(
      await places()
        .getByText(/^That place belongs/)
        .count(),
    ).toBe(0)
    await seen('backups-second')
  })

  it('that is away says since when, that nothing is lost, and what to do; it is followed when it is back', async () => {
    renameSync(stick, `${stick}-drawer`)
    await page.getByRole('button', { name: 'Back up now' }).click()
    await places()
      .getByText(/^Unavailable since .*\.$/)
      .waitFor()
    await places()
      .getByText(/Backups on this computer continue, .* Connect it again/)
      .waitFor()
    await seen('backups-second-away')
    renameSync(`${stick}-drawer`, stick)
    await page.getByRole('button', { name: 'Back up now' }).click()
    await places()
      .getByText(new RegExp(`^Last copied ${WHEN}\\. If it is unavailable`))
      .waitFor()
  })

  it('is left when it is no longer wanted, with what lies there', async () => {
    await places().getByRole('button', { name: 'Stop copying' }).click()
    await places().getByText('A folder on another disk or a USB stick.', { exact: false }).waitFor()
    expect(readdirSync(stick).filter((name) => name.endsWith('.zst')).length).toBeGreaterThan(0)
  })
})
