import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Ledger } from '../../../../src/main/ledger/port/ledger.ts'
import { failureCodeOf } from '../../../../src/main/ledger/sqlite/errors.ts'
import { closeBook, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { bookOptions } from '../../../support/books/book-options.ts'
import { eur, made, START, sale, seen, shopAccount, transfer } from '../../../support/books/facts.ts'
import { there } from '../../../support/books/there.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'

/** What the writes are about. */
interface Ground {
  readonly ledger: Ledger
  readonly creating: string
  readonly live: string
  readonly underpaid: string
  readonly open: string
}

const LONG = 'x'.repeat(9_000)
/** As large a picture as the book takes, with the head of a WebP. */
const PICTURE = Buffer.concat([Buffer.from('RIFF....WEBP'), Buffer.alloc(60_000, 1)])

/** Every kind of write, made long, so that it needs pages of its own. */
const WRITES: readonly (readonly [name: string, write: (ground: Ground) => unknown])[] = [
  ['a sale', ({ ledger }) => ledger.createInvoice(sale({ description: LONG }))],
  ['a link', ({ ledger, creating }) => ledger.recordLinkMade(made(creating, { rawAnswer: LONG }))],
  [
    'a lost link',
    ({ ledger, creating }) =>
      ledger.recordLinkNotMade({
        linkId: creating,
        stage: 'lost',
        code: 'TIMED_OUT',
        providerWords: LONG,
        at: START,
      }),
  ],
  [
    'a receipt',
    ({ ledger, live }) =>
      ledger.recordAnswers([
        seen(live, { reading: 'paid', rawStatus: 'DONE', receipts: [transfer({ raw: LONG })] }),
      ]),
  ],
  ['a note', ({ ledger, open }) => ledger.addNote(open, LONG, START)],
  ['a sale given up', ({ ledger, open }) => ledger.abandon(open, LONG, START)],
  [
    'a shortfall taken for enough',
    ({ ledger, underpaid }) =>
      ledger.acceptShortfall(underpaid, '20.00', { reason: LONG, person: 'Samira' }, START + 9_000),
  ],
  [
    'a link for the remainder',
    ({ ledger, underpaid }) =>
      ledger.addRemainderLink(underpaid, { asked: eur('29.90'), unseenIsPayable: true }, START + 9_000),
  ],
  [
    'an item',
    ({ ledger }) =>
      ledger.saveItem({
        ...{ id: null, name: 'Lamp', price: eur('5.00'), code: null, at: START },
        picture: PICTURE,
      }),
  ],
  [
    'an account',
    ({ ledger }) =>
      ledger.addAccount({
        ...{
          id: 'another-account-of-the-shop',
          provider: 'daisy',
          label: 'x'.repeat(80),
          settings: {},
          createdAt: START,
          keyFingerprint: '',
        },
      }),
  ],
  ['a fact about the book', ({ ledger }) => ledger.appendEvent('export', { rows: 1, what: LONG }, START)],
]

/** A book that may have so many pages more, at every kind of write: refused whole, until there is room. */
export const pageLimit: ReliabilityCase = {
  name: 'page limit at every kind of write',
  rounds: WRITES.length * 10,
  few: WRITES.length,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, tell }) {
    const counts = noCounts()
    for (let round = 0; round < rounds; round += 1) {
      const [name, write] = WRITES[round % WRITES.length] ?? ['', () => undefined]
      const pages = Math.floor(round / WRITES.length)
      const folder = mkdtempSync(join(tmpdir(), 'counterfoil-'))
      const path = join(folder, 'live.sqlite')
      const { db, ledger } = await openLedger(bookOptions(path), START)
      const ground = prepare(ledger)
      const before = contentsOf(db)
      db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + pages}`)
      const wrong: string[] = []
      const code = codeOf(() => write(ground))
      if (code !== null && code !== 'DISK_FULL') wrong.push(`it says ${code}`)
      if (code !== null && (db.inTransaction || contentsOf(db) !== before))
        wrong.push('something of it is there')
      db.pragma('max_page_count = 1000000')
      const again = code === null ? null : codeOf(() => write(ground))
      if (again !== null) wrong.push(`with room it says ${again}`)
      if (contentsOf(db) === before) wrong.push('nothing of it is there')
      closeBook(db)
      wrong.push(...auditBook(path).halves)
      counts.acknowledged += 1
      counts.partial += wrong.length
      if (wrong.length > 0) tell(`${name}, ${pages} pages more: ${wrong.join('; ')}`)
      rmSync(folder, { recursive: true })
    }
    return { rounds, ...counts, noticed: null }
  },
}

function prepare(ledger: Ledger): Ground {
  ledger.addAccount(shopAccount())
  const make = () => there(ledger.createInvoice(sale())).pending
  const creating = make()
  const [live, open, underpaid] = [make(), make(), make()]
  for (const { linkId } of [live, open, underpaid]) ledger.recordLinkMade(made(linkId))
  const part = transfer({ amount: eur('20.00'), credited: eur('20.00') })
  ledger.recordAnswers([seen(underpaid.linkId, { reading: 'underpaid', receipts: [part] })])
  return {
    ledger,
    creating: creating.linkId,
    live: live.linkId,
    open: open.invoiceId,
    underpaid: underpaid.invoiceId,
  }
}

function codeOf(write: () => unknown): string | null {
  try {
    write()
    return null
  } catch (error) {
    return failureCodeOf(error)
  }
}

function contentsOf(db: Database): string {
  const tables = [
    'tills',
    'provider_accounts',
    'invoices',
    'payment_links',
    'receipts',
    'events',
    'exceptions',
    'items',
  ]
  const rows = tables.map((table) => db.prepare(`SELECT * FROM ${table}`).raw().all())
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}
