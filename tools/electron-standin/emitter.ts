import { EventEmitter } from 'node:events'
import { missing } from './strict.ts'

/** An event emitter that only takes listeners for events it may really emit. */
export class KnownEvents extends EventEmitter {
  readonly #name: string
  readonly #events: ReadonlySet<string>

  constructor(name: string, events: readonly string[]) {
    super()
    this.#name = name
    this.#events = new Set(events)
    this.on = (event, listener) => super.on(this.#known(event), listener)
    this.once = (event, listener) => super.once(this.#known(event), listener)
    this.addListener = this.on
  }

  #known(event: string | symbol): string | symbol {
    if (typeof event === 'string' && !this.#events.has(event)) throw missing(`${this.#name} event '${event}'`)
    return event
  }
}

/** An event whose default may be prevented, as Electron hands out. */
export interface Preventable {
  readonly defaultPrevented: boolean
  preventDefault(): void
}

/** Makes a preventable event with further fields. */
export function preventable<T extends object>(fields: T): T & Preventable {
  let prevented = false
  return Object.defineProperties({ ...fields } as T & Preventable, {
    defaultPrevented: { get: () => prevented },
    preventDefault: {
      value: () => {
        prevented = true
      },
    },
  })
}
