import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { StatementReading } from '../../src/shared/contract/shapes/periods/statement.ts'
import { moneyFrom, subtract, toDecimal } from '../../src/shared/money/money.ts'
import { daysOf } from '../../src/shared/time/days.ts'
import { businessDay } from '../../src/shared/time/zone.ts'
import { writeSampleBook } from '../../tools/sample-book/write.ts'
import type { TestApp } from '../support/app/host.ts'
import { ownTill } from '../support/app/own-till.ts'
import { ANY_INVOICE, ANY_RECEIPT } from '../support/lists/any-filter.ts'

const till = ownTill()
const ZONE = 'Africa/Algiers'

/** A till over a made-up book, with its last month, and the line of it with the most receipts. */
async function withBook(options: Parameters<typeof till.start>[0] = {}) {
  await writeSampleBook({
    path: join(till.path, 'live.sqlite'),
    sales: 600,
    seed: 'periods',
    until: Date.now(),
  })
  const app = await till.start(options)
  await app.call('settings.set', { cashier: 'Salima' })
  const today = businessDay(Date.now(), ZONE)
  const first =
    daysOf('month', businessDay(Date.parse(`${today.slice(0, 7)}-01T00:00Z`) - 864_000_000, ZONE), 0).from ??
    ''
  const month = { span: 'month', day: first } as const
  const view = await app.call('periods.view', month)
  const line = view.figures.toSorted((a, b) => b.receipts - a.receipts)[0]
  if (!line) throw new Error('the month has no receipts')
  return { app, month, view, line }
}

async function receiptsOf(
  app: TestApp,
  view: { firstDay: string; lastDay: string },
  line: { accountId: string; currency: string },
) {
  const { rows } = await app.call('lists.receipts', {
    filter: {
      ...ANY_RECEIPT,
      ...{ accountId: [line.accountId], currency: [line.currency] },
      period: { by: 'paid', from: view.firstDay, to: view.lastDay },
    },
    sort: { by: 'paid', down: true },
    from: 0,
    limit: 200,
  })
  return rows
}

it('closes a month once, at what was seen and with a reason, names who did, tells the window, and refuses in words what would decide it anew', async () => {
  const { app, month, view } = await withBook()
  expect(await app.refused('periods.close', { ...month, mark: 'another', reason: 'x' })).toMatchObject({
    ...{ code: 'PERIOD_CHANGED', params: { firstDay: month.day } },
  })
  expect(await app.refused('periods.close', { ...month, mark: view.mark, reason: null })).toMatchObject({
    code: 'REASON_NEEDED',
  })
  const now = { span: 'month', day: businessDay(Date.now(), ZONE) } as const
  const { mark } = await app.call('periods.view', now)
  expect(await app.refused('periods.close', { ...now, mark, reason: 'x' })).toMatchObject({
    code: 'PERIOD_NOT_OVER',
  })
  const before = app.events.length
  await app.call('periods.close', { ...month, mark: view.mark, reason: 'as agreed' })
  await expect.poll(() => app.events.slice(before).map(({ name }) => name)).toContain('periods.changed')
  expect((await app.call('periods.view', month)).closing).toMatchObject({
    closedBy: 'Salima',
    reason: 'as agreed',
  })
  expect(await app.call('periods.closed', {})).toMatchObject({ periods: [{ firstDay: month.day }] })
  const { rows } = await app.call('lists.invoices', {
    filter: { ...ANY_INVOICE, period: { by: 'created', from: view.firstDay, to: view.lastDay } },
    sort: { by: 'created', down: true },
    from: 0,
    limit: 1,
  })
  const id = rows[0]?.id ?? ''
  expect(await app.refused('invoices.abandon', { id, reason: 'gone' })).toMatchObject({
    ...{ code: 'PERIOD_CLOSED', params: { firstDay: month.day } },
  })
  await app.call('invoices.note', { id, text: 'notes still work' })
  await app.call('periods.reopen', { ...month, reason: 'a wrong statement' })
  expect(await app.call('periods.closed', {})).toEqual({ periods: [] })
  expect(await app.refused('periods.reopen', { ...month, reason: 'again' })).toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('reads a statement of a bank by the columns it is told, holds it against the book, and remembers how it was read', async () => {
  const filePath = join(till.path, 'bank.csv')
  const { app, month, view, line } = await withBook({ filePath })
  const rows = await receiptsOf(app, view, line)
  const lines = rows.slice(1).map(({ paidAt, received }) => {
    const [year = '', m = '', day = ''] = businessDay(paidAt, ZONE).split('-')
    return `${day}/${m}/${year};${received.amount.replace('.', ',')};a payment`
  })
  // In UTF-16, with a semicolon, a comma for the cents and the day first, as a bank here writes it.
  writeFileSync(
    filePath,
    Buffer.from(
      `\ufeffDate;Montant;Libellé\r\n${lines.join('\r\n')}\r\n15/13/2026;1,00;no such day\r\n`,
      'utf16le',
    ),
  )
  const chosen = await app.call('periods.chooseStatement', {})
  expect(chosen).toMatchObject({
    ...{
      name: 'bank.csv',
      encoding: 'utf-16le',
      delimiter: ';',
      columns: ['Date', 'Montant', 'Libellé'],
      remembered: null,
    },
  })
  const reading: StatementReading = {
    ...{
      encoding: 'utf-16le',
      delimiter: ';',
      headerRow: 0,
      date: 0,
      amount: 1,
      currencyColumn: null,
      mark: null,
    },
    dates: 'dayFirst',
  }
  const { accountId, currency } = line
  const beside = { ...month, accountId, currency, within: 2 }
  const columns = chosen?.columns ?? []
  const read = await app.call('periods.readStatement', {
    ...beside,
    fileId: chosen?.fileId ?? '',
    reading,
    columns,
  })
  const missing = moneyFrom(currency, rows[0]?.received.amount ?? '0')
  const told = toDecimal(subtract(moneyFrom(currency, line.received), missing))
  expect(read).toMatchObject({
    kind: 'read',
    inPeriod: lines.length,
    unread: 1,
    told,
    found: lines.length,
    missing: [],
  })
  const again = await app.call('periods.chooseStatement', {})
  expect(again?.remembered).toEqual(reading)
  // What the statement lacks is proposed: the last payment of the month, within two days of its end or wherever it is.
  const { best, tried } = await app.call('periods.explain', { ...beside, told })
  expect(tried).toEqual({ pairs: true, triples: true })
  expect(best.flat().map(({ number }) => number)).toContain(rows[0]?.number)
  const [first = []] = best
  const explainedBy = first.map(({ id }) => id)
  const source = { name: 'bank.csv', rows: lines.length, found: lines.length }
  await app.call('periods.tieOut', { ...month, accountId, currency, told, explainedBy, reason: null, source })
  const kept = (await app.call('periods.view', month)).tieOuts
  expect(kept).toMatchObject([
    { told, explainedBy, source, person: 'Salima', explained: `-${toDecimal(missing)}` },
  ])
  // Over a restart too.
  const next = await till.start({ filePath })
  expect((await next.call('periods.chooseStatement', {}))?.remembered).toEqual(reading)
})

it('asks what only a person knows, and takes nothing of what it cannot read', async () => {
  const filePath = join(till.path, 'bank.csv')
  const { app, month, line } = await withBook({ filePath })
  writeFileSync(filePath, 'Date,Amount\n01/02/2026,1\n02/01/2026,2\n')
  const chosen = await app.call('periods.chooseStatement', {})
  const fileId = chosen?.fileId ?? ''
  const reading: StatementReading = {
    ...{
      encoding: 'utf-8',
      delimiter: ',',
      headerRow: 0,
      date: 0,
      amount: 1,
      currencyColumn: null,
      mark: null,
      dates: null,
    },
  }
  const { accountId, currency } = line
  const asked = { ...month, accountId, currency, within: 2, fileId, columns: chosen?.columns ?? [] }
  expect(await app.call('periods.readStatement', { ...asked, reading })).toMatchObject({
    kind: 'ask',
    what: 'dates',
  })
  // A question is no reading: nothing of it is remembered.
  expect((await app.call('periods.chooseStatement', {}))?.remembered).toBeNull()
  const wrong = { ...reading, encoding: 'utf-16be' as const }
  const looked = await app.call('periods.lookAtStatement', { fileId, encoding: 'utf-16be', delimiter: ',' })
  expect(looked.columns).not.toEqual(['Date', 'Amount'])
  expect(await app.call('periods.readStatement', { ...asked, reading: wrong })).toMatchObject({
    kind: 'read',
    inPeriod: 0,
  })
  const unknown = { ...asked, fileId: 'no-such-file', reading }
  expect(await app.refused('periods.readStatement', unknown)).toMatchObject({ code: 'NOT_FOUND' })
})
