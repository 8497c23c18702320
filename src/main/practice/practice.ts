import { Hono } from 'hono'
import { controlWire } from './control.ts'
import { expireDaisy, payDaisy } from './daisy/rules.ts'
import { daisyWire } from './daisy/wire.ts'
import { expireOcpay, payOcpay, setOcpayStatus } from './ocpay/rules.ts'
import { ocpayWire } from './ocpay/wire.ts'
import { expireOneshot, payOneshot } from './oneshotpay/rules.ts'
import { oneshotpayWire } from './oneshotpay/wire.ts'
import { oxapayLegacyWire } from './oxapay/legacy.ts'
import { expireOxapay, payOxapay, setOxapayStatus } from './oxapay/rules.ts'
import { oxapayV1Wire } from './oxapay/v1.ts'
import { FaultPlan } from './requests/faults.ts'
import { answerFaulty } from './requests/faulty-answers.ts'
import { RequestLog } from './requests/log.ts'
import { classify } from './requests/operations.ts'
import { jsonAnswer } from './world/json.ts'
import type { Practice, PracticeIntroduction } from './world/practice-port.ts'
import { type RandomBytes, systemRandomBytes } from './world/random.ts'
import { configureAccount } from './world/settings.ts'
import {
  copySnapshot,
  freshCredentials,
  freshState,
  isPracticeSnapshot,
  type PracticeCredentials,
  type PracticeSnapshot,
} from './world/state.ts'
import { makeWorld, refuse, type WireEnv } from './world/world.ts'

/** How a practice world is begun. */
export interface PracticeOptions {
  /** Epoch milliseconds of the host's clock; the practice clock adds what it was advanced by. */
  now(): number
  readonly randomBytes?: RandomBytes
  /** Where the four providers are said to be, for {@link Practice.introduction}. */
  readonly origin?: string
  /** What to accept when there is no `state`; random when absent. */
  readonly credentials?: PracticeCredentials
  /** A snapshot to go on from; it is copied. What is no snapshot of this version is left aside: the world is fresh. */
  readonly state?: unknown
  /** How many of the last requests the log keeps at least; 1000 when absent. */
  readonly keepRequests?: number
  /**
   * Told after each change, before the answer that made it. The snapshot is the live memory:
   * write it out at once or ask `snapshot()` for a copy.
   */
  onChange?(snapshot: PracticeSnapshot): void
}

const TEN_YEARS_MS = 10 * 366 * 86_400_000
const MOST_BODY = 1_000_000

/** Begins a practice world, fresh or from a snapshot. */
export function createPractice(options: PracticeOptions): Practice {
  const random = options.randomBytes ?? systemRandomBytes
  const origin = options.origin ?? 'http://practice.localhost'
  const state = isPracticeSnapshot(options.state)
    ? copySnapshot(options.state)
    : freshState(options.credentials ?? freshCredentials(random, options.now()), random, options.now())
  const world = makeWorld(
    state,
    () => options.now(),
    random,
    () => options.onChange?.(state),
  )
  const faults = new FaultPlan()
  const requests = new RequestLog(state.credentials, options.keepRequests ?? 1000)

  const practice: Practice = {
    credentials: state.credentials,
    introduction: (at) => introduce(state.credentials, at ?? origin),
    now: () => world.now(),
    pay: (order) => payers[order.provider](world, order),
    expire: ({ provider, ref }) => expirers[provider](world, ref),
    setStatus: ({ provider, ref, status }) => {
      if (provider === 'ocpay') return setOcpayStatus(world, ref, status)
      if (provider === 'oxapay') return setOxapayStatus(world, ref, status)
      return refuse(409, `The status of a ${provider} link follows from its payments and its time only.`)
    },
    configure: (provider, settings) => configureAccount(world, provider, settings),
    advanceClock: (ms) => {
      if (!Number.isSafeInteger(ms) || ms < 0 || ms > TEN_YEARS_MS) {
        return refuse(400, 'The clock moves forward only, by whole milliseconds, at most ten years at once.')
      }
      state.clockOffsetMs += ms
      world.changed()
      return { ok: true, clockOffsetMs: state.clockOffsetMs }
    },
    fault: (order) => faults.add(order),
    log: () => ({
      requests: requests.entries(),
      payments: [...state.payments],
      emails: [...state.daisy.emails],
    }),
    snapshot: () => copySnapshot(state),
    fetch: async (request) => {
      const path = new URL(request.url).pathname
      const body = await request.text()
      const place = classify(request.method, path)
      const work = async (): Promise<Response> => app.fetch(request, { body })
      if (body.length > MOST_BODY) return jsonAnswer({ message: 'The body is too large' }, 413)
      if (!place) return path.startsWith('/_control/') ? work() : nowhere()
      const fault = faults.take(place.provider, place.operation)
      const answered = requests.add(request, body, { at: world.now(), ...place, fault: fault?.kind ?? null })
      const asked = { provider: place.provider, path, signal: request.signal }
      const answer = fault ? await answerFaulty(fault, asked, work) : await work()
      answered(answer.status)
      // The platform's fetch never hands such an answer to a caller who forbade redirects.
      if (request.redirect === 'error' && answer.headers.has('location')) throw new TypeError('fetch failed')
      return answer
    },
  }
  const app = new Hono<WireEnv>()
    .route('/daisy', daisyWire(world))
    .route('/oneshotpay', oneshotpayWire(world))
    .route('/ocpay', ocpayWire(world))
    .route('/oxapay', oxapayV1Wire(world))
    .route('/oxapay', oxapayLegacyWire(world))
    .route('/', controlWire(practice))
  app.notFound(() => jsonAnswer({ message: 'Not found' }, 404))
  app.onError((error) => {
    throw error
  })
  return practice
}

const payers = { daisy: payDaisy, oneshotpay: payOneshot, ocpay: payOcpay, oxapay: payOxapay }
const expirers = { daisy: expireDaisy, oneshotpay: expireOneshot, ocpay: expireOcpay, oxapay: expireOxapay }

function introduce(credentials: PracticeCredentials, origin: string): PracticeIntroduction {
  return {
    daisy: { baseUrl: `${origin}/daisy`, ...credentials.daisy },
    oneshotpay: { baseUrl: `${origin}/oneshotpay`, ...credentials.oneshotpay },
    ocpay: { baseUrl: `${origin}/ocpay`, ...credentials.ocpay },
    oxapay: { baseUrl: `${origin}/oxapay`, ...credentials.oxapay },
  }
}

function nowhere(): Response {
  return jsonAnswer(
    { message: 'Here are /daisy, /oneshotpay, /ocpay, /oxapay and /_control, and nothing else.' },
    404,
  )
}
