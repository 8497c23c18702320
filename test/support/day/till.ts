import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Envelope } from '../../../src/shared/contract/plain/envelope.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../../src/shared/contract/routes/index.ts'
import { COMPILED } from '../../../tools/compiled.mjs'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import type { FastDay } from './fast-time.ts'
import type { Reading } from './reading.ts'

/** The longest that the main process may stand still, ms: one frame of the window. */
export const STALL_MS = 16

/** What the till is started with. */
export interface DayOrder {
  readonly folder: string
  readonly day: FastDay
  readonly origins: Readonly<Record<ProviderId, string>>
  /** The time limit of each exchange with a provider, ms of the machine. */
  readonly timeLimitMs: number
  /** Where exports go. */
  readonly exports: string
  /** Where backups are copied as well. */
  readonly secondFolder: string
}

export type ToTill =
  | { readonly kind: 'call'; readonly id: number; readonly route: RouteName; readonly input: unknown }
  | { readonly kind: 'read'; readonly id: number }
  | { readonly kind: 'close' }

export type FromTill =
  | { readonly kind: 'ready' }
  | { readonly kind: 'logged'; readonly line: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: Envelope<unknown> }
  | { readonly kind: 'read'; readonly id: number; readonly value: Reading }

/** A till in a process of its own, as its window and whoever measures it see it. */
export interface Till {
  /** What went wrong in the background so far. */
  readonly logged: readonly string[]
  ask<R extends RouteName>(route: R, input: RouteInput<R>): Promise<Envelope<RouteOutput<R>>>
  /** Asks what must be answered. */
  call<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>
  /** What it holds now. */
  read(): Promise<Reading>
  /** Closes it as a person does; gives its exit code. */
  close(): Promise<number | null>
}

const CHILD = fileURLToPath(new URL('./till-child.ts', import.meta.url))
const CLOCK = new URL('./fast-clock.mjs', import.meta.url).href

/** Starts a till, and gives it once it answers; throws when it dies before. */
export async function startTill(order: DayOrder): Promise<Till> {
  const more = ['--expose-gc', '--import', CLOCK, '--no-warnings', CHILD, JSON.stringify(order)]
  const child = spawn(process.execPath, [...NODE_FLAGS, ...more], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, FAST_CLOCK: JSON.stringify(order.day) },
  })
  const waiting = new Map<number, PromiseWithResolvers<never>>()
  const logged: string[] = []
  const ready = Promise.withResolvers<void>()
  let lastId = 0
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => {
    const died = new Error(`the till has ended with ${code}`)
    for (const { reject } of waiting.values()) reject(died)
    ready.reject(died)
    return code ?? null
  })
  child.on('message', (word: FromTill) => {
    if (word.kind === 'ready') return ready.resolve()
    if (word.kind === 'logged') return void logged.push(word.line)
    waiting.get(word.id)?.resolve(word.value as never)
    waiting.delete(word.id)
  })

  function send(
    word: { readonly kind: 'read' } | Omit<Extract<ToTill, { kind: 'call' }>, 'id'>,
  ): Promise<never> {
    lastId += 1
    const answer = Promise.withResolvers<never>()
    waiting.set(lastId, answer)
    child.send({ ...word, id: lastId })
    return answer.promise
  }

  const till: Till = {
    logged,
    ask: (route, input) => send({ kind: 'call', route, input }),
    async call(route, input) {
      const answer = await till.ask(route, input)
      if (!answer.ok) throw new Error(`${route} failed with ${JSON.stringify(answer.error)}`)
      return answer.value
    },
    read: () => send({ kind: 'read' }),
    async close() {
      child.send({ kind: 'close' } satisfies ToTill)
      return exited
    },
  }
  await ready.promise
  return till
}
