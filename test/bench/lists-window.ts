import '../../tools/require-node.mjs'
import { execFileSync } from 'node:child_process'
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuilt } from '../../tools/build.ts'
import { writeSampleBook } from '../../tools/sample-book/write.ts'
import { BY_HAND, callFrom, goTo } from '../../tools/tour/window.ts'
import { createChance } from '../support/app/chance.ts'
import type { Stall } from '../support/day/stalls.ts'
import type { LaunchedApp } from '../support/window/launchers/launched-app.ts'
import { launchUsual } from '../support/window/launchers/usual.ts'
import { quantile } from './quantile.ts'
import { type Seen, watchFrames } from './window/blank.ts'

/**
 * What a large book costs the window beside an empty one: how much later the keypad is there, when its sums are, what all processes take
 * of memory, how long the main side stands, and what is seen of rows while a list is scrolled: `npm run bench:window`.
 * `-- --sales=20000` makes a smaller book, `-- --book=PATH` takes a copy of one that is there; `-- --out=PATH` writes the figures elsewhere.
 */
const { values } = parseArgs({
  options: {
    sales: { type: 'string', default: '1000000' },
    book: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
  },
})
const ROUNDS = 5
const SIZE = { width: 1280, height: 800 }

interface Row {
  readonly step: string
  readonly figure: number
  readonly goal: number | null
  readonly unit: 'ms' | 'MB'
}

const rows: Row[] = []
const unmet: string[] = []
function note(step: string, figure: number, unit: Row['unit'], goal: number | null): void {
  const row = { step, figure: Math.round(figure * 10) / 10, goal, unit }
  rows.push(row)
  if (goal !== null && row.figure > goal) unmet.push(`${step}: ${row.figure} ${unit}, not ${goal}`)
}

ensureBuilt()
const folder = mkdtempSync(join(tmpdir(), 'counterfoil-window-'))
const stallsAt = join(folder, 'stalls.jsonl')
const preload = pathToFileURL(join(import.meta.dirname, 'window', 'stalls.mjs')).href
const launch = (which: 'empty' | 'large') =>
  launchUsual({
    userDataDir: join(folder, which),
    theme: 'light',
    size: SIZE,
    env: { COUNTERFOIL_STALLS: stallsAt, NODE_OPTIONS: `--import=${preload}` },
  })

async function layOut(): Promise<void> {
  for (const which of ['empty', 'large'] as const) {
    const books = join(folder, which, 'books')
    mkdirSync(books, { recursive: true })
    const path = join(books, 'live.sqlite')
    // One sale: the accounts of the shop are there, and the keypad with them.
    const sales = which === 'empty' ? 1 : Number(values.sales)
    if (which === 'empty' || values.book === '') await writeSampleBook({ path, sales, seed: 'books' })
    else copyFileSync(values.book, path, constants.COPYFILE_FICLONE)
  }
  for (const which of ['empty', 'large'] as const) {
    const app = await launch(which)
    await callFrom(app.page, 'settings.set', { setupDone: true })
    await callFrom(app.page, 'files.dismiss', {})
    // A book that lies there without the app's other files is checked whole once.
    while ((await callFrom(app.page, 'app.overview', {})).bookProblem !== null)
      await app.page.waitForTimeout(500)
    await app.page.waitForTimeout(2_000)
    await app.close()
  }
}

const keypad = ({ page }: LaunchedApp) => page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()

/** Goes to the invoices, and waits until their rows and their sums stand there. */
async function openLists({ page }: LaunchedApp): Promise<void> {
  await goTo(page, 'Invoices')
  await page.locator('.list-rows .list-number').first().waitFor()
  await page.locator('.sums-lines').getByRole('row').first().waitFor()
}

/** Opens the app on both books in turns, and gives how long each took until its keypad, and the large one until its sums, ms. */
async function starts(): Promise<void> {
  const waits: Record<'empty' | 'large' | 'sums', number[]> = { empty: [], large: [], sums: [] }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const which of ['empty', 'large'] as const) {
      const began = performance.now()
      const app = await launch(which)
      await keypad(app)
      waits[which].push(performance.now() - began)
      if (which === 'large') {
        await openLists(app)
        waits.sums.push(performance.now() - began)
      }
      await app.close()
    }
  const [empty, large, sums] = [waits.empty, waits.large, waits.sums].map((all) => quantile(all, 0.5)) as [
    number,
    number,
    number,
  ]
  note('start of an empty book until the keypad', empty, 'ms', null)
  note('a large book later than it', large - empty, 'ms', 100)
  note('until its sums are live, later than that', sums - large, 'ms', 2_000)
}

/** The memory of a process and of all that it started, MB, as far as it is not shared. */
function memoryOf(pid: number): number {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  const own = new Set([pid])
  for (let known = 0; known !== own.size; ) {
    known = own.size
    for (const [one, parent] of all) if (own.has(parent)) own.add(one)
  }
  let bytes = 0
  for (const one of own)
    try {
      bytes +=
        Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024
    } catch {
      // It has ended.
    }
  return bytes / 2 ** 20
}

/** Scrolls by the wheel and by the thumb at many places, asks the lists, and gives what was seen. */
async function used(app: LaunchedApp): Promise<void> {
  const { page } = app
  const grid = page.locator('.list-grid')
  const chance = createChance(5)
  const to = (part: number) =>
    grid.evaluate((one, share) => {
      const box = one as unknown as { scrollTop: number; scrollHeight: number }
      box.scrollTop = box.scrollHeight * share
    }, part)
  await grid.hover()
  const wheel = await watchFrames(page, async () => {
    for (let place = 0; place < 12; place += 1) {
      await to(chance.unit())
      await page.waitForTimeout(300)
      for (let turn = 0; turn < 40; turn += 1) {
        await page.mouse.wheel(0, turn % 20 < 10 ? 240 : -120)
        await page.waitForTimeout(16)
      }
    }
  })
  const thumb = await watchFrames(page, async () => {
    // From end to end and back within some seconds, a new place with each frame.
    await page.evaluate(`new Promise((over) => {
      const grid = document.querySelector('.list-grid')
      const height = grid.scrollHeight
      let step = 0
      const move = () => {
        step += 1
        const part = Math.abs(((step / 150) % 2) - 1)
        grid.scrollTop = height * (1 - part)
        if (step < 600) requestAnimationFrame(move)
        else over()
      }
      requestAnimationFrame(move)
    })`)
    await page.waitForTimeout(300)
  })
  told('by the wheel', wheel)
  told('by the thumb', thumb)
}

/** Filters, searches and looks at a month, as somebody does who reviews. */
async function searched({ page }: LaunchedApp): Promise<void> {
  const search = page.getByLabel('Search invoices')
  for (const typed of ['status:paid ', 'currency:dzd ', 'maria', 'amount:>5000 ']) {
    await search.click()
    await page.keyboard.type(typed, BY_HAND)
    await page.waitForTimeout(1_000)
  }
  await goTo(page, 'Books')
  await page.waitForTimeout(2_000)
}

function told(how: string, { blank, frames }: Seen): void {
  note(`rows without their text, at worst, scrolled ${how}`, Math.max(0, ...blank), 'ms', 50)
  note(`frames scrolled ${how}, p99`, quantile(frames, 0.99), 'ms', null)
}

try {
  await layOut()
  await starts()
  const empty = await launch('empty')
  await keypad(empty)
  await openLists(empty)
  await empty.page.waitForTimeout(3_000)
  const least = memoryOf(empty.pid)
  await searched(empty)
  await empty.page.waitForTimeout(2_000)
  const leastUsed = memoryOf(empty.pid)
  await empty.close()
  const app = await launch('large')
  await keypad(app)
  await openLists(app)
  await app.page.waitForTimeout(3_000)
  note('memory of all processes over those of an empty book', memoryOf(app.pid) - least, 'MB', 250)
  // What a start takes is noted above.
  rmSync(stallsAt, { force: true })
  await used(app)
  await searched(app)
  await app.page.waitForTimeout(2_000)
  note('the same after scrolling, searching and a month', memoryOf(app.pid) - leastUsed, 'MB', null)
  const stalls = existsSync(stallsAt)
    ? readFileSync(stallsAt, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Stall)
    : []
  await app.close()
  note('longest stall of the main side', Math.max(0, ...stalls.map(({ stood }) => stood)), 'ms', null)
  note('of it what the main side itself did', Math.max(0, ...stalls.map(({ ran }) => ran)), 'ms', 16)
  console.table(rows)
  for (const one of unmet) process.stdout.write(`NOT MET  ${one}\n`)
  const figures = {
    measuredOn: `${cpus()[0]?.model ?? 'unknown'}, ${process.platform}`,
    node: process.version,
    rows,
    stalls,
  }
  const out = values.out === '' ? join(import.meta.dirname, 'results', 'books-window.json') : values.out
  writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
