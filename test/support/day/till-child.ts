import { join } from 'node:path'
import { startTestApp } from '../app/host.ts'
import { ringKeychain } from '../rounds/ring-keychain.ts'
import { fastPorts } from './fast-time.ts'
import { countHandles, readMemory } from './reading.ts'
import { watchStalls } from './stalls.ts'
import { type DayOrder, type FromTill, STALL_MS, type ToTill } from './till.ts'

/** The whole app in a process of its own, on a fast clock; it answers calls, and tells what it holds. */
const order = JSON.parse(process.argv[2] ?? '{}') as DayOrder
const say = (word: FromTill) => process.send?.(word)
process.on('disconnect', () => process.exit(1))

// What a host would show is not kept: the test's own memory is none of the app's.
const shop = await startTestApp({
  folder: order.folder,
  ...fastPorts(order.day),
  providerOrigins: order.origins,
  providerTimeLimitMs: order.timeLimitMs,
  // As three of the four declare them, and the day's clock counts them.
  providerLimits: { perMinute: 60, perSecond: 2, gapMs: 250, concurrency: 1 },
  keychain: ringKeychain,
  folderPath: order.secondFolder,
  saveDialog: async (suggested) => join(order.exports, suggested),
  publish: () => undefined,
  notify: () => undefined,
  copyText: () => undefined,
  log: {
    info: () => undefined,
    warn: () => undefined,
    error: (...parts) => say({ kind: 'logged', line: parts.map(textOf).join(' ') }),
  },
})

const underWay = new Map<number, string>()
const lately: string[] = []
const stalls = watchStalls(STALL_MS, () => [...underWay.values(), '|', ...lately])

process.on('message', async (word: ToTill) => {
  if (word.kind === 'close') {
    stalls.end()
    await shop.app.close()
    process.exit(0)
  }
  if (word.kind === 'read') {
    const handles = await countHandles()
    const before = stalls.take()
    const reading = { at: Date.now(), ...(await readMemory()), handles, stalls: before }
    stalls.take()
    stalls.skip()
    return say({ kind: 'read', id: word.id, value: reading })
  }
  underWay.set(word.id, word.route)
  const value = await shop.envelope(word.route, word.input as never)
  underWay.delete(word.id)
  lately.push(word.route)
  if (lately.length > 3) lately.shift()
  say({ kind: 'answer', id: word.id, value })
})
say({ kind: 'ready' })

function textOf(part: unknown): string {
  return part instanceof Error ? `${part.stack}` : String(part)
}
