import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Chance, createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { shopAccount } from '../../../support/books/facts.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import {
  type Counts,
  noCounts,
  type ReliabilityCase,
  type Run,
  runsAnywhere,
} from '../../../support/rounds/case.ts'
import {
  type LedgerProcess,
  type LedgerSaid,
  startLedgerProcess,
} from '../../../support/rounds/ledger-process.ts'
import { chooseOperation } from './choose.ts'
import { compareAll, compareOneRead, numberOf, viewOfBook, viewOfModel } from './compare.ts'
import type { Model, ModelSale } from './model.ts'
import type { Hands, Operation, SaleIds } from './operation.ts'

/** A book lives through so many operations before another is begun, so that a failure is found again soon. */
const OPERATIONS_OF_A_BOOK = 1_000
/** How often the process is killed while it does an operation, and how often something else is read afterwards. */
const KILLED = 1 / 80
const READ = 1 / 7
/** The longest an operation is under way before the kill, ms. */
const LONGEST_MS = 5

/**
 * Random operations on a book, its process killed now and then, against a model in memory: each answer, each sale as it is
 * read back, and all lists. A seed makes the same operations, whatever a kill has cut short: that is done again.
 */
export const randomOperations: ReliabilityCase = {
  name: 'random operations against a model',
  rounds: 10_000,
  few: 120,
  judged: true,
  missing: runsAnywhere,
  async run(run) {
    const counts = noCounts()
    for (let first = 0; first < run.rounds; first += OPERATIONS_OF_A_BOOK) {
      await liveThrough(run, first, Math.min(OPERATIONS_OF_A_BOOK, run.rounds - first), counts)
    }
    return { rounds: run.rounds, ...counts, noticed: null }
  },
}

async function liveThrough(run: Run, first: number, operations: number, counts: Counts): Promise<void> {
  const folder = temporaryFolder()
  const path = join(folder.path, 'live.sqlite')
  const life = await beginLife(path, createChance(run.seed + first))
  let step = 0
  let what = ''
  try {
    for (; step < operations; step += 1) {
      const operation = chooseOperation(life.model, life.chance, step)
      what = operation.what
      await (life.chance.unit() < KILLED ? life.cutShort(operation, counts) : life.carryOut(operation))
      counts.acknowledged += 1
      if (life.chance.unit() < READ) await compareOneRead(life.book(), life.model, life.chance)
    }
    await compareAll(life.book(), life.model)
  } catch (error) {
    counts.partial += 1
    run.tell(`seed ${run.seed}, operation ${first + step} (${what}): ${String(error)}`)
  }
  await life.book().close()
  const { halves, repeats } = auditBook(path)
  if (halves.length + repeats.length > 0)
    run.tell(`seed ${run.seed}, book ${first}: ${[...halves, ...repeats].join('; ')}`)
  counts.partial += halves.length
  counts.doubled += repeats.length
  folder.clean()
}

/** A book and its model, through all the processes it lives in. */
async function beginLife(path: string, chance: Chance) {
  const model: Model = { sales: [], items: [] }
  const ids = new Map<number, SaleIds>()
  let book: LedgerProcess = await startLedgerProcess(path)
  await book.call('addAccount', shopAccount())

  /** Reads a sale from the book; null where it is not there. */
  async function read(sale: ModelSale): Promise<string | null> {
    const known = ids.get(sale.place)?.id ?? (await idByNumber(sale))
    const record = known === null ? null : await book.call('invoice', known)
    if (!record) return null
    ids.set(sale.place, { id: record.invoice.id, links: record.links.map((link) => link.id) })
    return viewOfBook(record)
  }

  async function idByNumber(sale: ModelSale): Promise<string | null> {
    const query = { search: numberOf(sale), status: [], provider: [], cursor: null, limit: 5 }
    const { rows } = await book.call('invoices', query)
    return rows.find((row) => row.number === numberOf(sale))?.id ?? null
  }

  const hands = (): Hands => ({
    book,
    async idsOf(sale) {
      await read(sale)
      const known = ids.get(sale.place)
      if (!known) throw new Error(`sale ${sale.place} is not in the book`)
      return known
    },
    async exceptionOf(sale, kind) {
      const open = await book.call('exceptions', { resolved: false, limit: 100_000 })
      return open.find((one) => one.number === numberOf(sale) && one.kind === kind)?.id ?? ''
    },
    itemId: async (name) => (await book.call('items')).find((one) => one.name === name)?.id ?? '',
  })

  const readAll = async (sales: readonly ModelSale[]): Promise<string> => {
    const views = []
    for (const sale of sales) views.push(await read(sale))
    return JSON.stringify([
      ...views,
      (await book.call('items')).map((one) => `${one.name} ${one.active}`).toSorted(),
    ])
  }
  const modelAll = (sales: readonly ModelSale[]): string =>
    JSON.stringify([
      ...sales.map((sale) => (model.sales.includes(sale) ? viewOfModel(sale) : null)),
      model.items.map((one) => `${one.name} ${one.active}`).toSorted(),
    ])

  async function carryOut(operation: Operation): Promise<void> {
    const { method, args } = await operation.call(hands())
    const said = await book.ask(method, ...(args as []))
    const expected = operation.apply(model)
    const answer = answerOf(said)
    if (answer !== expected) throw new Error(`the answer is ${answer}, it ought to be ${expected}`)
    mustBe(await readAll(operation.sales), modelAll(operation.sales))
  }

  /** Kills the process while it does the operation, opens the book again, and does it again where nothing of it is there. */
  async function cutShort(operation: Operation, counts: Counts): Promise<void> {
    const { method, args } = await operation.call(hands())
    const before = modelAll(operation.sales)
    const asked = book.ask(method, ...(args as []))
    await wait(chance.unit() * LONGEST_MS)
    await book.kill()
    const said = await asked
    book = await startLedgerProcess(path)
    const found = await readAll(operation.sales)
    if (found === before) {
      await carryOut(operation)
      if (said?.ok && modelAll(operation.sales) !== before) counts.lost += 1
    } else {
      operation.apply(model)
      mustBe(found, modelAll(operation.sales))
    }
    await compareAll(book, model)
  }

  return { model, chance, carryOut, cutShort, book: () => book }
}

function mustBe(found: string, expected: string): void {
  if (found !== expected) throw new Error(`the book has ${found}, it ought to be ${expected}`)
}

/** Names what came of a call: that it was done, what a rule refused it with, or the code it failed with. */
function answerOf(said: LedgerSaid<unknown>): string {
  if (said === null) return 'nothing'
  if (!said.ok) return said.code
  const value = said.value as null | {
    readonly existed?: boolean
    readonly ok?: boolean
    readonly reason?: string
  }
  if (value === null) return 'null'
  if (value.ok === false) return value.reason ?? ''
  return value.existed === undefined ? 'ok' : value.existed ? 'known' : 'new'
}
