import { classify, type PracticeOperation } from '../../../src/main/practice/requests/operations.ts'
import type { Practice } from '../../../src/main/practice/world/practice-port.ts'
import type { ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { Machine } from '../app/machine.ts'

/** A request that left for a provider. */
export interface Asked {
  /** The true time, epoch ms. */
  readonly at: number
  readonly provider: ProviderId
  /** `feed` is the page of who paid last. */
  readonly kind: PracticeOperation | 'feed'
  /** Whether it names this link. */
  isAbout(ref: string): boolean
}

/** The way between the till and the simulated providers. */
export interface Line {
  fetch(request: Request): Promise<Response>
  readonly asked: readonly Asked[]
  slowDown(provider: ProviderId, ms: number | null): void
  slowBack(provider: ProviderId, ms: number | null): void
  online(is: boolean): void

  /** From now on OxaPay sorts its list by the making of a link, whatever it is asked. */
  ignorePayDates(): void
}

/** What an exchange takes, ms. */
const LATENCY_MS = 150
/** When an exchange without an answer is given up, ms. */
const TIME_LIMIT_MS = 20_000
/** Turns of the event loop in which a simulated provider has answered, or never will. */
const TURNS = 30

/** Leads requests to the simulated providers, half of the time there and half of it back. */
export function createLine({ time, now }: Machine, practice: () => Practice): Line {
  const asked: Asked[] = []
  const latencies = new Map<ProviderId, number>()
  const backs = new Map<ProviderId, number>()
  let isOnline = true
  let sortsByPayDate = true

  async function note(request: Request, provider: ProviderId, operation: PracticeOperation): Promise<void> {
    const at = now()
    // It can be read once only, so a copy is.
    const text = `${request.url} ${request.method === 'POST' ? await request.clone().text() : ''}`
    const kind = operation === 'list' && /pay_date/.test(text) ? 'feed' : operation
    asked.push({ at, provider, kind, isAbout: (ref) => text.includes(ref) })
  }

  /** The same request, as a provider hears it that does not know what it was asked to sort by. */
  async function heard(request: Request): Promise<Request> {
    if (sortsByPayDate) return request
    const { method, headers, signal } = request
    const body = method === 'POST' ? (await request.text()).replace('pay_date', 'create_date') : null
    return new Request(request.url.replace('pay_date', 'create_date'), { method, headers, body, signal })
  }

  async function answer(request: Request): Promise<Response> {
    const answering = practice().fetch(await heard(request))
    const settled = answering.then(
      () => true,
      () => true,
    )
    const isAnswered = await Promise.race([settled, turns(TURNS)])
    if (isAnswered) return answering
    throw new TypeError('no answer came')
  }

  return {
    asked,
    async fetch(request) {
      const place = classify(request.method, new URL(request.url).pathname)
      if (!place) throw new Error(`nobody knows ${request.url}`)
      const latency = latencies.get(place.provider) ?? LATENCY_MS
      await time.busy(() => note(request, place.provider, place.operation))
      if (!isOnline) throw new TypeError('fetch failed')
      await time.wait(Math.min(latency / 2, TIME_LIMIT_MS))
      if (latency / 2 > TIME_LIMIT_MS) throw new TypeError('no answer came')
      const began = now()
      const response = await time
        .busy(() => answer(request))
        .catch(async (error) => {
          if (/no answer/.test(String(error))) await time.wait(TIME_LIMIT_MS - (now() - began))
          throw error
        })
      const back = backs.get(place.provider) ?? latency / 2
      await time.wait(back)
      return response
    },
    slowDown(provider, ms) {
      if (ms === null) latencies.delete(provider)
      else latencies.set(provider, ms)
    },
    slowBack(provider, ms) {
      if (ms === null) backs.delete(provider)
      else backs.set(provider, ms)
    },
    online(is) {
      isOnline = is
    },
    ignorePayDates() {
      sortsByPayDate = false
    },
  }
}

/** The most of these requests that left within any span, ms; what a sale needs is no question. */
export function busiest(asked: readonly Asked[], span: number): number {
  const instants = asked.filter(({ kind }) => kind !== 'create' && kind !== 'token').map((one) => one.at)
  let first = 0
  let most = 0
  instants.forEach((instant, index) => {
    while ((instants[first] ?? instant) <= instant - span) first += 1
    most = Math.max(most, index - first + 1)
  })
  return most
}

async function turns(count: number): Promise<false> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((turned) => setImmediate(turned))
  return false
}
