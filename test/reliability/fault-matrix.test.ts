import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type CodeWords, type MatrixRow, renderFaults } from '../../tools/matrix.ts'
import { FAULTS } from '../support/shop/matrix-faults.ts'
import { openRoom, WIRES } from '../support/shop/matrix-room.ts'
import { COLUMNS, driveCell } from './matrix/cells.ts'

const PAGE = new URL('../../docs/FAULTS.md', import.meta.url)
const CATALOGUE = new URL('../../src/shared/words/en.json', import.meta.url)

/** Another origin, to which redirects lead; nobody may ever ask it anything. */
let elsewhere: Server
let elsewhereUrl = ''
let strayed = 0
beforeAll(async () => {
  hushCutLines()
  elsewhere = createServer((_request, response) => {
    strayed += 1
    response.end('{}')
  })
  elsewhere.on('connection', () => {
    strayed += 1
  })
  await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done))
  const address = elsewhere.address()
  elsewhereUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => new Promise<void>((done) => elsewhere.close(() => done())))

/** The practice server tells of every line a client cut; here that is what is tried, so only other complaints are told. */
function hushCutLines(): void {
  for (const way of ['error', 'info', 'warn'] as const) {
    const tell = console[way].bind(console)
    vi.spyOn(console, way).mockImplementation((...said: unknown[]) => {
      if (!/aborted|prematurely closed/.test(String(said[0]))) tell(...said)
    })
  }
}

const rows = new Map<string, MatrixRow>()

describe.concurrent.each(WIRES)('$title', (wire) => {
  it.each(FAULTS)(
    'given: $title, every operation ends as the table says, and recovers',
    async (fault) => {
      const room = await openRoom(wire, fault, elsewhereUrl)
      const outcomes = []
      for (const column of COLUMNS[wire.provider]) {
        const outcome = await driveCell(column, room).catch((error: unknown) => {
          throw new Error(`${wire.title}, ${column}: ${String(error)}`, { cause: error })
        })
        outcomes.push(outcome)
      }
      await room.close()
      rows.set(`${wire.title} ${fault.title}`, { fault: fault.title, outcomes })
    },
    60_000,
  )
})

describe('afterwards', () => {
  it('no request has followed a redirect', () => {
    expect(strayed).toBe(0)
  })

  it('every code that came has its words, and the table in docs/FAULTS.md is the one that was seen', () => {
    const sections = WIRES.map(({ title, provider }) => ({
      title,
      columns: COLUMNS[provider],
      rows: FAULTS.flatMap((fault) => rows.get(`${title} ${fault.title}`) ?? []),
    }))
    expect(sections.map((section) => section.rows.length)).toEqual(WIRES.map(() => FAULTS.length))
    const outcomes = sections.flatMap((section) => section.rows.flatMap((row) => row.outcomes))
    const codes = new Set(outcomes.flatMap(({ code }) => code ?? []))
    const page = renderFaults(
      sections,
      [...codes, 'OUTCOME_UNKNOWN', 'ACCOUNT_PAUSED'].toSorted().map(wordsOf),
    )
    if (process.env.UPDATE_FAULTS === '1') writeFileSync(PAGE, page)
    expect(page).toBe(readFileSync(PAGE, 'utf8'))
  })
})

/** The words that a screen gives to a code; a code without any fails. */
function wordsOf(code: string): CodeWords {
  const { errors } = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as {
    errors: Record<string, Partial<Omit<CodeWords, 'code'>>>
  }
  const { what = '', safe = '', next = '' } = errors[code] ?? {}
  expect([code, what !== '', safe !== '', next !== '']).toEqual([code, true, true, true])
  return { code, what, safe, next }
}
