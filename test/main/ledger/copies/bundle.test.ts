import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { makeBundle } from '../../../../src/main/ledger/copies/bundle.ts'
import { readBundle } from '../../../../src/main/ledger/copies/bundle-file.ts'
import { makeBackup } from '../../../../src/main/ledger/copies/make-backup.ts'
import { layOut } from '../../../../src/main/ledger/copies/take-backup.ts'
import type { BundleOrder } from '../../../../src/main/ledger/port/copies/backups.ts'
import { tempFolder } from '../../../support/books/open-book.ts'
import { richBook } from '../../../support/books/rich-book.ts'

const quiet = {
  progress: () => undefined,
  cancelled: () => false,
  isSelling: () => false,
  signal: new AbortController().signal,
}
const NAME = 'Counterfoil 2026-11-29.counterfoil'

async function ordered(change: Partial<BundleOrder> = {}): Promise<BundleOrder> {
  const book = await richBook()
  const made = await makeBackup(
    {
      ...{ book: book.path, folder: join(tempFolder(), 'backups'), name: 'live', reason: 'hand' },
      ...{ madeAt: 1_795_900_000_000, unlessCommit: null },
    },
    quiet,
  )
  if (!made) throw new Error('no backup was made')
  const folder = tempFolder()
  return {
    ...{ backup: made.path, witness: made.witness, mode: null, madeAt: made.witness.madeAt },
    ...{ target: join(folder, NAME), part: join(folder, '.grows.part') },
    ...{ settings: '{"version":1}', keys: '{"sealed":"…"}', readme: 'What this is.' },
    ...change,
  }
}

const folderOf = ({ part }: BundleOrder) => join(part, '..')

describe('a file for another computer', () => {
  it('holds the backup as it is, its witness, the settings, the keys and what to do with it, and lays out as the book', async () => {
    const order = await ordered()
    const told: number[] = []
    const bytes = await makeBundle(order, { ...quiet, progress: (done) => told.push(done) })
    expect(readdirSync(folderOf(order))).toEqual([NAME])
    expect(readFileSync(order.target).length).toBe(bytes)
    expect(told.at(-1)).toBeGreaterThan(0.5)
    const found = await readBundle(order.target)
    expect(found).toMatchObject({
      ...{ witness: order.witness, settings: order.settings, keys: order.keys },
      book: { path: order.target, bytes: order.witness.fileBytes },
    })
    const target = join(tempFolder(), 'live.sqlite')
    const laid = await layOut(
      { backup: order.target, within: found.book, target, witness: found.witness },
      quiet,
    )
    expect(laid.content.invoices).toBe(order.witness.invoices)
  })

  it('is a plain ZIP file in which the backup lies stored, to the byte, and no keys where none were asked for', async () => {
    const order = await ordered({ keys: null })
    await makeBundle(order, quiet)
    const zip = await openPromise(order.target, { autoClose: false })
    const names: string[] = []
    for await (const { fileName, compressionMethod } of zip.eachEntry()) {
      names.push(fileName)
      expect(compressionMethod).toBe(0)
    }
    zip.close()
    expect(names).toEqual(['README.txt', 'witness.json', 'settings.json', 'book.sqlite.zst'])
    const { book, keys } = await readBundle(order.target)
    expect(keys).toBeNull()
    const within = readFileSync(order.target).subarray(book.start, book.start + book.bytes)
    expect(within.equals(readFileSync(order.backup))).toBe(true)
  })

  it('leaves nothing, and an older file of that name as it was, where its folder is gone or the backup was changed', async () => {
    const away = await ordered()
    await expect(
      makeBundle({ ...away, target: '/nowhere/at/all', part: '/nowhere/at/.part' }, quiet),
    ).rejects.toMatchObject({ code: 'FOLDER_GONE' })
    const order = await ordered()
    writeFileSync(order.target, 'older')
    const bytes = readFileSync(order.backup)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(order.backup, bytes)
    await expect(makeBundle(order, quiet)).rejects.toMatchObject({ code: 'CORRUPT' })
    expect(readdirSync(folderOf(order))).toEqual([NAME])
    expect(readFileSync(order.target, 'utf8')).toBe('older')
  })

  it('leaves nothing where the disk has less room than it needs', async () => {
    const order = await ordered()
    await expect(
      makeBundle({ ...order, witness: { ...order.witness, fileBytes: 2 ** 60 } }, quiet),
    ).rejects.toMatchObject({ code: 'DISK_FULL', needed: expect.any(Number) })
    expect(readdirSync(folderOf(order))).toEqual([])
  })

  it('leaves nothing where it is given up', async () => {
    const order = await ordered()
    await expect(makeBundle(order, { ...quiet, signal: AbortSignal.abort() })).rejects.toThrow()
    expect(existsSync(order.part)).toBe(false)
    expect(existsSync(order.target)).toBe(false)
  })
})

describe('a file that is no such file any more', () => {
  it('is damaged wherever it was cut', async () => {
    const order = await ordered()
    const bytes = await makeBundle(order, quiet)
    for (const kept of [bytes - 1, bytes - 30, Math.floor(bytes / 2), 100, 30]) {
      truncateSync(order.target, kept)
      await expect(readBundle(order.target), `${kept}`).rejects.toMatchObject({ code: 'CORRUPT' })
    }
  })

  it('is damaged where a letter of a text in it was changed, and where the book was', async () => {
    const order = await ordered()
    await makeBundle(order, quiet)
    const whole = readFileSync(order.target)
    for (const text of [order.settings, order.keys ?? '', `"invoices": ${order.witness.invoices}`]) {
      const changed = Buffer.from(whole)
      const at = changed.indexOf(text) + text.length - 2
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(order.target, changed)
      await expect(readBundle(order.target), text).rejects.toMatchObject({ code: 'CORRUPT' })
    }
    const changed = Buffer.from(whole)
    writeFileSync(order.target, whole)
    const { book, witness } = await readBundle(order.target)
    changed[book.start + 500] = (changed[book.start + 500] ?? 0) ^ 1
    writeFileSync(order.target, changed)
    const target = join(tempFolder(), 'live.sqlite')
    await expect(
      layOut({ backup: order.target, within: book, target, witness }, quiet),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^(CORRUPT|ZSTD_error_.*)$/) })
    expect(existsSync(target)).toBe(false)
  })

  it('is of a newer version where its book has a shape this one does not know, and is told before anything is laid out', async () => {
    const order = await ordered()
    await zipOf(order.target, {
      'book.sqlite.zst': readFileSync(order.backup),
      'settings.json': Buffer.from(order.settings),
      'witness.json': Buffer.from(JSON.stringify({ version: 1, ...order.witness, shape: 9_999 })),
    })
    await expect(readBundle(order.target)).rejects.toMatchObject({ code: 'FROM_FUTURE' })
  })

  it('is told from another ZIP file, from one whose parts are there twice, and from one that was packed anew', async () => {
    const order = await ordered()
    await zipOf(order.target, { 'holiday.jpg': Buffer.from('a picture') })
    await expect(readBundle(order.target)).rejects.toMatchObject({ code: 'NOT_A_DATABASE' })
    const parts = {
      'book.sqlite.zst': readFileSync(order.backup),
      'settings.json': Buffer.from(order.settings),
      'witness.json': Buffer.from(JSON.stringify({ version: 1, ...order.witness })),
    }
    await zipOf(order.target, parts, true)
    await expect(readBundle(order.target)).rejects.toMatchObject({ code: 'CORRUPT' })
    await zipOf(order.target, parts)
    expect((await readBundle(order.target)).witness.commit).toBe(order.witness.commit)
    appendFileSync(order.target, 'more')
    await expect(readBundle(order.target)).rejects.toMatchObject({ code: 'CORRUPT' })
  })
})

/** A ZIP file of these parts, stored or packed. */
async function zipOf(path: string, parts: Readonly<Record<string, Buffer>>, compress = false): Promise<void> {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(parts)) zip.addBuffer(bytes, name, { compress })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  writeFileSync(path, Buffer.concat(chunks))
}
