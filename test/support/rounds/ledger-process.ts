import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Ledger } from '../../../src/main/ledger/port/ledger.ts'
import { COMPILED } from '../../../tools/compiled.mjs'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'

/** What came of a call: its value, the code it failed with, or nothing where the process died before it answered. */
export type LedgerSaid<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string }
  | null

/** A book in another process. */
export interface LedgerProcess {
  ask<M extends keyof Ledger>(
    method: M,
    ...args: Parameters<Ledger[M]>
  ): Promise<LedgerSaid<ReturnType<Ledger[M]>>>
  /** Calls a method that must succeed. */
  call<M extends keyof Ledger>(method: M, ...args: Parameters<Ledger[M]>): Promise<ReturnType<Ledger[M]>>
  kill(): Promise<void>
  close(): Promise<void>
}

const CHILD = fileURLToPath(new URL('./ledger-child.ts', import.meta.url))

/** Opens a book in a process that can be killed; rejects when it does not open. */
export async function startLedgerProcess(path: string): Promise<LedgerProcess> {
  const child = spawn(process.execPath, [...NODE_FLAGS, '--no-warnings', CHILD, path], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Amounts are counted in bigint, which only this way of writing knows.
    serialization: 'advanced',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  })
  const waiting = new Map<number, (said: LedgerSaid<unknown>) => void>()
  const ready = Promise.withResolvers<void>()
  let lastId = 0
  let gone = false
  const exited = once(child, 'exit').then(([code]) => {
    gone = true
    ready.reject(new Error(`the book's process ended with ${String(code)}`))
    for (const said of waiting.values()) said(null)
    waiting.clear()
  })
  ready.promise.catch(() => undefined)
  child.on('message', (word: { readonly ready?: true; readonly id?: number } & LedgerSaid<unknown>) => {
    if (word.ready) return ready.resolve()
    const id = word.id ?? 0
    waiting.get(id)?.(word)
    waiting.delete(id)
  })
  const ask = (method: string, args: readonly unknown[]): Promise<LedgerSaid<unknown>> => {
    if (gone || !child.connected) return Promise.resolve(null)
    lastId += 1
    const id = lastId
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      child.send({ id, method, args }, () => undefined)
    })
  }
  await ready.promise
  return {
    ask: (method, ...args) => ask(method, args) as never,
    async call(method, ...args) {
      const said = await ask(method, args)
      if (!said?.ok) throw new Error(`${method} failed with ${said?.code ?? 'the death of its process'}`)
      return said.value as never
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async close() {
      await ask('close', [])
      await exited
    },
  }
}
