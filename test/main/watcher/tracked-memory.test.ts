import { randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { ScheduledLink } from '../../../src/main/ledger/port/links.ts'
import { createTrackedLinks } from '../../../src/main/watcher/tracked-links.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

const NOW = Date.UTC(2026, 5, 1, 9)
const LINKS = 20_000

/** What is needed of one is about 700 bytes: its numbers, the texts by which it is found, its place in four tables. */
const MOST_BYTES = 760

const ACCOUNTS = [randomUUID(), randomUUID()]

/** A paid link as the book's thread answers with it: every text of it is a copy of its own. */
function answered(ids: Pick<ScheduledLink, 'linkId' | 'invoiceId' | 'ref'>, n: number): ScheduledLink {
  return structuredClone({
    ...ids,
    accountId: ACCOUNTS[n % ACCOUNTS.length] ?? '',
    provider: 'oneshotpay',
    reading: 'paid',
    status: 'paid',
    createdAt: NOW + n,
    expiresAt: NOW + n + 1,
    checkedAt: NOW + n + 2,
    nextCheckAt: NOW + n + 3,
    receiptCount: 1,
    hashMissing: false,
  })
}

function heapUsed(): number {
  for (let again = 0; again < 3; again += 1) collect()
  return process.memoryUsage().heapUsed
}

test('a link that is tracked for a week takes no more room than it needs, however often the book has answered about it', () => {
  const links = createTrackedLinks({ now: () => NOW, monotonic: () => 0 })
  const before = heapUsed()
  for (let n = 0; n < LINKS; n += 1) {
    const ids = { linkId: randomUUID(), invoiceId: randomUUID(), ref: randomUUID() }
    for (const read of [n, n + 4, n + 8]) links.refresh([ids.invoiceId], [answered(ids, read)])
  }
  const each = (heapUsed() - before) / LINKS
  expect(ACCOUNTS.map((id) => links.size(id))).toEqual([LINKS / 2, LINKS / 2])
  expect(each).toBeGreaterThan(0)
  expect(each).toBeLessThan(MOST_BYTES)
})
