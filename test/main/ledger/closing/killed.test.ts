import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { checkWhole } from '../../../../src/main/ledger/check/whole-check.ts'
import { closeBook, openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { CLOSED_AT, OCTOBER, october } from '../../../support/books/october.ts'
import { bookOptions, later } from '../../../support/books/open-book.ts'
import { walk } from '../../../support/books/tampering.ts'
import { startLedgerProcess } from '../../../support/rounds/ledger-process.ts'

test.each([0, 2, 5, 9, 14])(
  'a kill %i ms into a closing leaves the month closed as a whole, or open as it was',
  async (ms) => {
    const { db, path, view } = await october()
    const before = view()
    const { zone, mark } = before
    closeBook(db)
    const book = await startLedgerProcess(path)
    const act = { ...OCTOBER, zone, mark, reason: 'one is short', person: 'Salima' }
    const said = book.ask('closePeriod', act, CLOSED_AT)
    await setTimeout(ms)
    await book.kill()
    const isTold = (await said) !== null
    const again = await openLedger(bookOptions({ path }), CLOSED_AT + 1)
    later(() => closeBook(again.db))
    const after = again.ledger.period(OCTOBER, CLOSED_AT + 2)
    const count = (sql: string) => again.db.prepare(sql).pluck().safeIntegers(false).get()
    const closed = count("SELECT count(*) FROM events WHERE kind = 'period_closed'")
    expect(count('SELECT count(*) FROM periods')).toBe(closed)
    expect(count('SELECT count(*) FROM period_figures') === 0).toBe(closed === 0)
    expect(after.closing === null).toBe(closed === 0)
    expect({ ...after, closing: null }).toEqual(before)
    if (isTold) expect(closed).toBe(1)
    else if (closed === 0) expect(again.ledger.closePeriod(act, CLOSED_AT + 3)).toEqual({ ok: true })
    expect(again.ledger.closePeriod(act, CLOSED_AT + 4)).toMatchObject({ reason: 'PERIOD_CLOSED' })
    expect(walk(again.db)).toMatchObject({ state: 'whole' })
    expect(checkWhole(path, { progress: () => undefined, cancelled: () => false }).state).toBe('sound')
  },
)
