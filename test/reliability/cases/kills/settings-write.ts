import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/host.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { type ShopProcess, startShopProcess } from '../../../support/rounds/shop-process.ts'

const LONGEST_LIFE_MS = 80

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
      const changing = changeUntilDead(till, last)
      await wait(chance.between(0, LONGEST_LIFE_MS))
      await till.kill()
      const { answered, asked } = await changing
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

/** Names one cashier after the other; gives the last that was answered, and the last that was asked for. */
async function changeUntilDead(till: ShopProcess, from: number) {
  let asked = from
  let answered = from
  for (;;) {
    asked += 1
    const answer = await till.ask('settings.set', { cashier: String(asked) })
    if (!answer?.ok) return { answered, asked }
    answered = asked
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
