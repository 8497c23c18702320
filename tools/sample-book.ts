import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { USUAL_END } from './sample-book/told/sample.ts'
import { writeSampleBook } from './sample-book/write.ts'

/** Writes a live book full of made-up sales: `npm run sample-book -- --sales 2000 --seed shop --out sample`. */
const USAGE = `Usage: npm run sample-book -- --sales N --seed S --out DIR [--until INSTANT]

Writes DIR/live.sqlite: a live book of N made-up sales over three years, as the app itself would have written it.

  --sales N        how many sales, from 1 to 10000000
  --seed S         any text; the same N, seed and instant give the same book
  --out DIR        an empty folder, or one that is not there yet
  --until INSTANT  the book's last instant, as ISO 8601 in UTC; without it ${new Date(USUAL_END).toISOString()}
`
const MOST_SALES = 10_000_000
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/

/** A mistake of whoever calls; told without a stack. */
class Mistake extends Error {}

function asked() {
  try {
    const text = { type: 'string' } as const
    const options = {
      sales: text,
      seed: text,
      out: text,
      until: text,
      help: { type: 'boolean', short: 'h' },
    } as const
    return parseArgs({ options, allowPositionals: false }).values
  } catch (error) {
    throw new Mistake(error instanceof Error ? error.message : String(error))
  }
}

function salesOf(text: string | undefined): number {
  if (text === undefined) throw new Mistake('--sales is missing: say how many sales the book is to hold')
  const sales = /^\d{1,8}$/.test(text) ? Number(text) : 0
  if (sales >= 1 && sales <= MOST_SALES) return sales
  throw new Mistake(`--sales ${text}: it must be a whole number from 1 to ${MOST_SALES}`)
}

function untilOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (INSTANT.test(text) && Number.isFinite(Date.parse(text))) return Date.parse(text)
  throw new Mistake(`--until ${text}: it must be an instant in UTC like 2026-06-30T16:20:00Z`)
}

function folderOf(text: string | undefined): string {
  if (!text) throw new Mistake('--out is missing: name the folder the book is to be written to')
  const folder = resolve(text)
  const there = statSync(folder, { throwIfNoEntry: false })
  if (there && !there.isDirectory()) throw new Mistake(`${text} is a file: name a folder`)
  if (there && readdirSync(folder).length > 0) {
    throw new Mistake(`${text} is not empty, and nothing is overwritten: empty it, or name another folder`)
  }
  return folder
}

async function run(): Promise<void> {
  const { sales: count, seed, out, until, help } = asked()
  if (help) {
    process.stdout.write(USAGE)
    return
  }
  const sales = salesOf(count)
  if (!seed) throw new Mistake('--seed is missing: any text, by which the same book can be written again')
  const options = { sales, seed, until: untilOf(until), path: join(folderOf(out), 'live.sqlite') }
  const begun = performance.now()
  const { receipts } = await writeSampleBook(options)
  const seconds = (performance.now() - begun) / 1000
  const pace = Math.round(sales / seconds)
  console.log(
    `${options.path}: ${sales} sales, ${receipts} receipts in ${seconds.toFixed(1)} s, ${pace} sales/s`,
  )
}

try {
  await run()
} catch (error) {
  if (!(error instanceof Mistake)) throw error
  console.error(`${error.message}\n`)
  console.error('npm run sample-book -- --help tells how it is called.')
  process.exitCode = 1
}
