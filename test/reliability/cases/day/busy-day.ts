import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { servePractice } from '../../../../src/main/practice/server.ts'
import { PROVIDERS } from '../../../../src/main/practice/world/state.ts'
import type { ProviderId } from '../../../../src/shared/contract/plain/provider-ids.ts'
import { createChance } from '../../../support/app/chance.ts'
import { temporaryFolder } from '../../../support/app/folder.ts'
import { beginDay } from '../../../support/day/fast-time.ts'
import type { Reading } from '../../../support/day/reading.ts'
import { startTill } from '../../../support/day/till.ts'
import type { ReliabilityCase } from '../../../support/rounds/case.ts'
import { auditDay } from './audit-day.ts'
import { keepBooks, readAtRest, tryOnce } from './clerk.ts'
import { compareMoney } from './closing.ts'
import { BETWEEN_SALES_MS, serveCustomers } from './customers.ts'
import { makeDoor } from './door.ts'
import { measureDay } from './measured.ts'
import { type DayRoom, emptyLedger, MINUTE_MS } from './room.ts'
import { makeTrouble } from './troubles.ts'
import { lookOn } from './window.ts'

/** How many times as fast as the machine's the day passes. */
const TIMES = 60

/** The time limit of an exchange with a provider, ms of the machine. */
const TIME_LIMIT_MS = 1_000

/** How often the till is measured, by the day's clock. */
const MEASURED_EVERY_MS = 15 * MINUTE_MS

const SALES = 2_000

/** Sold before the day is measured: what is loaded and compiled at its first use is told apart. */
const OPENING_SALES = 8

/**
 * A shop that sells all day over four providers that fail now and then, with all that is done beside it: nothing of it is lost or
 * doubled, and the till's process holds no more at the end than in its first hour. A round is a sale.
 */
export const busyDay: ReliabilityCase = {
  name: 'a busy day',
  rounds: SALES,
  few: 40,
  judged: true,
  missing: () => (process.platform === 'linux' ? null : 'only Linux tells a stall from a busy machine'),
  async run({ rounds, seed, tell }) {
    const time = beginDay(TIMES)
    const server = await servePractice({ port: 0, now: time.now, date: time.now })
    const made = temporaryFolder()
    const folder = join(made.path, 'till')
    const order = {
      folder,
      day: time.day,
      origins: recordOf((provider) => `${server.url}/${provider}`),
      timeLimitMs: TIME_LIMIT_MS,
      exports: join(made.path, 'exports'),
      secondFolder: join(made.path, 'second'),
    }
    for (const path of [folder, order.exports, order.secondFolder]) mkdirSync(path)
    const till = await startTill(order)
    await till.call('backups.chooseFolder', {})
    const accounts = recordOf(() => '')
    for (const provider of PROVIDERS) {
      const credentials = { ...server.practice.credentials[provider] }
      // OxaPay's older dialect tells of one transfer alone, so that a remainder paid through the same link is never a receipt.
      const settings = provider === 'oxapay' ? { dialect: 'v1' } : {}
      const account = { provider, label: provider, credentials, settings }
      accounts[provider] = (await till.call('accounts.add', account)).id
    }
    let isOver = false
    const ledger = emptyLedger()
    const room: DayRoom = {
      ...{ till, time, server, accounts, ledger, tell },
      chance: createChance(seed),
      isOver: () => isOver,
    }
    const door = makeDoor()
    await serveCustomers(room, door, OPENING_SALES)
    await tryOnce(room)
    const opening = await readAtRest(room)
    const readings: Reading[] = []
    const beside = Promise.all([
      keepBooks(room, door, rounds * BETWEEN_SALES_MS),
      makeTrouble(room),
      lookOn(room),
      measure(room, readings),
    ])
    await serveCustomers(room, door, rounds - OPENING_SALES)
    isOver = true
    await beside
    const money = await compareMoney(room)
    const closing = await readAtRest(room)
    const code = await till.close()
    await server.close()

    const { lost, doubled, partial } = auditDay(folder, ledger, money)
    if (code !== 0) partial.push(`the till ended with ${code}`)
    made.clean()
    for (const line of [...lost, ...doubled, ...partial]) tell(line)
    if (lost.length + doubled.length + partial.length > 0)
      for (const line of till.logged) tell(`logged: ${line}`)
    const isWhole = rounds >= SALES
    const { measured, exceeded } = measureDay(
      { opening, readings, closing },
      ledger,
      isWhole ? tell : () => undefined,
    )
    return {
      rounds,
      acknowledged: ledger.sales.size + ledger.practiceSales.size + ledger.refunds.size + ledger.notes.size,
      ...{ lost: lost.length, doubled: doubled.length, partial: partial.length, noticed: null },
      measured,
      exceeded: isWhole ? exceeded : [],
    }
  },
}

async function measure({ till, time, isOver }: DayRoom, readings: Reading[]): Promise<void> {
  let next = time.now() + MEASURED_EVERY_MS
  while (!isOver()) {
    await time.wait(MINUTE_MS / 2)
    if (time.now() < next) continue
    next += MEASURED_EVERY_MS
    readings.push(await till.read())
  }
}

function recordOf<T>(make: (provider: ProviderId) => T): Record<ProviderId, T> {
  return Object.fromEntries(PROVIDERS.map((provider) => [provider, make(provider)])) as Record<ProviderId, T>
}
