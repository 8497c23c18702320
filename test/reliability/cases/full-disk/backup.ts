import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startTestApp } from '../../../support/app/host.ts'
import { factsIn, OLDER_SHAPES, writeOlderBook } from '../../../support/books/older-book.ts'
import { noCounts, type ReliabilityCase } from '../../../support/rounds/case.ts'
import { ringKeychain } from '../../../support/rounds/ring-keychain.ts'
import { mountSmallDisk, whyNoSmallDisk } from '../../../support/rounds/small-disk.ts'

const SALES = 200
/** Pages more that each round leaves than the one before. */
const STEP = 5

/** An older book whose backup or change of shape finds no room: it stays as it was, and is brought over once there is room. */
export const fullAtBackup: ReliabilityCase = {
  name: 'disk full at a backup and a change of shape',
  rounds: 40,
  few: 1,
  judged: true,
  missing: whyNoSmallDisk,
  async run({ rounds, tell }) {
    const counts = noCounts()
    for (let round = 0; round < rounds; round += 1) {
      const disk = mountSmallDisk()
      const path = join(disk.path, 'live.sqlite')
      await writeOlderBook(path, OLDER_SHAPES.at(-1) ?? 1, SALES)
      const facts = factsIn(path)
      disk.leave(round * STEP)
      const wrong: string[] = []
      const full = await openOnce(disk.path, wrong)
      if (full !== null && !['DISK_FULL', 'READ_ONLY'].includes(full)) wrong.push(`it says ${full}`)
      if (factsIn(path) !== facts) counts.lost += 1
      disk.makeRoom()
      const later = await openOnce(disk.path, wrong)
      if (later !== null) wrong.push(`with room it says ${later}`)
      if (factsIn(path) !== facts) counts.lost += 1
      const folder = join(disk.path, 'backups')
      const kept = readdirSync(folder).filter((name) => name.endsWith('.db'))
      if (kept.length === 0) wrong.push('there is no backup')
      for (const name of kept)
        if (factsIn(join(folder, name)) !== facts) wrong.push(`${name} is not the book`)
      counts.acknowledged += SALES
      counts.partial += wrong.length
      if (wrong.length > 0) tell(`${round * STEP} pages left: ${wrong.join('; ')}`)
      disk.unmount()
    }
    return { rounds, ...counts, doubled: null, noticed: null }
  },
}

/** Opens the app and closes it again; gives why there was no book to write in, null when there was. */
async function openOnce(folder: string, wrong: string[]): Promise<string | null> {
  try {
    const shop = await startTestApp({ folder, keychain: ringKeychain })
    const { bookProblem } = await shop.call('app.overview', {})
    await shop.app.close().catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : null
      if (code !== 'DISK_FULL') wrong.push(`it does not close: ${String(error)}`)
    })
    return bookProblem?.code ?? null
  } catch (error) {
    wrong.push(`it does not start: ${String(error)}`)
    return 'DISK_FULL'
  }
}
