import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/host.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { type ShopProcess, startShopProcess } from '../../../support/rounds/shop-process.ts'
import { waitFor } from '../../../support/rounds/wait-for.ts'

/** An app is killed after at most so many answers, and so long after the last of them, ms. */
const MOST_ANSWERS = 12
const LONGEST_MS = 8

/** An app whose settings are changed without end, killed at any instant: the file can be read, and is the old one or the new one. */
export const killedSettingsWrite: ReliabilityCase = {
  name: 'killed in a settings write',
  rounds: 150,
  few: 2,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, seed, tell }) {
    const counts = noCounts()
    const chance = createChance(seed)
    const folder = temporaryFolder()
    let last = 0
    for (let round = 0; round < rounds; round += 1) {
      const till = startShopProcess({ folder: folder.path })
      await till.ready
      const from = last
      const progress = { asked: from, answered: from }
      const answers = Math.floor(chance.unit() * MOST_ANSWERS)
      const changing = changeUntilDead(till, progress)
      await waitFor(() => progress.answered >= from + answers)
      await wait(chance.unit() * LONGEST_MS)
      await till.kill()
      await changing
      const { answered, asked } = progress
      const found = cashierIn(folder.path)
      counts.acknowledged += answered - last
      if (found === null || found < answered || found > asked) {
        tell(`round ${round}: answered ${answered}, asked ${asked}, found ${found}`)
        if (found === null) counts.partial += 1
        else counts.lost += 1
      }
      last = found ?? answered
    }
    folder.clean()
    return { rounds, ...counts, doubled: null, noticed: null }
  },
}

/** Names one cashier after the other, and notes the last that was asked for and the last that was answered. */
async function changeUntilDead(
  till: ShopProcess,
  progress: { asked: number; answered: number },
): Promise<void> {
  for (;;) {
    progress.asked += 1
    const answer = await till.ask('settings.set', { cashier: String(progress.asked) })
    if (!answer?.ok) return
    progress.answered = progress.asked
  }
}

/** The cashier as the file says; null where it cannot be read. */
function cashierIn(folder: string): number | null {
  try {
    const file = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as {
      readonly settings?: { readonly person?: string }
    }
    return Number(file.settings?.person ?? '0')
  } catch {
    return null
  }
}
