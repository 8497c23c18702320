import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Envelope } from '../../../../src/shared/contract/plain/envelope.ts'
import type { TestApp } from '../../../support/app/host.ts'
import { auditBook } from '../../../support/rounds/audit.ts'
import { noCounts, type ReliabilityCase } from '../../../support/rounds/case.ts'
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from '../../../support/rounds/small-disk.ts'
import { openStall, type Stall } from '../../../support/rounds/stall.ts'

/** What a moment has to work with. */
export interface Place {
  readonly disk: SmallDisk
  readonly stall: Stall
  /** The open app. */
  readonly shop: TestApp
  /** Takes what is not as it must be. */
  wrong(what: string): void
}

/** A moment at which the disk is full. */
export interface Moment {
  readonly name: string
  readonly rounds: number
  readonly few: number
  /** It closes the app itself. */
  readonly closes?: true
  /** Puts what is to lie there before the app is opened for the first time. */
  before?(folder: string): Promise<void>
  /** Fills the disk up to `pages` pages, does the one thing, makes room, and does it again; gives the tokens that were answered. */
  at(place: Place, pages: number): Promise<readonly string[]>
}

/** Makes a case of a moment: each round begins with a shop on an empty disk and leaves one page more than the one before. */
export function fullDiskCase(moment: Moment): ReliabilityCase {
  return {
    name: `disk full at ${moment.name}`,
    rounds: moment.rounds,
    few: moment.few,
    judged: true,
    missing: whyNoSmallDisk,
    async run({ rounds, tell }) {
      const counts = noCounts()
      for (let pages = 0; pages < rounds; pages += 1) {
        const disk = mountSmallDisk()
        const folder = join(disk.path, 'app')
        mkdirSync(folder)
        const stall = await openStall({ folder, ...(moment.before && { before: moment.before }) })
        const shop = await stall.open()
        const wrong: string[] = []
        const place = { disk, stall, shop, wrong: (what: string) => wrong.push(what) }
        const answered = await moment.at(place, pages).catch((error: unknown) => {
          wrong.push(String(error))
          return []
        })
        disk.makeRoom()
        if (!moment.closes) {
          await shop.app.close().catch((error: unknown) => wrong.push(`it does not close: ${String(error)}`))
        }
        const { halves, repeats, sales } = auditBook(stall.book)
        const gone = answered.filter((token) => !sales.has(token))
        counts.acknowledged += answered.length
        counts.lost += gone.length
        counts.doubled += repeats.length
        counts.partial += wrong.length + halves.length
        const told = [...gone.map((token) => `${token} is lost`), ...wrong, ...halves, ...repeats]
        if (told.length > 0) tell(`${pages} pages left: ${told.join('; ')}`)
        await stall.close()
        disk.unmount()
      }
      return { rounds, ...counts, noticed: null }
    },
  }
}

/** Says so where an answer is neither good nor one of these codes; true for a good one. */
export function goodOr(
  codes: readonly string[],
  answer: Envelope<unknown>,
  what: string,
  wrong: (what: string) => void,
): boolean {
  if (!answer.ok && !codes.includes(answer.error.code)) wrong(`${what}: ${answer.error.code}`)
  return answer.ok
}

/** Reading goes on, whatever cannot be written. */
export async function mustRead({ shop, wrong }: Place): Promise<void> {
  const page = { search: '', status: [], provider: [], cursor: null, limit: 50 }
  const list = await shop.envelope('invoices.list', page)
  if (!list.ok) wrong(`the list cannot be read: ${list.error.code}`)
}
