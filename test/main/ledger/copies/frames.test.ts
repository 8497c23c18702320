import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { digestOf, pass } from '../../../../src/main/ledger/copies/files.ts'
import { makeBackup } from '../../../../src/main/ledger/copies/make-backup.ts'
import { layOut } from '../../../../src/main/ledger/copies/take-backup.ts'
import { NO_SMALL_DISK, smallDisk } from '../../../support/app/small-disk.ts'
import { tempFolder } from '../../../support/books/open-book.ts'
import { richBook } from '../../../support/books/rich-book.ts'

const { signal } = new AbortController()
const quiet = { progress: () => undefined, cancelled: () => false, isSelling: () => false, signal }
const packed = zstdCompressSync(Buffer.from('a book '.repeat(1_000)))

describe('a packed file', () => {
  it.each([
    ['a few bytes', Buffer.from('more')],
    ['the zeros of a file that was recovered', Buffer.alloc(300_000)],
    ['another packed file', packed],
    ['a very large rest', Buffer.alloc(700_000, 65)],
  ])('with %s behind it is damaged, and its reading ends', async (_, rest) => {
    const path = join(tempFolder(), 'a.zst')
    writeFileSync(path, Buffer.concat([packed, rest]))
    await expect(digestOf(path, 'unpack', quiet)).rejects.toMatchObject({ code: 'CORRUPT' })
    await expect(pass(path, `${path}.out`, 'unpack', quiet)).rejects.toMatchObject({ code: 'CORRUPT' })
  })

  it('is read to its end where that lies at the end of a piece', async () => {
    const path = join(tempFolder(), 'a.zst')
    // So large that the frame, which the noise keeps from shrinking, ends beyond the first piece.
    const whole = Buffer.concat([
      Buffer.alloc(2 ** 18 - 20, 7),
      crypto.getRandomValues(Buffer.alloc(2 ** 16)),
    ])
    writeFileSync(path, zstdCompressSync(whole))
    expect((await digestOf(path, 'unpack', quiet)).to.bytes).toBe(whole.length)
  })
})

describe('a few packed bytes that become very many', () => {
  it('are damage as soon as they are more than their witness says, whatever else that says', async () => {
    const book = await richBook()
    const folder = tempFolder()
    const made = await makeBackup(
      {
        ...{ book: book.path, folder, name: 'live', reason: 'hand' },
        ...{ madeAt: 1_795_900_000_000, unlessCommit: null },
      },
      quiet,
    )
    if (!made) throw new Error('no backup was made')
    const backup = join(folder, 'bomb.sqlite.zst')
    writeFileSync(backup, zstdCompressSync(Buffer.alloc(64 * 2 ** 20)))
    const { from } = await digestOf(backup, 'none', quiet)
    const witness = { ...made.witness, fileBytes: from.bytes, sha256: from.sha256 }
    const target = join(folder, 'laid.sqlite')
    await expect(layOut({ backup, target, witness }, quiet)).rejects.toThrow('larger than its witness says')
    expect(existsSync(target)).toBe(false)
  })

  it('end as a full disk where nothing says how many, and the till keeps its room', async ({ skip }) => {
    const folder = tempFolder()
    const disk = smallDisk(join(folder, 'disk'), '80m')
    if (!disk) return skip(NO_SMALL_DISK)
    try {
      const backup = join(folder, 'bomb.sqlite.zst')
      writeFileSync(backup, zstdCompressSync(Buffer.alloc(70 * 2 ** 20)))
      const target = join(disk.path, 'laid.sqlite')
      const order = { backup, target, witness: null }
      await expect(layOut(order, quiet)).rejects.toMatchObject({ name: 'CopyFailure', code: 'DISK_FULL' })
      expect(existsSync(target)).toBe(false)
    } finally {
      disk.clean()
    }
  })
})
