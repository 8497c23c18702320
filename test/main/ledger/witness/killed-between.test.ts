import { spawnSync } from 'node:child_process'
import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { openWitness, readWitness } from '../../../../src/main/ledger/witness/witness-file.ts'
import { NODE_FLAGS } from '../../../../tools/node-flags.mjs'
import { addAccount, bookOptions, later, sale, tempFolder } from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

const PROGRAM = fileURLToPath(new URL('../../../support/kills/dying-witness.ts', import.meta.url))
type Point = 'commit' | 'fold' | 'close'

/** A book whose process was killed just before it wrote its witness, with the sales that were answered. */
function killed(point: Point, folder = tempFolder()) {
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

describe('an older copy that is written over its file', () => {
  async function sell(folder: string, sales: number): Promise<string> {
    const [path, witnessPath] = [join(folder, 'live.sqlite'), join(folder, 'live.witness')]
    const book = await openLedger(bookOptions({ path, witnessPath }), Date.now())
    if (book.ledger.accounts().length === 0) addAccount(book.ledger)
    for (let n = 0; n < sales; n += 1) there(book.ledger.createInvoice(sale()))
    book.close()
    return path
  }

  it.each([
    ['commit', 'BOOK_BEHIND'],
    ['fold', 'BOOK_CHECKING'],
    ['close', 'BOOK_BEHIND'],
  ] as const)('after a kill at a %s is noticed', async (point, noticed) => {
    const folder = tempFolder()
    const path = await sell(folder, 20)
    const older = readFileSync(path)
    await sell(folder, 120)
    const { open } = killed(point, folder)
    writeFileSync(path, older)
    expect((await open()).standing.closed?.code).toBe(noticed)
  })

  it('is noticed also where it is as long as the file was, a while after the kill', async () => {
    const { path, open } = killed('fold')
    await setTimeout(2_500)
    writeFileSync(path, readFileSync(path))
    expect((await open()).standing.closed?.code).toBe('BOOK_CHECKING')
  })
})

it('a book that was killed in a fold, and once more at its next opening, sells at once', async () => {
  const { witnessPath, answered, open } = killed('fold')
  const before = readWitness(witnessPath)
  if (!before) throw new Error('there is no witness')
  const opening = openWitness(witnessPath)
  opening.write({ ...before, clean: false })
  opening.close()
  await setTimeout(2_500)
  const book = await open()
  expect(book.standing).toMatchObject({ closed: null, checkOwed: 'now' })
  for (const id of answered) expect(book.ledger.invoice(id)).not.toBeNull()
})
