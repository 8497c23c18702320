import { flushCompileCache } from 'node:module'
import { startTestApp } from '../app/host.ts'
import { ringKeychain } from './ring-keychain.ts'
import type { ChildOrder, FromChild, ToChild } from './shop-process.ts'

/** The whole app in a process of its own, which answers calls as the window's process would ask them, and may be killed. */
const order = JSON.parse(process.argv[2] ?? '{}') as ChildOrder
const say = (word: FromChild) => process.send?.(word)
// As the app's own start does.
process.on('SIGXFSZ', () => undefined)
process.on('disconnect', () => process.exit(1))

await new Promise((done) => process.send?.({ kind: 'opening' } satisfies FromChild, done))
const shop = await startTestApp({
  folder: order.folder,
  providerOrigins: order.origins,
  savePath: order.savePath,
  keychain: ringKeychain,
})
flushCompileCache()

process.on('message', async (word: ToChild) => {
  if (word.kind === 'close') {
    await shop.app.close()
    process.exit(0)
  }
  const envelope = await shop.envelope(word.route, word.input as never)
  say({ kind: 'answer', id: word.id, envelope })
})
say({ kind: 'ready' })
