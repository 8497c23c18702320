import { copyFileSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createChance } from '../../../support/app/chance.ts'
import type { TestApp } from '../../../support/app/host.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { isNoticed, type Sold, sellOnce } from '../../../support/rounds/noticing.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'

/** What another hand does to the book's file under the running app; `older` is a clean copy from before. */
interface Deed {
  readonly name: string
  do(book: string, older: string): void
}

const DEEDS: readonly Deed[] = [
  {
    name: 'an older copy renamed over the open book',
    do(book, older) {
      copyFileSync(older, `${book}.coming`)
      renameSync(`${book}.coming`, book)
    },
  },
  { name: 'the open book deleted', do: (book) => rmSync(book) },
  {
    name: 'the open book cut in half',
    do: (book) => truncateSync(book, Math.floor(sizeOf(book) / 8_192) * 4_096),
  },
  { name: 'the open book emptied', do: (book) => truncateSync(book, 0) },
  {
    name: 'an older copy written over the open book in its place',
    do: (book, older) => writeFileSync(book, readFileSync(older)),
  },
]

/** The book's file taken away or changed under the running app: the next sale is refused, and none that was answered is gone. */
export const changedWhileOpen: readonly ReliabilityCase[] = DEEDS.map((deed) => ({
  name: deed.name,
  rounds: 12,
  few: 1,
  judged: true,
  missing: () => (process.platform === 'win32' ? 'Windows keeps an open file from this' : runsAnywhere()),
  async run({ rounds, seed, tell }) {
    const counts = noCounts()
    const chance = createChance(seed)
    for (let round = 0; round < rounds; round += 1) {
      const stall = await openStall()
      const older = join(stall.folder, 'older')
      await sellSome(await stall.open(), stall, 3)
      copyFileSync(stall.book, older)
      const shop = await stall.open()
      const before = await sellMany(shop, stall, Math.floor(chance.between(1, 8)))
      deed.do(stall.book, older)
      const after = [...(await sellMany(shop, stall, 1)), ...(await sellMany(shop, stall, 2))]
      await shop.app.close().catch(() => undefined)
      const numbers = [...before, ...after].flatMap((sold) => (sold.ok ? [sold.number] : []))
      const again = await sellAgain(stall)
      counts.acknowledged += numbers.length
      if (after.every(isNoticed)) counts.noticed += 1
      const gone = after.filter((sold) => sold.ok && !isThere(stall, sold.token))
      counts.lost += gone.length
      if (again.ok && numbers.includes(again.number)) counts.doubled += 1
      if (gone.length > 0 || !after.every(isNoticed) || (again.ok && numbers.includes(again.number))) {
        tell(`round ${round}: afterwards ${JSON.stringify(after)}, opened again ${JSON.stringify(again)}`)
      }
      await stall.close()
    }
    return { rounds, ...counts, partial: null }
  },
}))

async function sellSome(shop: TestApp, stall: Stall, sales: number): Promise<void> {
  await sellMany(shop, stall, sales)
  await shop.app.close()
}

async function sellMany(shop: TestApp, stall: Stall, sales: number): Promise<readonly Sold[]> {
  const sold: Sold[] = []
  for (let n = 0; n < sales; n += 1) sold.push(await sellOnce(shop, stall.sale()))
  return sold
}

/** Opens the app once more and sells, where it sells. */
async function sellAgain(stall: Stall): Promise<Sold> {
  try {
    const shop = await stall.open()
    const sold = await sellOnce(shop, stall.sale())
    await shop.app.close().catch(() => undefined)
    return sold
  } catch (error) {
    return { ok: false, code: String(error) }
  }
}

/** Whether the book at its path has the sale; a book that cannot be read has none. */
function isThere(stall: Stall, token: string): boolean {
  try {
    return auditBook(stall.book).sales.has(token)
  } catch {
    return false
  }
}

function sizeOf(path: string): number {
  return readFileSync(path).length
}
