import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/host.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import { noCounts, type ReliabilityCase, runsAnywhere } from '../../../support/rounds/case.ts'
import { writeSample } from '../../../support/rounds/sample.ts'
import { startShopProcess } from '../../../support/rounds/shop-process.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'

const SALES = 1_500
const OLD = 'what was exported last month\r\n'

/** An app killed at any instant of an export: under the target's name lies the old file, or the whole new one. */
export const killedExport: ReliabilityCase = {
  name: 'killed in an export',
  rounds: 125,
  few: 1,
  judged: true,
  missing: runsAnywhere,
  async run({ rounds, seed, tell }) {
    const counts = noCounts()
    const chance = createChance(seed)
    const stall = await openStall({ before: (folder) => writeSample(folder, SALES) })
    const whole = await exportAndKill(stall, null)
    for (let round = 0; round < rounds; round += 1) {
      const { text, halves, done } = await exportAndKill(stall, chance.unit() * 1.1 * whole.tookMs)
      if (done) counts.acknowledged += 1
      if (done && text !== whole.text) counts.lost += 1
      const wrong =
        text === OLD || text === whole.text ? halves : [`${text.length} bytes of a file`, ...halves]
      if (wrong.length > 0) tell(`round ${round}: ${wrong.join('; ')}`)
      counts.partial += wrong.length
    }
    await stall.close()
    return { rounds, ...counts, doubled: null, noticed: null }
  },
}

/** Exports over an old file and kills the app so long after, or once it is told to be done; gives what lies there. */
async function exportAndKill(stall: Stall, afterMs: number | null) {
  const folder = temporaryFolder()
  cpSync(stall.folder, folder.path, { recursive: true })
  const target = temporaryFolder()
  const savePath = join(target.path, 'receipts.csv')
  writeFileSync(savePath, OLD)
  const till = startShopProcess({ folder: folder.path, savePath })
  await till.ready
  const began = performance.now()
  const started = till.ask('export.receipts', {})
  let done = false
  const watched = started.then(async (job) => {
    while (job?.ok && job.value) {
      const now = await till.ask('export.status', { jobId: job.value.id })
      if (!now?.ok) return
      done = now.value.state === 'done'
      if (now.value.state !== 'running') return
      await wait(2)
    }
  })
  await (afterMs === null ? watched : wait(afterMs))
  await till.kill()
  const tookMs = performance.now() - began
  await watched
  const text = readFileSync(savePath, 'utf8')
  const named = readdirSync(target.path).filter((name) => !name.startsWith('.') && name !== 'receipts.csv')
  const halves = [
    ...auditBook(join(folder.path, 'live.sqlite')).halves,
    ...named.map((name) => `${name} lies there`),
  ]
  folder.clean()
  target.clean()
  return { text, halves, done, tookMs }
}
