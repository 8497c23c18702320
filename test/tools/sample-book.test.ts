import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sampleHistory, writeSampleBook } from '../../tools/sample-book/write.ts'
import { tempFolder } from '../ledger/support.ts'
import { type Dump, dump, withoutIds } from './sample-book/dump.ts'
import { replay } from './sample-book/replay.ts'

it('holds exactly what the ledger itself writes when it lives the same history', async () => {
  const folder = tempFolder()
  const options = { sales: 700, seed: 'the same history' }
  const [path, replayed] = [join(folder, 'a', 'live.sqlite'), join(folder, 'b', 'live.sqlite')]
  await writeSampleBook({ ...options, path })
  await replay(replayed, sampleHistory(options))
  const written = withoutIds(dump(path))
  const [told, ledgers] = [dump(path), dump(replayed)]
  const lived = withoutIds(ledgers, markersOf(ledgers, told))
  for (const table of Object.keys(lived)) {
    expect(written[table]?.length, table).toBe(lived[table]?.length)
    lived[table]?.forEach(
      (row, place) => void expect(written[table]?.[place], `${table} ${place}`).toEqual(row),
    )
  }
  expect(Object.keys(written)).toEqual(Object.keys(lived))
})

/** The markers of a replayed book, each with the one that stands in the history's answers. */
function markersOf(replayed: Dump, written: Dump): ReadonlyMap<string, string> {
  const markers = (book: Dump) => (book.payment_links ?? []).map(({ marker }) => String(marker))
  const told = markers(written)
  return new Map(markers(replayed).map((marker, place) => [marker, told[place] ?? '']))
}
