import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { electronLaunch, ROOT, standInLaunch } from '../../../tools/launch.ts'
import { callFrom } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/look.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'

onEveryLauncher('the command line of the app itself', (launcher) => {
  let shop: SampleShop
  beforeAll(async () => {
    shop = await openSampleShop({ launcher, size: SIZES[1] }, 40)
  })
  afterAll(() => shop?.close())

  /** Starts the app once more, as a program that asks it would, and waits until it has ended. */
  async function ask(...args: readonly string[]) {
    const launch = launcher === 'electron' ? electronLaunch() : standInLaunch()
    if (!launch) throw new Error('nothing opens the app here')
    const own = [ROOT, '--headless', `--user-data-dir=${shop.userDataDir}`]
    const child = spawn(launch.command, [...launch.args, ...own, ...args], {
      env: { ...process.env, ...launch.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = new Promise<number | null>((over) => child.once('exit', over))
    const [answer, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    return { code, answer, said }
  }

  it('answers while the window is open, with what the window shows, and leaves it as it is', async () => {
    const { page } = shop
    const { invoiceCount } = await callFrom(page, 'app.overview', {})
    const { code, answer } = await ask('list', 'invoices', '--limit', '3', '--json')
    expect(code).toBe(0)
    const { count, rows } = JSON.parse(answer) as { count: number; rows: { number: string }[] }
    expect([count, rows.map(({ number }) => number)]).toEqual([
      invoiceCount,
      ['CF-000040', 'CF-000039', 'CF-000038'],
    ])
    await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
    expect((await callFrom(page, 'app.overview', {})).bookProblem).toBeNull()
  })

  it('says what it does not understand, with an exit code of its own', async () => {
    const { code, answer, said } = await ask('totals', '--from', 'yesterday')
    expect([code, answer]).toEqual([2, ''])
    expect(said).toContain('--from cannot be yesterday')
  })
})
