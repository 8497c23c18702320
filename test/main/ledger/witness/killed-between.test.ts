import { spawnSync } from 'node:child_process'
import { appendFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { readWitness } from '../../../../src/main/ledger/witness/witness-file.ts'
import { NODE_FLAGS } from '../../../../tools/node-flags.mjs'
import { bookOptions, later, sale, tempFolder } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const PROGRAM = fileURLToPath(new URL('../../../support/kills/dying-witness.ts', import.meta.url))
type Point = 'commit' | 'fold' | 'close'

/** A book whose process was killed just before it wrote its witness, with the sales that were answered. */
function killed(point: Point) {
  const folder = tempFolder()
  const [path, witnessPath] = [join(folder, 'live.sqlite'), join(folder, 'live.witness')]
  const { signal, stdout } = spawnSync(
    process.execPath,
    [...NODE_FLAGS, '--no-warnings', PROGRAM, path, witnessPath, point],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  expect(signal).toBe('SIGKILL')
  const answered = stdout.trim().split('\n')
  const open = async () => {
    const book = await openLedger(bookOptions({ path, witnessPath }), Date.now())
    later(() => book.close())
    return book
  }
  return { path, witnessPath, answered, open }
}

const numbersOf = (book: Awaited<ReturnType<typeof openLedger>>) =>
  book.db.prepare('SELECT number FROM invoices ORDER BY seq').pluck().all() as string[]

describe.each(['commit', 'fold', 'close'] as const)('a book killed between a %s and its witness', (point) => {
  it('sells at once, with all that was answered in it and no number twice, and is checked meanwhile', async () => {
    const { path, witnessPath, answered, open } = killed(point)
    const commit = readWitness(witnessPath)?.commit ?? 0
    const book = await open()
    expect(book.standing).toMatchObject({ closed: null, checkOwed: 'now' })
    expect(Number(book.db.prepare('SELECT last_commit FROM book').pluck().get())).toBe(
      point === 'commit' ? commit + 1 : commit,
    )
    for (const id of answered) expect(book.ledger.invoice(id)).not.toBeNull()
    there(book.ledger.createInvoice(sale()))
    const numbers = numbersOf(book)
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBe(answered.length + (point === 'commit' ? 2 : 1))
    expect(checkWhole(path, { progress: () => undefined, cancelled: () => false }).state).toBe('sound')
  })
})

it.each(['commit', 'fold'] as const)(
  'what another hand does to its file after a kill at a %s is checked first',
  async (point) => {
    const { path, open } = killed(point)
    if (point === 'commit') utimesSync(path, 1, 1)
    else appendFileSync(`${path}-wal`, 'more')
    expect((await open()).standing.closed?.code).toBe('BOOK_CHECKING')
  },
)
