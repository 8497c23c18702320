import { AsyncLocalStorage } from 'node:async_hooks'
import type { Timers } from '../shared/time/clock.ts'

/** A person who is signed in at the till, as the book names one. */
export interface Actor {
  readonly id: string
  readonly name: string
}

const calls = new AsyncLocalStorage<Actor | null>()

/** Runs `work`, and all that follows from it, as this person's doing; null for nobody's. */
export function actAs<T>(actor: Actor | null, work: () => T): T {
  return calls.run(actor, work)
}

/** Whose doing runs just now: of the call that led to it. Null where nobody is signed in, and for what the app does by itself. */
export function actorNow(): Actor | null {
  return calls.getStore() ?? null
}

const rechecks = new AsyncLocalStorage<() => boolean>()

/** Whoever asked is no longer the one at the till: nothing is done, and the call is answered with NOT_ALLOWED. */
export class NoLongerAtTill extends Error {}

/** Runs a call's work; `mayStill` says whether who has called is at the till yet, and may do it. */
export function whileAtTill<T>(mayStill: () => boolean, work: () => T): T {
  return rechecks.run(mayStill, work)
}

/** A question of the host that outlives a lock: what it answers counts for the person who was asked alone. Throws a {@link NoLongerAtTill}. */
export function askedAtTill<Args extends readonly unknown[], T>(
  ask: (...args: Args) => Promise<T | null>,
): (...args: Args) => Promise<T | null> {
  return async (...args) => {
    const answer = await ask(...args)
    const mayStill = rechecks.getStore()
    if (answer !== null && mayStill?.() === false) throw new NoLongerAtTill('the person has left the till')
    return answer
  }
}

/** Begins what goes on by itself from now on (a loop, a timer), so that it is nobody's doing, whoever's call began it. */
export function onItsOwn<T>(work: () => T): T {
  return calls.run(null, work)
}

/** The same timers, whose tasks are nobody's doing. */
export function timersOnTheirOwn(timers: Timers): Timers {
  return { after: (ms, task) => onItsOwn(() => timers.after(ms, task)) }
}
