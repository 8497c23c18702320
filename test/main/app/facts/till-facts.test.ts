import { describe, expect, it } from 'vitest'
import { actAs } from '../../../../src/main/acting.ts'
import { createTillFacts, MOST_FACTS, type PendingFact } from '../../../../src/main/app/facts/till-facts.ts'
import { ok, refuse } from '../../../../src/shared/contract/plain/envelope.ts'

/** A till over a disk of values; another one may be opened over the same disk. */
function tillOver(disk: { pending: readonly PendingFact[] }) {
  const failures: unknown[] = []
  let ids = disk.pending.length
  const facts = createTillFacts({
    clock: { now: () => 1_000 + ids },
    newId: () => {
      ids += 1
      return `fact-${ids}`
    },
    read: () => disk.pending,
    write: (pending) => {
      disk.pending = structuredClone(pending)
    },
    told: () => undefined,
    failed: (error) => failures.push(error),
  })
  return { facts, failures }
}

function book() {
  const events: [string, unknown, number][] = []
  return {
    events,
    takes: true,
    async appendEvent(kind: string, data: unknown, at: number) {
      if (!this.takes) throw new Error('the disk is full')
      events.push([kind, data, at])
    },
  }
}

/** As many facts of the live book as wait at most, each with its place as `n`. */
const waitingFacts = (): readonly PendingFact[] =>
  Array.from({ length: MOST_FACTS }, (_, n) => {
    return { id: `fact-${n + 1}`, book: 'live', at: n, data: { what: 'setting', n } }
  })

const SETTING = { book: 'live', what: 'setting', more: { setting: 'cashier', from: '', to: 'Zoé' } } as const
const DATA = { what: 'setting', setting: 'cashier', from: '', to: 'Zoé' }

describe('what is done to the till', () => {
  it('is told to the book that is open, with who did it, and waits for no other', async () => {
    const disk = { pending: [] as readonly PendingFact[] }
    const { facts } = tillOver(disk)
    const live = book()
    await facts.bookOpened('live', live)
    await actAs({ id: 'n', name: 'Nadia' }, () => facts.whileDoing([SETTING], async () => ok(null)))
    await facts.tell({ book: 'practice', what: 'copy_used' })
    expect(live.events).toEqual([['till_changed', { ...DATA, by: 'Nadia' }, 1_001]])
    expect(disk.pending).toMatchObject([{ book: 'practice', data: { what: 'copy_used' } }])
  })

  it('is on the disk before it is done, and is taken back where it is refused or fails', async () => {
    const disk = { pending: [] as readonly PendingFact[] }
    const { facts } = tillOver(disk)
    const live = book()
    await facts.bookOpened('live', live)
    facts.during([SETTING], () => {
      expect(disk.pending).toHaveLength(1)
      return refuse('CONFLICT')
    })
    await expect(
      facts.whileDoing([SETTING], async () => {
        throw new Error('a bug')
      }),
    ).rejects.toThrow('a bug')
    expect([disk.pending, live.events]).toEqual([[], []])
    // What holds until the app closes has happened.
    await facts.whileDoing([SETTING], async () => refuse('NOT_KEPT', { reason: 'DISK_FULL' }))
    expect(live.events).toHaveLength(1)
  })

  it('waits over a restart for its book, in its order, and is told once', async () => {
    const disk = { pending: [] as readonly PendingFact[] }
    const before = tillOver(disk).facts
    actAs({ id: 'n', name: 'Nadia' }, () => before.during([SETTING], () => ok(null)))
    await before.tell({ book: 'live', what: 'keys_erased' })
    const { facts } = tillOver(disk)
    const live = book()
    await facts.bookOpened('practice', book())
    expect(live.events).toEqual([])
    await facts.bookOpened('live', live)
    expect(live.events.map(([, data]) => data)).toEqual([{ ...DATA, by: 'Nadia' }, { what: 'keys_erased' }])
    await facts.bookOpened('live', live)
    expect(live.events).toHaveLength(2)
  })

  it('is told after a kill in the middle, because it may have come to be', async () => {
    const disk = { pending: [] as readonly PendingFact[] }
    const killed = tillOver(disk).facts
    void killed.whileDoing([SETTING], () => new Promise(() => undefined))
    const live = book()
    await killed.bookOpened('live', live)
    expect(live.events).toEqual([])
    await tillOver(disk).facts.bookOpened('live', live)
    expect(live.events).toHaveLength(1)
  })

  it('stays on the disk where the book takes nothing, and is told when it does again', async () => {
    const disk = { pending: [] as readonly PendingFact[] }
    const { facts, failures } = tillOver(disk)
    const live = book()
    live.takes = false
    await facts.bookOpened('live', live)
    await facts.tell(SETTING)
    expect([disk.pending.length, failures.length]).toEqual([1, 1])
    live.takes = true
    await facts.tell({ book: 'live', what: 'keys_erased' })
    expect(live.events.map(([, data]) => data)).toEqual([DATA, { what: 'keys_erased' }])
  })

  it('does not fill the disk where its book is never opened: the last ones are kept, and how many were left out is told', async () => {
    const disk = { pending: [] as readonly PendingFact[] }
    const { facts } = tillOver(disk)
    await facts.tell({ book: 'practice', what: 'copy_used' })
    for (let n = 0; n < MOST_FACTS + 3; n += 1) await facts.tell({ ...SETTING, more: { n } })
    const live = book()
    await tillOver(disk).facts.bookOpened('live', live)
    expect(live.events).toHaveLength(MOST_FACTS)
    expect(live.events[0]?.[1]).toEqual({ what: 'left_out', count: 4 })
    expect(live.events.slice(1).map(([, data]) => (data as { n: number }).n)).toEqual(
      Array.from({ length: MOST_FACTS - 1 }, (_, n) => n + 4),
    )
    // Those of another book are not counted among them.
    expect(disk.pending.map(({ data }) => data)).toEqual([{ what: 'copy_used' }])
  })

  it('leaves out nothing that is being told, nor what is not decided, and so tells nothing twice', async () => {
    const disk = { pending: waitingFacts() }
    const { facts } = tillOver(disk)
    const live = book()
    const went = Promise.withResolvers<null>()
    const slow = {
      async appendEvent(kind: string, data: unknown, at: number) {
        if (live.events.length === 0) await went.promise
        await live.appendEvent(kind, data, at)
      },
    }
    const opened = facts.bookOpened('live', slow)
    await Promise.resolve()
    const undecided = Promise.withResolvers<ReturnType<typeof ok<null>>>()
    const doing = facts.whileDoing([{ ...SETTING, more: { n: 'later' } }], () => undecided.promise)
    facts.during([{ ...SETTING, more: { n: 'now' } }], () => ok(null))
    went.resolve(null)
    await opened
    undecided.resolve(ok(null))
    await doing
    const told = live.events.map(([, data]) => data as { n?: unknown; count?: number })
    const count = told.reduce((sum, one) => sum + (one.count ?? 0), 0)
    expect(told[0]).toMatchObject({ n: 0 })
    expect(count + told.filter((one) => one.count === undefined).length).toBe(MOST_FACTS + 2)
    expect(told.slice(-2)).toMatchObject([{ n: 'now' }, { n: 'later' }])
  })

  it('counts what was left out before, and one where the file was changed to say what is no count', async () => {
    for (const [kept, count] of [
      ['2', 4],
      [7, 9],
      ['many', 3],
      [-4, 3],
      [1e300, 3],
    ] as const) {
      const leftOut = { id: 'out', book: 'live' as const, at: 1, data: { what: 'left_out', count: kept } }
      const disk = { pending: [leftOut, ...waitingFacts()] as readonly PendingFact[] }
      await tillOver(disk).facts.tell(SETTING)
      expect(disk.pending[0]?.data).toEqual({ what: 'left_out', count })
    }
  })

  it('leaves nothing out for what comes to nothing', async () => {
    const disk = { pending: [] as readonly PendingFact[] }
    const { facts } = tillOver(disk)
    for (let n = 0; n < MOST_FACTS; n += 1) await facts.tell({ ...SETTING, more: { n } })
    const before = disk.pending
    await facts.whileDoing([SETTING], async () => refuse('WRONG_PASSPHRASE'))
    expect(disk.pending).toEqual(before)
  })
})
