import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Envelope } from '../../../src/shared/contract/plain/envelope.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import { COMPILED } from '../../../tools/compiled.mjs'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'

/** What the process is started with. */
export interface ChildOrder {
  readonly folder: string
  readonly origins: Partial<Record<ProviderId, string>>
  readonly savePath: string | null
}

export type ToChild =
  | { readonly kind: 'call'; readonly id: number; readonly route: RouteName; readonly input: unknown }
  | { readonly kind: 'close' }

export type FromChild =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly envelope: Envelope<unknown> }

/** The app in another process, as its window sees it. */
export interface ShopProcess {
  /** Everything is loaded and the book is about to be opened; true unless it died before. */
  readonly opening: Promise<boolean>
  /** The app answers calls; false when it died before. */
  readonly ready: Promise<boolean>
  /** Gives the answer; null when the process died before it came. */
  ask<R extends RouteName>(route: R, input: RouteInput<R>): Promise<Envelope<RouteOutput<R>> | null>
  /** Kills it outright, and gives once it is gone. */
  kill(): Promise<void>
  /** Closes the app as a person does, and gives once the process has ended. */
  close(): Promise<void>
}

export interface ShopProcessOptions extends Partial<ChildOrder> {
  readonly folder: string
  /** The largest file it may write, KiB; absent for no limit. */
  readonly fileLimitKib?: number
}

const CHILD = fileURLToPath(new URL('./shop-child.ts', import.meta.url))

/** Starts the app on a folder, in a process that can be killed. */
export function startShopProcess(options: ShopProcessOptions): ShopProcess {
  const { folder, origins = {}, savePath = null, fileLimitKib } = options
  const order: ChildOrder = { folder, origins, savePath }
  const args = ['--no-warnings', CHILD, JSON.stringify(order)]
  const how: SpawnOptions = {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  }
  if (fileLimitKib === undefined) return processOf(spawn(process.execPath, [...NODE_FLAGS, ...args], how))
  const limited = `ulimit -f ${fileLimitKib}; exec "$0" "$@"`
  return processOf(spawn('bash', ['-c', limited, process.execPath, ...NODE_FLAGS, ...args], how))
}

function processOf(child: ChildProcess): ShopProcess {
  const waiting = new Map<number, (answer: Envelope<unknown> | null) => void>()
  const opening = Promise.withResolvers<boolean>()
  const ready = Promise.withResolvers<boolean>()
  let lastId = 0
  let gone = false
  const exited = once(child, 'exit').then(() => {
    gone = true
    opening.resolve(false)
    ready.resolve(false)
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
  })
  child.on('message', (word: FromChild) => {
    if (word.kind === 'opening') opening.resolve(true)
    if (word.kind === 'ready') ready.resolve(true)
    if (word.kind !== 'answer') return
    waiting.get(word.id)?.(word.envelope)
    waiting.delete(word.id)
  })
  // A word sent to a process that has just died is a word unheard.
  const send = (word: ToChild) => {
    if (child.connected) child.send(word, () => undefined)
  }
  return {
    opening: opening.promise,
    ready: ready.promise,
    ask(route, input) {
      if (gone) return Promise.resolve(null)
      lastId += 1
      const id = lastId
      return new Promise((resolve) => {
        waiting.set(id, resolve as (answer: Envelope<unknown> | null) => void)
        send({ kind: 'call', id, route, input })
      })
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async close() {
      send({ kind: 'close' })
      await exited
    },
  }
}
