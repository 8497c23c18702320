import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSampleBook } from '../../../tools/sample-book/write.ts'
import { callFrom } from '../../../tools/tour/window.ts'
import { type LaunchedApp, launchApp } from './launchers/index.ts'
import type { LaunchOptions } from './launchers/launched-app.ts'

/** The app over a made-up book, and the way to end it and start it anew upon the same folder. */
export interface SampleShop extends LaunchedApp {
  restart(how: 'close' | 'kill', between?: () => void | Promise<void>): Promise<SampleShop>
}

/** Opens a live book of so many made-up sales in several currencies, the last ones of today, on its keypad; `change` makes another of it first. */
export async function openSampleShop(
  options: Pick<LaunchOptions, 'launcher' | 'size'>,
  sales: number,
  change?: (path: string) => void,
): Promise<SampleShop> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'counterfoil-sample-'))
  const books = join(userDataDir, 'books')
  mkdirSync(books)
  const path = join(books, 'live.sqlite')
  await writeSampleBook({ path, sales, seed: 'list', until: Date.now() })
  change?.(path)
  const app = await launchApp({ ...options, userDataDir })
  const { page } = app
  page.setDefaultTimeout(10_000)
  await callFrom(page, 'settings.set', { setupDone: true })
  // A book that lies there without the app's other files is told of once.
  await callFrom(page, 'files.dismiss', {})
  await page.reload()
  await page.getByRole('navigation').waitFor()
  return shopOf(app)

  function shopOf(one: LaunchedApp): SampleShop {
    return {
      ...one,
      async restart(how, between) {
        await (how === 'close' ? one.close() : one.kill())
        await between?.()
        const next = await launchApp({ ...options, userDataDir })
        next.page.setDefaultTimeout(10_000)
        return shopOf(next)
      },
      async close() {
        await one.close()
        rmSync(userDataDir, { recursive: true, force: true })
      },
    }
  }
}
