import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { createChance } from '../../../support/app/chance.ts'
import { startTestApp, temporaryFolder } from '../../../support/app/host.ts'
import { factsIn, OLDER_SHAPES, writeOlderBook } from '../../../support/books/older-book.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { ringKeychain } from '../../../support/rounds/ring-keychain.ts'
import { startShopProcess } from '../../../support/rounds/shop-process.ts'

const SALES = 1_500
/** About how long the change of shape takes once the backup stands, ms. */
const CHANGING_MS = 40

/** An older book of thousands of sales, its app killed at any instant while it brings the book to the newest shape. */
export const killedMigration: ReliabilityCase = {
  name: 'killed in a migration',
  rounds: 150,
  few: 1,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, seed, tell }) {
    const counts = noCounts()
    const chance = createChance(seed)
    const models = await Promise.all(OLDER_SHAPES.slice(0, rounds).map(olderModel))
    for (let round = 0; round < rounds; round += 1) {
      const model = models[round % models.length]
      if (!model) throw new Error('there is no older shape')
      const folder = temporaryFolder()
      cpSync(model.folder, folder.path, { recursive: true })
      // Every other time it is let as far as the change of shape itself, which is short beside the backup.
      const aimed = Math.floor(round / models.length) % 2 === 0
      await openAndKill(folder.path, chance.unit() * (aimed ? CHANGING_MS : 1.1 * model.opensInMs), aimed)
      counts.acknowledged += SALES
      const wrong = await lookAgain(folder.path, model.facts)
      if (wrong.lost > 0 || wrong.halves.length > 0) {
        tell(`round ${round}, shape ${model.shape}: ${wrong.lost} lost; ${wrong.halves.join('; ')}`)
      }
      counts.lost += wrong.lost
      counts.partial += wrong.halves.length
      folder.clean()
    }
    for (const model of models) model.clean()
    return { rounds, ...counts, noticed: null }
  },
}

/** Writes an older book to be copied, and measures how long the app takes to open it. */
async function olderModel(shape: number) {
  const made = temporaryFolder()
  const path = join(made.path, 'live.sqlite')
  await writeOlderBook(path, shape, SALES)
  const tried = temporaryFolder()
  cpSync(made.path, tried.path, { recursive: true })
  const opensInMs = await openAndKill(tried.path, null)
  tried.clean()
  return { shape, folder: made.path, facts: factsIn(path), opensInMs, clean: made.clean }
}

/**
 * Opens the app and kills it so long after it began with the book, or after its backup stood, or once it is open; gives how
 * long that took, ms.
 */
async function openAndKill(folder: string, afterMs: number | null, afterBackup = false): Promise<number> {
  const till = startShopProcess({ folder })
  await till.opening
  const began = performance.now()
  let open = false
  const ready = till.ready.then(() => {
    open = true
  })
  while (afterBackup && !open && backupsIn(folder).length === 0) await wait(1)
  await (afterMs === null ? ready : wait(afterMs))
  await till.kill()
  return performance.now() - began
}

/** Opens the book again with the app: every fact of before is there, at the newest shape, and every backup is whole. */
async function lookAgain(folder: string, facts: string) {
  let bookProblem: { readonly code: string } | null
  try {
    const shop = await startTestApp({ folder, keychain: ringKeychain })
    bookProblem = (await shop.call('app.overview', {})).bookProblem
    await shop.app.close()
  } catch (error) {
    return { lost: 0, halves: [`it does not start: ${String(error)}`] }
  }
  const path = join(folder, 'live.sqlite')
  const halves =
    bookProblem === null ? [...auditBook(path).halves] : [`it does not open: ${bookProblem.code}`]
  if (bookProblem === null && factsIn(path) !== facts) return { lost: 1, halves }
  for (const name of backupsIn(folder)) {
    const backup = join(folder, 'backups', name)
    const db = new Database(backup, { readonly: true })
    const sound = db.pragma('integrity_check', { simple: true }) === 'ok'
    db.close()
    if (!sound || factsIn(backup) !== facts) halves.push(`the backup ${name} is not the book`)
  }
  return { lost: 0, halves }
}

function backupsIn(folder: string): string[] {
  const kept = readdirSync(folder).includes('backups') ? readdirSync(join(folder, 'backups')) : []
  return kept.filter((name) => name.endsWith('.db'))
}
