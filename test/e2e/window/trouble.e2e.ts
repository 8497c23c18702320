import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, it } from 'vitest'
import { APPLICATION_ID } from '../../../src/main/ledger/sqlite/open.ts'
import { BY_HAND } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'

onEveryLauncher('trouble at the start', (launcher) => {
  let app: LaunchedApp | null = null
  afterEach(async () => {
    await app?.close()
    app = null
  })

  function folderWithBook(make: (path: string) => void): { userDataDir: string; path: string } {
    const userDataDir = mkdtempSync(join(tmpdir(), 'counterfoil-trouble-'))
    mkdirSync(join(userDataDir, 'books'), { recursive: true })
    const path = join(userDataDir, 'books', 'live.sqlite')
    make(path)
    return { userDataDir, path }
  }

  it('a book from a newer version is left alone: what happened, what is safe, what to do next', async () => {
    const { userDataDir, path } = folderWithBook((file) => {
      const db = new Database(file)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma('user_version = 9999')
      db.exec('create table later (x)')
      db.close()
    })
    const before = readFileSync(path)
    app = await launchApp({ launcher, userDataDir })
    await app.page.getByRole('heading', { name: /newer/i }).waitFor()
    await app.page.getByText('What is safe').waitFor()
    await app.page.getByText('Install the newer version of the app.').waitFor()
    expect(readFileSync(path)).toEqual(before)
  })

  it('a file that is no book is named and left alone, and the practice book still works', async () => {
    const { userDataDir, path } = folderWithBook((file) =>
      writeFileSync(file, 'This is not a book. '.repeat(500)),
    )
    app = await launchApp({ launcher, userDataDir })
    await app.page.getByText(path).waitFor()
    await app.page.getByRole('button', { name: 'Practice', exact: true }).click()
    await app.page.getByText('Play money. Nothing here is real.').waitFor()
    expect(readFileSync(path, 'utf8')).toMatch(/^This is not a book/)
  })

  it('a window that cannot be drawn says what is safe, and can be shown anew', async () => {
    app = await launchApp({ launcher })
    const { page } = app
    await page.getByRole('button', { name: 'Start with practice' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    await page.evaluate(() => {
      const writes = Intl.NumberFormat.prototype
      const sound = Object.getOwnPropertyDescriptor(writes, 'format')
      const broken = () => {
        throw new Error('broken on purpose')
      }
      Object.defineProperty(writes, 'format', { configurable: true, get: broken })
      Object.assign(globalThis, { mend: () => Object.defineProperty(writes, 'format', sound ?? {}) })
    })
    await page.keyboard.type('12345', BY_HAND)
    await page.getByRole('heading', { name: 'Something went wrong displaying this window.' }).waitFor()
    await page.evaluate(() => (globalThis as unknown as { mend(): void }).mend())
    await page.getByRole('button', { name: 'Reload window' }).click()
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
  })
})
