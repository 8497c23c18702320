import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { standInLaunch } from '../../../tools/launch.ts'
import { freePort } from '../window/launchers/standin.ts'
import { config } from './harness-config.mjs'

/** The window with made-up data, served to a browser of its own. */
export interface Site {
  readonly browser: Browser
  /** The address of a scene, as on a computer in a language ("ar-DZ", "en-XA"). */
  address(scene: string, language: string): string
  close(): Promise<void>
}

/** Builds the window with made-up data and opens a browser; throws in words where this machine has none. */
export async function openSite(): Promise<Site> {
  const executablePath = standInLaunch()?.env.COUNTERFOIL_STANDIN_BROWSER
  if (executablePath === undefined) throw new Error('No Chromium, Chrome or Edge was found on this machine.')
  const outDir = mkdtempSync(join(tmpdir(), 'counterfoil-looks-'))
  const port = await freePort()
  const options = {
    ...config,
    configFile: false,
    logLevel: 'error',
    build: { ...config.build, outDir, emptyOutDir: true },
  } as const
  await build(options)
  const server = await preview({ ...options, preview: { ...config.preview, port } })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  return {
    browser,
    address: (scene, language) =>
      `http://localhost:${port}/?${new URLSearchParams({ scene, language }).toString()}`,
    async close() {
      await browser.close()
      await server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

/** The sales of the made-up book, the newest first, by status. */
const ROWS = [
  ...['open', 'creating', 'underpaid', 'paid', 'overpaid', 'paid_late'],
  ...['expired', 'failed', 'unknown', 'abandoned', 'confirming', 'refunded'],
]

/** Gives the row of the made-up book's list in which a sale with this status stands, from 0; null for none. */
export function madeUpRow(status: string): number | null {
  const row = ROWS.indexOf(status)
  return row < 0 ? null : row
}
