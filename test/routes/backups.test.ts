import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { backUp, numbersIn, practiceTill, problem, sell, sold } from '../support/app/practice-till.ts'

const place = practiceTill()
const { close } = place
const open = (more: Parameters<typeof place.open>[2] = {}) => place.open(place.path, 'practice', more)
const openLive = (more: Parameters<typeof place.open>[2] = {}) => place.open(place.path, 'live', more)

describe('a backup', () => {
  it('made by hand is listed with how much it holds, and how much the book holds beyond it', async () => {
    const till = await open()
    await sold(till, 3)
    await backUp(till)
    await sold(till, 2)
    expect((await till.call('backups.view', {})).rows).toEqual([
      {
        name: expect.stringMatching(/^practice-.*-hand-[0-9a-f]{8}\.sqlite\.zst$/),
        madeAt: expect.any(Number),
        reason: 'hand',
        sales: 3,
        lastSale: { number: 'PR-000003', at: expect.any(Number) },
        newer: 2,
        bytes: expect.any(Number),
        here: true,
        away: false,
        damaged: false,
        another: false,
      },
    ])
  })

  it('is made at the end of the app where the book has changed, and only there', async () => {
    const rows = async (till: TestApp) =>
      (await till.call('backups.view', {})).rows.map(({ reason, sales }) => [reason, sales])
    await open({ backUpAtClose: true })
    await close()
    const again = await open({ backUpAtClose: true })
    expect(await rows(again)).toEqual([['close', 0]])
    await close()
    const third = await open({ backUpAtClose: true })
    expect(await rows(third)).toEqual([['close', 0]])
    await sold(third, 1)
    await close()
    expect(await rows(await open())).toEqual([
      ['close', 1],
      ['close', 0],
    ])
  })

  it('that was cut is told as damaged, and is not put in the place of the book', async () => {
    const till = await open()
    await sold(till, 1)
    const name = await backUp(till)
    truncateSync(join(place.path, 'backups', name), 200)
    expect((await till.call('backups.view', {})).rows[0]).toMatchObject({ name, damaged: true })
    expect(await till.refused('backups.restore', { name })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await numbersIn(till)).toEqual(['PR-000001'])
  })
})

describe('going back to a backup', () => {
  it('keeps the newer sales with their numbers, asks about them again, and names those that cannot be asked about', async () => {
    const till = await open()
    await sold(till, 2)
    const name = await backUp(till)
    const later = await sell(till, 'made after the backup')
    if (!later.ok) throw new Error(later.error.code)
    await eventually(async () => {
      const { links } = await till.call('invoices.get', { id: later.value.invoice.id })
      return links[0]?.stage === 'live' ? true : null
    })
    await till.call('practice.pay', { invoiceId: later.value.invoice.id, amount: null })
    const preview = await till.call('backups.preview', { name })
    expect(preview).toMatchObject({
      now: { sales: 3, lastSale: { number: 'PR-000003' } },
      row: { sales: 2 },
      newer: { sales: 1, askable: [{ account: 'Daisy', sales: 1 }], lost: 0, lostNumbers: [] },
    })

    await till.call('backups.restore', { name })
    expect(await problem(till)).toBeNull()
    expect(await numbersIn(till)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    await eventually(async () => {
      const { invoice } = await till.call('invoices.get', { id: later.value.invoice.id })
      return invoice.status === 'paid' && invoice.description === 'made after the backup' ? true : null
    })
    // No number is given twice, whatever was on paper.
    expect(await sold(till, 1)).toEqual([expect.stringMatching(/^PR-0000(5[1-9]|[6-9]\d)$/)])
    const view = await till.call('backups.view', {})
    expect(view.restored).toMatchObject({ backup: name, taken: 1, lost: 0, read: true })
    expect(view.rows.map(({ reason, sales }) => [reason, sales])).toEqual([
      ['restore', 3],
      ['hand', 2],
    ])
  })

  it('can itself be undone', async () => {
    const till = await open()
    await sold(till, 1)
    const name = await backUp(till)
    await sold(till, 2)
    await till.call('backups.restore', { name })
    const before = (await till.call('backups.view', {})).rows.find(({ reason }) => reason === 'restore')
    await till.call('backups.restore', { name: before?.name ?? '' })
    expect(await numbersIn(till)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    expect(await problem(till)).toBeNull()
  })

  it('is offered where the book is gone, cut or another thing, and brings it back', async () => {
    const till = await open()
    await sold(till, 3)
    const name = await backUp(till)
    await close()
    const file = join(place.path, 'practice.sqlite')
    for (const harm of [
      () => rmSync(file),
      () => truncateSync(file, 8192),
      () => writeFileSync(file, 'another thing '.repeat(9_000)),
    ]) {
      harm()
      const again = await open()
      expect((await problem(again))?.code).toMatch(/DATA_MISSING|CORRUPT|NOT_A_DATABASE/)
      expect((await again.call('backups.view', {})).rows.some((row) => row.name === name)).toBe(true)
      await again.call('backups.restore', { name })
      expect(await problem(again)).toBeNull()
      expect(await numbersIn(again)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
      await close()
    }
  })

  it('goes on above every number that was given, though the restored book knows of fewer', async () => {
    const till = await open()
    await sold(till, 1)
    const name = await backUp(till)
    await sold(till, 60)
    await close()
    rmSync(join(place.path, 'practice.sqlite'))
    const again = await open()
    await again.call('backups.restore', { name })
    const [next] = await sold(again, 1)
    expect(Number(next?.slice(3))).toBeGreaterThan(61)
  })
})

describe('a second folder', () => {
  it('gets each backup with its witness, is followed when it comes back, and keeps what is not ours', async () => {
    const stick = join(place.path, '..', `stick-${Date.now()}`)
    mkdirSync(stick)
    writeFileSync(join(stick, 'holiday.jpg'), 'not ours')
    try {
      const app = await openLive({ folderPath: stick })
      await app.call('backups.chooseFolder', {})
      await app.call('backups.make', {})
      const backups = () => readdirSync(stick).filter((name) => name.endsWith('.zst'))
      await expect
        .poll(async () => (await app.call('backups.view', {})).rows[0])
        .toMatchObject({ here: true, away: true })
      renameSync(stick, `${stick}-drawer`)
      await app.call('backups.make', {})
      await expect
        .poll(async () => (await app.call('backups.view', {})).second)
        .toMatchObject({ trouble: 'FOLDER_GONE', awaySince: expect.any(Number) })
      expect((await app.call('backups.view', {})).failure).toBeNull()
      renameSync(`${stick}-drawer`, stick)
      await app.call('backups.make', {})
      await eventually(async () => (backups().length === 3 ? true : null))
      await eventually(async () => ((await app.call('backups.view', {})).second?.count === 3 ? true : null))
      expect((await app.call('backups.view', {})).second).toMatchObject({
        trouble: null,
        awaySince: null,
        count: 3,
      })
      expect(existsSync(join(stick, 'holiday.jpg'))).toBe(true)
      expect(backups().every((name) => statSync(join(stick, name)).size > 0)).toBe(true)
    } finally {
      rmSync(stick, { recursive: true, force: true })
    }
  })

  it('brings a book back whose computer lost its own backups', async () => {
    const stick = join(place.path, '..', `stick-${Date.now()}`)
    mkdirSync(stick)
    try {
      const app = await openLive({ folderPath: stick })
      await app.call('backups.chooseFolder', {})
      await app.call('backups.make', {})
      await eventually(async () => (readdirSync(stick).some((name) => name.endsWith('.zst')) ? true : null))
      await close()
      rmSync(join(place.path, 'backups'), { recursive: true })
      rmSync(join(place.path, 'live.sqlite'))
      const again = await openLive()
      expect((await problem(again))?.code).toBe('DATA_MISSING')
      const [row] = (await again.call('backups.view', {})).rows
      expect(row).toMatchObject({ here: false, away: true })
      await again.call('backups.restore', { name: row?.name ?? '' })
      expect(await problem(again)).toBeNull()
    } finally {
      rmSync(stick, { recursive: true, force: true })
    }
  })

  it('may not be one of the app itself', async () => {
    const app = await openLive({ folderPath: join(place.path, 'backups') })
    mkdirSync(join(place.path, 'backups'), { recursive: true })
    expect(await app.refused('backups.chooseFolder', {})).toMatchObject({ code: 'OWN_FILE' })
  })
})

describe('a book from another computer', () => {
  it('is opened from a backup or a plain file, and goes on under a new code, for its last numbers may be on paper elsewhere', async () => {
    const till = await open()
    await sold(till, 3)
    const name = await backUp(till)
    await close()
    const elsewhere = temporaryFolder()
    try {
      for (const file of [join(place.path, 'backups', name), join(place.path, 'practice.sqlite')]) {
        const own = join(elsewhere.path, basename(file))
        const app = await place.open(own, 'practice', { filePath: file })
        await app.call('backups.openFile', {})
        expect(await problem(app)).toBeNull()
        expect(await numbersIn(app)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
        expect(await sold(app, 1)).toEqual(['PR2-000001'])
        expect((await app.call('app.overview', {})).book.tillCode).toBe('PR2')
        await close()
        const again = await place.open(own, 'live')
        expect(await sold(again, 1)).toEqual(['PR2-000002'])
        await close()
      }
    } finally {
      elsewhere.clean()
    }
  })

  it.each([
    ['another thing', 'NOT_A_DATABASE'],
    ['the book of another kind', 'OTHER_BOOK'],
  ])('that is %s is refused, and what lies there is as it was', async (what, code) => {
    const till = await open()
    await sold(till, 1)
    const file = join(place.path, 'chosen.bin')
    if (what === 'another thing') writeFileSync(file, 'holiday '.repeat(900))
    else {
      await close()
      await place.open(join(place.path, 'live-one'), 'live')
      await close()
      renameSync(join(place.path, 'live-one', 'live.sqlite'), file)
    }
    await close()
    const app = await openLive({ filePath: file })
    expect(await app.refused('backups.openFile', {})).toMatchObject({ code })
    expect(await numbersIn(app)).toEqual(['PR-000001'])
    expect(await sold(app, 1)).toEqual(['PR-000002'])
  })
})

describe('a damaged book without a backup', () => {
  it('is saved into a new one as far as it can be read, told by table, and sold into', async () => {
    const till = await open()
    await sold(till, 3)
    await close()
    const file = join(place.path, 'practice.sqlite')
    const bytes = readFileSync(file)
    const damaged = Buffer.from(bytes)
    // The first page of all: SQLite opens nothing without it.
    damaged.fill(0x55, 0, 4096)
    writeFileSync(file, damaged)
    const again = await open()
    expect((await problem(again))?.code).toMatch(/CORRUPT|NOT_A_DATABASE/)
    const report = await again.call('book.salvage', {})
    expect(report.tables.find(({ table }) => table === 'invoices')).toEqual({
      table: 'invoices',
      came: 3,
      known: 3,
    })
    expect([report.missingNumbers, report.unnamedSales, report.missingReceiptCount]).toEqual([[], 0, 0])
    expect(await problem(again)).toBeNull()
    expect(await numbersIn(again)).toEqual(['PR-000001', 'PR-000002', 'PR-000003'])
    const [next] = await sold(again, 1)
    expect(Number(next?.slice(3))).toBeGreaterThan(3)
    // The damaged file is kept, to the byte.
    const [aside = ''] = readdirSync(join(place.path, 'kept'))
    expect(readFileSync(join(place.path, 'kept', aside, 'practice.sqlite')).equals(damaged)).toBe(true)
  })

  it('is not saved where it can be opened, and where nothing of a book is left', async () => {
    const till = await open()
    await sold(till, 1)
    expect(await till.refused('book.salvage', {})).toMatchObject({ code: 'CONFLICT' })
    await close()
    writeFileSync(join(place.path, 'practice.sqlite'), 'another thing '.repeat(9_000))
    const again = await open()
    await problem(again)
    expect(await again.refused('book.salvage', {})).toMatchObject({ code: 'NOTHING_TO_SALVAGE' })
    expect((await problem(again))?.code).toBe('NOT_A_DATABASE')
  })
})
