import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSampleBook } from '../../../tools/sample-book/write.ts'
import { callFrom } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp } from './launchers/index.ts'
import type { LaunchOptions } from './launchers/launched-app.ts'

/** Opens a live book of so many made-up sales in several currencies, the last ones of today, on its keypad. */
export async function openSampleShop(
  options: Pick<LaunchOptions, 'launcher' | 'size'>,
  sales: number,
): Promise<LaunchedApp> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'counterfoil-sample-'))
  const books = join(userDataDir, 'books')
  mkdirSync(books)
  await writeSampleBook({ path: join(books, 'live.sqlite'), sales, seed: 'list', until: Date.now() })
  const app = await launchApp({ ...options, userDataDir })
  const { page } = app
  page.setDefaultTimeout(10_000)
  await callFrom(page, 'settings.set', { setupDone: true })
  // A book that lies there without the app's other files is told of once.
  await callFrom(page, 'files.dismiss', {})
  await page.reload()
  await page.getByRole('navigation').waitFor()
  return {
    ...app,
    async close() {
      await app.close()
      rmSync(userDataDir, { recursive: true, force: true })
    },
  }
}
