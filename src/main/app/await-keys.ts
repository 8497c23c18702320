import type { Timers } from '../../shared/time/clock.ts'
import type { Vault } from '../vault/vault.ts'

/** A ring that does not answer is asked again after this, ms. */
const AGAIN_MS = 10_000

export interface AwaitKeysPorts {
  readonly vault: Pick<Vault, 'probe' | 'status' | 'onChange'>
  readonly timers: Timers
  /** Told when the keys can be had again. */
  back(): void
  failed(error: unknown): void
}

/** Tests the keys at the start, and asks a ring that does not answer again until it does; the answer ends that. */
export function awaitKeys({ vault, timers, back, failed }: AwaitKeysPorts): () => void {
  let cancel: (() => void) | null = null
  let over = false

  function waitOn(): void {
    if (over || cancel || vault.status().kind !== 'waiting') return
    cancel = timers.after(AGAIN_MS, () => {
      cancel = null
      look(true)
    })
  }

  function look(waited: boolean): void {
    vault
      .probe()
      .then((status) => {
        if (waited && status.kind === 'ready') back()
        waitOn()
      })
      .catch(failed)
  }

  const forget = vault.onChange(waitOn)
  look(false)
  return () => {
    over = true
    cancel?.()
    forget()
  }
}
