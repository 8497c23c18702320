import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { COMMANDS } from '../../../src/main/command-line/arguments.ts'
import { commandLineWords, environmentLanguages } from '../../../src/main/command-line/language.ts'
import { EXIT, runCommandLine } from '../../../src/main/command-line/run.ts'
import { readBookAt } from '../../../src/main/ledger/asked/reader.ts'
import { EXPORT_KINDS } from '../../../src/shared/contract/plain/export-columns.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import { writeSampleBook } from '../../../tools/sample-book/write.ts'
import { temporaryFolder } from '../../support/app/folder.ts'
import { writeOlderBook } from '../../support/books/older-book.ts'
import { bookOptions, sale, tempFolder, testBook } from '../../support/books/open-book.ts'
import { pastSales, takePast, undoPast } from '../../support/books/past-sales.ts'
import { tamper } from '../../support/books/tampering.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../../support/lists/any-filter.ts'

const SALES = 400
const ROOT = join(import.meta.dirname, '../../..')
const MAIN = join(ROOT, 'src/main/command-line/main.ts')
const shop = temporaryFolder()
const bookPath = join(shop.path, 'books', 'live.sqlite')

interface Ran {
  readonly code: number | null
  readonly answer: string
  readonly said: string
}

/** Runs a line as a program of its own. */
function run(...args: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...NODE_FLAGS, '--no-warnings', MAIN, ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, LANGUAGE: '', LC_ALL: 'C', TZ: 'Pacific/Auckland' },
    },
  )
  return { code: status, answer: stdout, said: stderr }
}
/** The same in this process, where only the words matter. */
async function inside(...args: readonly string[]): Promise<Ran> {
  const answers: string[] = []
  const said: string[] = []
  const code = await runCommandLine(args, {
    ...{ words: createWords('en'), version: '1.2.3', usualData: null, now: () => 0 },
    openPeople: async () => ({ ok: false, why: 'notHere' }),
    askSecret: async () => null,
    answer: (text) => answers.push(`${text}\n`),
    say: (text) => said.push(`${text}\n`),
  })
  return { code, answer: answers.join(''), said: said.join('') }
}
const at = (...args: readonly string[]) => run(...args, '--data', shop.path)
const json = (...args: readonly string[]) => {
  const { code, answer, said } = at(...args, '--json')
  expect(said).toBe('')
  return { code, value: JSON.parse(answer) as unknown }
}

beforeAll(async () => {
  mkdirSync(join(shop.path, 'books'))
  await writeSampleBook({ path: bookPath, sales: SALES, seed: 'line' })
})
afterAll(() => shop.clean())

describe('what the command line answers', () => {
  it('is typed as the README has it', () => {
    const { status, stdout } = spawnSync(
      'npm',
      ['run', '-s', 'counterfoil', '--', 'list', '--data', shop.path, '--limit', '2'],
      {
        ...{ cwd: ROOT, encoding: 'utf8', shell: process.platform === 'win32' },
      },
    )
    expect(status).toBe(EXIT.done)
    expect(stdout).toMatch(/^Number +Created .*\nCF-000400 .*\nCF-000399 .*\n\n2 of 400 invoices\.\n$/)
  })

  it('is what the lists of the book say, to the last unit', () => {
    const book = readBookAt(bookPath)
    try {
      const filter = { ...ANY_INVOICE, currency: ['DZD', 'USD'], status: ['paid' as const] }
      const { count, sums } = book.sums(filter)
      expect(json('totals', '--currency', 'dzd,USD', '--status=paid').value).toEqual({ count, sums })
      const receipts = book.receiptSums(ANY_RECEIPT)
      expect(json('totals', 'receipts').value).toMatchObject({ count: receipts.count, sums: receipts.sums })
      const sort = { by: 'asked', down: true } as const
      const { rows } = book.invoices({ filter, sort, from: 3, limit: 4 })
      const listed = json(
        'list',
        '--currency',
        'DZD,USD',
        '--status',
        'paid',
        '--sort=-asked',
        '--skip=3',
        '--limit=4',
      )
      expect(
        (listed.value as { rows: { id: string; createdAt: string }[] }).rows.map((row) => [
          row.id,
          row.createdAt,
        ]),
      ).toEqual(rows.map((row) => [row.id, new Date(row.createdAt).toISOString()]))
    } finally {
      book.close()
    }
  })

  it('takes an account by a name with a comma in it, beside others', () => {
    const counted = (account: string) =>
      (json('totals', '--account', account).value as { count: number }).count
    const [one, other] = [counted('counter, usdc'), counted('Caisse principale')]
    expect([one > 0, other > 0]).toEqual([true, true])
    expect(counted('Caisse principale,Counter, USDC')).toBe(one + other)
    expect(counted('Counter, USDC, Caisse principale')).toBe(one + other)
  })

  it('counts a day in the zone of the book, wherever the computer is', () => {
    const { days } = json('totals', 'days', '--from=2026-06-01', '--to=2026-06-30').value as {
      days: { day: string; currency: string; received: string; receipts: number }[]
    }
    const { sums } = json('totals', 'receipts', '--from=2026-06-01', '--to=2026-06-30').value as {
      sums: { count: number; received: { currency: string } }[]
    }
    expect(days.length).toBeGreaterThan(5)
    for (const { count, received } of sums) {
      const own = days.filter(({ currency }) => currency === received.currency)
      expect(own.reduce((all, { receipts }) => all + receipts, 0)).toBe(count)
    }
  })

  it('leaves out of the days what a line leaves out, and refuses what no day can be narrowed by', () => {
    type Days = { days: { day: string; account: string; currency: string }[] }
    const stretch = ['--from=2026-06-01', '--to=2026-06-30']
    const told = (...more: string[]) => (json('totals', 'days', ...stretch, ...more).value as Days).days
    const all = told()
    const of = (keep: (one: Days['days'][number]) => boolean) => all.filter(keep)
    expect(told('--currency=usd')).toEqual(of(({ currency }) => currency === 'USD'))
    expect(told('--account', 'Counter, USDC')).toEqual(of(({ account }) => account === 'Counter, USDC'))
    expect(of(({ currency }) => currency === 'USD').length).toBeGreaterThan(0)
    expect(told('--provider=daisy').length).toBeLessThan(all.length)
  })

  it('tells a sale by its number and by its id, and says where there is none', () => {
    const { value } = json('show', 'CF-000123') as { value: { invoice: { id: string; number: string } } }
    expect(value.invoice.number).toBe('CF-000123')
    expect(json('show', value.invoice.id).value).toEqual(value)
    expect(at('show', 'CF-000123').answer).toContain('History')
    expect(at('show', 'CF-999999')).toEqual({
      code: EXIT.failed,
      answer: '',
      said: 'There is no sale CF-999999 in this book.\n',
    })
    expect(json('show', 'CF-999999')).toEqual({ code: EXIT.failed, value: null })
  })

  it('tells of a sale of a file where it came from, and that it counts nowhere once that was undone', async () => {
    const folder = tempFolder()
    const { ledger, db } = await testBook(bookOptions({ path: join(folder, 'books', 'live.sqlite') }))
    const importId = takePast(ledger, pastSales(2))
    const shown = async (...args: readonly string[]) => (await inside(...args, '--data', folder)).answer
    expect(await shown('show', 'IMP-000002')).toMatch(/^Imported +daisy\.csv, 2026-/m)
    expect(await shown('show', 'IMP-000002')).not.toContain('Import undone')
    expect(JSON.parse(await shown('list', '--json'))).toMatchObject({ count: 2 })
    undoPast(ledger, importId)
    expect(await shown('show', 'IMP-000002')).toMatch(/^Import undone +2026-.*; not counted since then$/m)
    expect(await shown('show', 'IMP-000002')).toContain('sale_withdrawn')
    const told = JSON.parse(await shown('show', 'IMP-000002', '--json'))
    expect(told.invoice.importedFrom).toMatchObject({
      importedAt: expect.stringMatching(/Z$/),
      fileName: 'daisy.csv',
    })
    expect(JSON.parse(await shown('list', '--json'))).toMatchObject({ count: 0 })
    expect(JSON.parse(await shown('list', 'receipts', '--json'))).toMatchObject({ count: 0 })
    expect(await inside('verify', '--data', folder)).toMatchObject({ code: EXIT.done })
    db.close()
  })

  it('tells each time as ISO 8601, and none as milliseconds', () => {
    // The number of a commit (asOf) is none, however great.
    const instants = (value: unknown, name = ''): readonly string[] =>
      typeof value === 'number' && value > 1e11 && !name.endsWith('.asOf')
        ? [`${name} ${value}`]
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([own, one]) => instants(one, `${name}.${own}`))
          : []
    const lines = [
      ['list', '--limit=400'],
      ['list', 'receipts', '--limit=400'],
      ['totals'],
      ['totals', 'days', '--from=2026-06-01', '--to=2026-06-30'],
      ['show', 'CF-000123'],
      ['verify'],
    ]
    for (const line of lines) expect(instants(json(...line).value), line.join(' ')).toEqual([])
    const { events } = json('show', 'CF-000123').value as { events: { at: string }[] }
    expect(events.length).toBeGreaterThan(1)
    for (const { at: told } of events) expect(new Date(told).toISOString()).toBe(told)
    const { trail } = json('verify').value as { trail: { at: string } }
    expect(trail.at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  it('makes a backup that is a book again, and overwrites none', () => {
    const folder = tempFolder()
    const { path, invoices } = json('backup', '--out', folder).value as { path: string; invoices: number }
    expect([invoices, readdirSync(folder).length]).toEqual([SALES, 2])
    expect(readFileSync(path).length).toBeGreaterThan(1_000)
    expect(at('backup', '--out', join(folder, 'not there')).code).toBe(EXIT.misused)
  })

  it('says whether the book is whole', () => {
    const { code, value } = json('verify')
    expect([code, value]).toEqual([
      EXIT.done,
      expect.objectContaining({ state: 'sound', trail: expect.objectContaining({ state: 'whole' }) }),
    ])
    const { trail } = value as { trail: { entries: number; head: { hash: string } } }
    expect(at('verify').answer).toContain(`${trail.entries.toLocaleString('en')} entries`)
    const told = at('verify').answer
    expect(told).toContain(trail.head.hash)
    expect(told).toContain('There was nothing outside the book')
  })

  it('writes a file with its manifest, the same bytes each time, as many rows as it counts', () => {
    const folder = tempFolder()
    const asked = [
      'export',
      '--kind=receipts',
      '--from=2026-03-01',
      '--to=2026-05-31',
      '--basis=paid',
      '--preset=machine',
    ]
    const first = json(...asked, '--out', folder).value as {
      file: string
      manifest: string
      rows: number
      sha256: string
    }
    const name = 'receipts_2026-03-01-to-2026-05-31_paid_v2.csv'
    expect([first.file, first.manifest]).toEqual([join(folder, name), join(folder, `${name}.manifest.json`)])
    const bytes = readFileSync(first.file)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first.sha256)
    const { count } = json('totals', 'receipts', '--from=2026-03-01', '--to=2026-05-31').value as {
      count: number
    }
    expect([first.rows, bytes.toString('utf8').trimEnd().split('\r\n').length - 1]).toEqual([count, count])
    const manifest = readFileSync(first.manifest, 'utf8')
    expect(JSON.parse(manifest)).toMatchObject({
      rows: count,
      sha256: first.sha256,
      basis: 'paid',
      zone: 'Africa/Algiers',
    })
    // In another zone of the computer, by another process, over the file that is there.
    const again = run(...asked, '--out', folder, '--data', shop.path)
    expect([again.code, again.said]).toEqual([EXIT.done, ''])
    expect(readFileSync(first.file).equals(bytes)).toBe(true)
    expect(readFileSync(first.manifest, 'utf8')).toBe(manifest)
    expect(readdirSync(folder)).toHaveLength(2)
  })

  it('tells what has changed since a file of before, asked for as that one was', async () => {
    const folder = tempFolder()
    const data = tempFolder()
    const { ledger } = await testBook(bookOptions({ path: join(data, 'books', 'live.sqlite') }))
    ledger.createInvoice(sale({ token: 'one' }))
    const ask = (...args: readonly string[]) => run('export', ...args, '--data', data, '--json')
    const first = JSON.parse(ask('--kind=invoices', '--out', folder).answer) as { file: string }
    ledger.createInvoice(sale({ token: 'two' }))
    const since = ask(`--since=${first.file}`, '--out', folder)
    expect([since.code, since.said]).toEqual([EXIT.done, ''])
    const { file, kind, ...counted } = JSON.parse(since.answer)
    expect(counted).toMatchObject({ rows: 1, compared: 2 })
    const text = readFileSync(file, 'utf8')
    expect([kind, text.includes('CF-000002'), text.includes('CF-000001')]).toEqual(['invoices', true, false])
    const again = run('export', '--kind=invoices', `--out=${join(folder, 'now.csv')}`, '--data', data)
    expect(again.answer).toContain('holds 2 rows;')
    const same = run('export', `--since=${join(folder, 'now.csv')}`, '--out', folder, '--data', data)
    expect(same.answer).toMatch(/^Nothing has changed in 2 rows\. .*_changes/)
    writeFileSync(join(folder, 'other.csv'), 'a,b')
    const unknown = ask(`--since=${join(folder, 'other.csv')}`, '--out', folder)
    expect([unknown.code, JSON.parse(unknown.answer)]).toEqual([
      EXIT.failed,
      { file: null, error: 'EARLIER_UNKNOWN' },
    ])
    expect(ask(`--since=${first.file}`, '--kind=lines', '--out', folder).code).toBe(EXIT.misused)
  })

  it('writes every kind in every way, or says why it cannot, and leaves nothing half', () => {
    const folder = tempFolder()
    const days = ['--from=2026-06-01', '--to=2026-06-30']
    for (const kind of EXPORT_KINDS)
      expect(json('export', '--kind', kind, '--preset=xlsx', ...days, '--out', folder).code, kind).toBe(
        EXIT.done,
      )
    expect(
      json('export', '--kind=lines', '--preset=spreadsheet', '--language=fr', '--out', folder).code,
    ).toBe(EXIT.done)
    expect(readdirSync(folder)).toHaveLength(2 * (EXPORT_KINDS.length + 1))
    const own = at('export', '--kind=receipts', '--out', join(shop.path, 'books'))
    expect([own.code, own.said]).toEqual([
      EXIT.failed,
      expect.stringContaining('belongs to Counterfoil itself'),
    ])
    const named = at(
      'export',
      '--kind=invoices',
      '--columns=status,invoice_number',
      '--out',
      join(folder, 'own.csv'),
    )
    expect(named.code).toBe(EXIT.done)
    expect(readFileSync(join(folder, 'own.csv'), 'utf8')).toMatch(/^invoice_number,status\r\nCF-000001,/)
  })

  it('explains itself, each command by itself too', async () => {
    for (const line of [[], ['help'], ['--help']])
      expect(run(...line).answer).toContain('counterfoil <command>')
    for (const command of COMMANDS) {
      const own = await inside('help', command)
      expect(own.answer).toContain(`counterfoil ${command}`)
      if (command !== 'help') expect(await inside(command, '--help')).toEqual(own)
    }
  })

  it('leaves nothing beside the book, and nothing of it changed', () => {
    const before = readFileSync(bookPath)
    at('list')
    at('verify')
    expect(readdirSync(join(shop.path, 'books'))).toEqual(['live.sqlite'])
    expect(readFileSync(bookPath).equals(before)).toBe(true)
  })
})

test('reads a book that is sold into at the same time', async () => {
  const folder = tempFolder()
  const { path, ledger } = await testBook(bookOptions({ path: join(folder, 'books', 'live.sqlite') }))
  ledger.createInvoice(sale({ token: 'first' }))
  const count = () => (JSON.parse(run('list', '--data', folder, '--json').answer) as { count: number }).count
  expect(count()).toBe(1)
  ledger.createInvoice(sale({ token: 'second' }))
  expect([count(), path.endsWith('live.sqlite')]).toEqual([2, true])
})

const JUNE = ['--from=2026-06-01', '--to=2026-06-30']
/** What a kind would have left out in silence. */
const NOT_HEEDED = [
  ...['status', 'tag'].flatMap((option) => [['receipts', option] as const, ['movements', option] as const]),
  ...['basis', 'status', 'item', 'till', 'tag', 'search'].map((option) => ['days', option] as const),
  ...['exceptions', 'events'].flatMap((kind) =>
    ['basis', 'status', 'provider', 'account', 'currency', 'item', 'till', 'tag', 'search'].map(
      (option) => [kind, option] as const,
    ),
  ),
]
const OPTIONS = [
  ...['kind', 'preset', 'zone', 'columns', 'from', 'to', 'basis', 'status', 'provider'],
  ...['account', 'currency', 'item', 'till', 'tag', 'search'],
]

test.each<readonly [readonly string[], string]>([
  [['lst'], 'lst is not a command.'],
  [['list', '--frm', 'x'], 'list has no option --frm.'],
  [['list', '--limit'], '--limit needs a value.'],
  [['list', '--limit='], '--limit needs a value.'],
  [['list', '--limit', '-1'], '--limit'],
  // A line is never understood in part.
  [['list', '--toString'], 'list has no option --toString.'],
  [['list', '--constructor', 'x'], 'list has no option --constructor.'],
  [['totals', '--currency', 'EUR', '--currency', 'USD'], '--currency is given twice.'],
  [['list', '--practice=false'], '--practice takes no value'],
  [['list', '--json=no'], '--json takes no value'],
  [['list', '--account', 'Counter,USDC'], '--account cannot be Counter:'],
  [['list', '--limit', '1e9'], '--limit cannot be 1e9: 0 to 100000.'],
  [['list', 'sales'], 'list cannot be sales: invoices, receipts.'],
  [['list', 'receipts', '--status', 'paid'], 'list has no option --status.'],
  [['list', 'receipts', '--basis', 'created'], '--basis cannot be created: paid, recorded.'],
  [['list', '--status', 'payd'], '--status cannot be payd:'],
  [['list', '--provider', 'daisy,stripe'], '--provider cannot be stripe:'],
  [['list', '--account', 'No such shop'], '--account cannot be No such shop:'],
  [['list', '--from', '2026-02-30'], '--from cannot be 2026-02-30'],
  [['list', '--from', '2026-03-02', '--to', '2026-03-01'], '--to cannot be 2026-03-01'],
  [['list', '--sort', 'colour'], '--sort cannot be colour:'],
  [['show'], 'This is missing: the number of a sale.'],
  [['show', 'CF-1', 'CF-2'], 'CF-2 is one word too many.'],
  [['totals', 'days'], 'This is missing: --from.'],
  [['totals', 'days', '--status', 'paid'], 'totals days has no option --status.'],
  [['totals', 'days', '--search', 'x'], 'totals days has no option --search.'],
  [['backup'], 'This is missing: --out.'],
  [['export', '--out', '.'], 'This is missing: --kind.'],
  [['export', '--kind', 'receipts'], 'This is missing: --out.'],
  [['export', '--kind', 'sales', '--out', '.'], '--kind cannot be sales: receipts, movements,'],
  [['export', '--kind', 'events', '--zone', 'Mars/Base', '--out', '.'], '--zone cannot be Mars/Base:'],
  [['export', '--kind', 'receipts', '--columns', 'x', '--out', '.'], '--columns cannot be x:'],
  [['export', '--kind', 'days', '--out', '.'], 'This is missing: --from.'],
  [
    ['export', '--kind', 'receipts', '--out', 'no such folder/x.csv'],
    '--out cannot be no such folder/x.csv: DIR.',
  ],
  ...NOT_HEEDED.map(
    ([kind, option]) =>
      [
        ['export', '--kind', kind, `--${option}`, 'paid', '--out', '.'],
        `export --kind ${kind} has no option --${option}.`,
      ] as const,
  ),
  ...OPTIONS.map(
    (option) =>
      [
        ['export', '--since', 'x.csv', `--${option}`, 'paid', '--out', '.'],
        `export --since has no option --${option}.`,
      ] as const,
  ),
  ...['receipts', 'invoices', 'days'].map(
    (kind) =>
      [
        ['export', '--kind', kind, '--account', 'No such shop', ...JUNE, '--out', '.'],
        '--account cannot be No such shop:',
      ] as const,
  ),
  [['list', '--language', 'de'], '--language cannot be de: en, fr, ar.'],
  [
    ['export', '--kind', 'days', ...JUNE, '--preset', 'spreadsheet', '--language', 'tlh', '--out', '.'],
    '--language cannot be tlh: en, fr, de, ar, es, it.',
  ],
  [['help', 'sell'], 'sell is not a command.'],
  [['list', '\u001b[31mred'], 'list cannot be  [31mred'],
])('%j is not understood, and says why', async (args, words) => {
  const { code, answer, said } = await inside(...args, '--data', shop.path)
  expect([code, answer]).toEqual([EXIT.misused, ''])
  expect(said).toContain(words)
  expect(said).toContain('Run help')
})

describe('the language of an answer', () => {
  const spoken = async (
    args: readonly string[],
    languages: readonly string[] = [],
    usual: string | null = null,
  ) => (await commandLineWords(args, usual, languages)).locale
  const withSettings = (settings: unknown) => {
    const folder = tempFolder()
    writeFileSync(
      join(folder, 'settings.json'),
      typeof settings === 'string' ? settings : JSON.stringify(settings),
    )
    return folder
  }

  it('is the one that is named, else that of the settings, else that of the terminal', async () => {
    const french = withSettings({ settings: { language: 'fr', theme: 'dark' } })
    const system = withSettings({ settings: { language: 'system' } })
    expect(await spoken(['list', '--data', french, '--language=ar'], ['de'])).toBe('ar-DZ')
    expect(await spoken(['list', `--data=${french}`], ['ar-DZ'])).toBe('fr-FR')
    expect(await spoken(['list'], ['ar-DZ'], french)).toBe('fr-FR')
    expect(await spoken(['list', '--data', system], ['de', 'ar-EG'])).toBe('ar-EG-u-nu-latn')
    expect(await spoken(['list', '--data', tempFolder()], ['C.UTF-8'])).toBe('en-GB')
    // What has no catalogue is for a spreadsheet alone.
    expect(await spoken(['export', '--preset=spreadsheet', '--language', 'de'], ['fr-DZ'])).toBe('fr-DZ')
  })

  it.each(['', '{', '[]', '{"settings":7}', { settings: { language: 'tlh' } }])(
    'is that of the terminal where the settings are %j',
    async (settings) => {
      expect(await spoken(['list', '--data', withSettings(settings)], ['fr_DZ.UTF-8'])).toBe('fr-DZ')
      expect(await spoken(['list', '--data'], ['fr'])).toBe('fr-FR')
    },
  )

  it('is read out of the environment as programs do', () => {
    expect(environmentLanguages({ LANGUAGE: 'ar:fr', LC_ALL: '', LC_MESSAGES: 'de_DE', LANG: 'en' })).toEqual(
      [...['ar', 'fr', 'de_DE']],
    )
    expect(environmentLanguages({ LC_ALL: 'C', LANG: 'fr_DZ' })).toEqual(['C'])
    expect(environmentLanguages({})).toEqual([])
  })

  it('changes the words alone: JSON, names and exit codes are the same in each, and no mark of direction is in any', () => {
    const of = (language: string, ...args: readonly string[]) => at(...args, '--language', language)
    const words = ['en', 'fr', 'ar'].map((language) => of(language, 'list', '--limit=3'))
    expect(new Set(words.map(({ answer }) => answer.split('\n')[0]))).toHaveLength(3)
    for (const { code, answer } of words) {
      expect(code).toBe(EXIT.done)
      expect(answer).toContain('CF-')
      expect(answer).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069٠-٩]/)
    }
    const told = ['en', 'fr', 'ar'].map((language) => of(language, 'totals', '--json'))
    expect(new Set(told.map(({ code, answer }) => `${code} ${answer}`))).toHaveLength(1)
    const refused = of('ar', 'lst')
    expect([refused.code, refused.answer]).toEqual([EXIT.misused, ''])
    expect(refused.said).toMatch(/lst.*[\u0600-\u06ff]/)
  })
})

describe('a book that cannot be read', () => {
  const ran = (folder: string) => run('list', '--data', folder)
  const laid = () => {
    const folder = tempFolder()
    mkdirSync(join(folder, 'books'))
    return { folder, path: join(folder, 'books', 'live.sqlite') }
  }

  it('is missing, and none is made', () => {
    const folder = tempFolder()
    expect(ran(folder)).toMatchObject({ code: EXIT.failed, answer: '' })
    expect(ran(folder).said).toContain('There is no book in this folder.')
    expect(readdirSync(folder)).toEqual([])
    expect(run('list').code).toBe(EXIT.misused)
    expect(run('list', '--practice', '--data', shop.path).said).toContain('There is no book')
  })

  it('is of an older shape, and stays so', async () => {
    const { folder, path } = laid()
    await writeOlderBook(path, 9, 3)
    const before = readFileSync(path)
    expect(ran(folder).said).toContain('last opened by an older version')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  it('is of a newer version, is no book, or is damaged', () => {
    const newer = laid()
    writeFileSync(newer.path, readFileSync(bookPath))
    const db = new SQLite(newer.path)
    db.pragma('user_version = 900')
    db.close()
    expect(ran(newer.folder).said).toContain('made by a newer version')
    const text = laid()
    writeFileSync(
      text.path,
      'no book at all, and long enough to be looked at by anybody who reads it'.repeat(40),
    )
    expect(ran(text.folder).said).toContain('is something else')
    const hurt = laid()
    const bytes = readFileSync(bookPath)
    // Far behind what tells which book it is.
    for (let page = 300; page < 320; page += 1) bytes.fill(0xee, page * 4_096, page * 4_096 + 200)
    writeFileSync(hurt.path, bytes)
    const { code, said } = run('verify', '--data', hurt.folder)
    expect(code).toBe(EXIT.failed)
    expect(said).toContain('The book is damaged')
  })
})

test('the end of the trail is held against the witness of the book, where there is one', async () => {
  const folder = tempFolder()
  const witnessPath = join(folder, 'witness', 'live.witness')
  const { ledger } = await testBook(bookOptions({ path: join(folder, 'books', 'live.sqlite'), witnessPath }))
  ledger.createInvoice(sale({ token: 'one' }))
  const { code, answer } = run('verify', '--data', folder)
  expect([code, answer.includes('There was nothing outside')]).toEqual([EXIT.done, false])
  writeFileSync(witnessPath, 'no witness')
  expect(run('verify', '--data', folder, '--json').answer).toContain('"heads_outside": 0')
})

test('a fact that was changed outside of the app is named by its entry', () => {
  const folder = tempFolder()
  mkdirSync(join(folder, 'books'))
  const path = join(folder, 'books', 'live.sqlite')
  writeFileSync(path, readFileSync(bookPath))
  const db = new SQLite(path)
  tamper(db, 'UPDATE events SET at_ms = at_ms + 1 WHERE seq = 77')
  db.close()
  const { code, said } = run('verify', '--data', folder)
  expect(code).toBe(EXIT.failed)
  expect(said).toContain('The trail is broken at entry 77.')
})

test('no text of a stranger moves the cursor of a terminal', async () => {
  const folder = tempFolder()
  const { ledger } = await testBook(bookOptions({ path: join(folder, 'books', 'live.sqlite') }))
  ledger.createInvoice({ ...sale({ token: 'one' }), customerName: 'A\u001b[2J\u202eB\nC' })
  const { answer } = run('list', '--data', folder)
  expect(['\u001b', '\u202e'].filter((mark) => answer.includes(mark))).toEqual([])
  expect(answer.split('\n')).toHaveLength(5)
})
