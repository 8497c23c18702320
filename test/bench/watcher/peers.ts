import { createChance } from '../../support/app/chance.ts'
import { createHeap } from '../../support/app/heap.ts'
import { ACCOUNTS, type BenchCase, BUDGETS } from '../../support/shop/bench-cases.ts'
import type { Sale, Schedule } from '../../support/shop/schedule.ts'
import { busiestMinute, type Figures } from './figures.ts'
import { createPerson } from './person.ts'
import { HORIZON_MS } from './run.ts'

/** The two usual ways to ask, as peers: they ask the schedule itself, without wire or book, and lose no time by it. */
export type PeerName = 'round_robin' | 'backoff'

/** One account's way of choosing whom to ask. */
interface Policy {
  add(sale: Sale, at: number): void
  /** The sale to ask at this instant; a number is the instant before which there is none. */
  next(at: number): Sale | number
  /** A sale that was asked was not yet paid. */
  unpaid(sale: Sale, at: number): void
}

/** No peer asks about the same sale more often, ms. */
const SHORTEST_MS = 5_000
const LONGEST_MS = 3_600_000

/** Runs a peer over a schedule with each account's whole budget, evenly spread. */
export function runPeer(name: PeerName, bench: BenchCase, schedule: Schedule): Figures {
  const everyMs = 60_000 / BUDGETS[bench.budget].perMinute
  const isMeasured = (at: number) => at >= schedule.from && at < schedule.to
  const all = [...schedule.before, ...schedule.during]
  const open = new Set(all.filter((sale) => sale.paysAt !== null && isMeasured(sale.paysAt)))
  const payments = [...open]
  const foundAt = new Map<Sale, number>()
  const asked = ACCOUNTS[bench.mode].map((provider) => {
    const instants: number[] = []
    const before = schedule.before.filter((sale) => sale.provider === provider)
    const policy = { round_robin: roundRobin, backoff }[name](before, schedule.start, everyMs)
    const arriving = schedule.during.filter((sale) => sale.provider === provider)
    let arrived = 0
    let left = payments.filter((sale) => sale.provider === provider).length
    for (let at = schedule.start; left > 0 && at < schedule.end + HORIZON_MS; ) {
      for (let sale = arriving[arrived]; sale && sale.createdAt <= at; sale = arriving[arrived]) {
        policy.add(sale, at)
        arrived += 1
      }
      const chosen = policy.next(at)
      if (typeof chosen === 'number') {
        const coming = arriving[arrived]?.createdAt ?? Number.POSITIVE_INFINITY
        at = Math.max(at + everyMs, Math.min(chosen, coming))
        continue
      }
      instants.push(at)
      // What would be paid after the end is paid in no run.
      const paid = chosen.paysAt !== null && chosen.paysAt <= at && chosen.paysAt < schedule.end
      if (paid) foundAt.set(chosen, at)
      else policy.unpaid(chosen, at)
      if (paid && open.has(chosen)) left -= 1
      at += everyMs
    }
    return instants
  })
  const latency = (sale: Sale) => ((foundAt.get(sale) ?? Infinity) - (sale.paysAt ?? 0)) / 1000
  return {
    latencies: payments.map(latency),
    viewed: payments.filter(viewedIn(schedule, foundAt)).map(latency),
    payments: payments.length,
    missed: payments.filter((sale) => !foundAt.has(sale)).length,
    reads: asked.flat().filter(isMeasured).length,
    worstGap: null,
    busiestMinute: Math.max(...asked.map(busiestMinute)),
  }
}

/** Which sales a person looked at when they were paid; the peers do not care. */
function viewedIn(schedule: Schedule, foundAt: ReadonlyMap<Sale, number>): (sale: Sale) => boolean {
  const person = createPerson()
  const lookedAway: { readonly sale: Sale; readonly at: number }[] = []
  const viewed = new Set<Sale>()
  for (const sale of schedule.during) {
    const last = lookedAway.at(-1)
    if (last && last.at <= sale.createdAt) person.done(last.sale, last.at)
    if (!person.offered(sale, sale.createdAt)) continue
    if (sale.paysAt !== null && person.isLookingAt(sale, sale.paysAt)) viewed.add(sale)
    lookedAway.push({ sale, at: foundAt.get(sale) ?? Number.POSITIVE_INFINITY })
  }
  return (sale) => viewed.has(sale)
}

/** A cursor over the list of sales that are not known to be paid. */
function roundRobin(before: readonly Sale[], start: number): Policy {
  const list: { readonly sale: Sale; readonly askedAt: number }[] = []
  // At the start the cursor is anywhere in its round.
  let cursor = Math.floor(createChance(before.length + 31).unit() * before.length)
  for (const sale of before) list.push({ sale, askedAt: start - SHORTEST_MS })

  return {
    add: (sale, at) => void list.push({ sale, askedAt: at - SHORTEST_MS }),
    next(at) {
      if (cursor >= list.length) cursor = 0
      const entry = list[cursor]
      if (!entry) return Number.POSITIVE_INFINITY
      if (entry.askedAt + SHORTEST_MS > at) return entry.askedAt + SHORTEST_MS
      list.splice(cursor, 1)
      return entry.sale
    },
    unpaid(sale, askedAt) {
      list.splice(cursor, 0, { sale, askedAt })
      cursor += 1
    },
  }
}

/** Waits that double from 5 s to an hour for each sale, the first due first. */
function backoff(before: readonly Sale[], start: number, everyMs: number): Policy {
  const waits = new Map<Sale, number>()
  const queue = createHeap<{ readonly sale: Sale; readonly at: number }>((a, b) => a.at < b.at)
  const chance = createChance(before.length + 37)
  for (const sale of before) {
    // As it stands after running for long: where the budget is too small, everybody waits in one queue.
    const wait = Math.min(
      SHORTEST_MS * 2 ** Math.floor(Math.log2((start - sale.createdAt) / SHORTEST_MS + 1)),
      LONGEST_MS,
    )
    const turn = Math.max(wait, before.length * everyMs)
    waits.set(sale, wait)
    queue.put({ sale, at: start - turn * chance.unit() + wait })
  }

  return {
    add(sale, at) {
      waits.set(sale, SHORTEST_MS)
      queue.put({ sale, at: at + SHORTEST_MS })
    },
    next(at) {
      const first = queue.first()
      if (!first || first.at > at) return first?.at ?? Number.POSITIVE_INFINITY
      queue.take()
      return first.sale
    },
    unpaid(sale, at) {
      const wait = Math.min((waits.get(sale) ?? SHORTEST_MS) * 2, LONGEST_MS)
      waits.set(sale, wait)
      queue.put({ sale, at: at + wait })
    },
  }
}
