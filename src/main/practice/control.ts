import { Hono } from 'hono'
import { type FaultOrder, faultKind, faultOperation } from './requests/faults.ts'
import {
  isObject,
  JsonNumber,
  type JsonObject,
  jsonAnswer,
  parseJsonObject,
  wholeNumber,
} from './world/json.ts'
import type { Practice } from './world/practice-port.ts'
import { PROVIDERS, type PracticeProvider } from './world/state.ts'
import type { ControlResult, WireEnv } from './world/world.ts'

type Controls = Pick<
  Practice,
  'pay' | 'expire' | 'setStatus' | 'configure' | 'advanceClock' | 'now' | 'fault' | 'log'
>

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly message: string }

/** Serves `/_control`: what a tester does to the simulated world (payer, clock, faults) and what it saw. */
export function controlWire(practice: Controls): Hono<WireEnv> {
  const app = new Hono<WireEnv>()
  const withBody = (text: string, act: (body: JsonObject) => Response): Response => {
    const body = parseJsonObject(text)
    return body ? act(body) : sentence(400, 'The body must be a JSON object.')
  }

  app.post('/_control/pay', (c) =>
    withBody(c.env.body, (body) => {
      const target = readTarget(body)
      if (!target.ok) return sentence(400, target.message)
      const { amount, txHash, payer } = body
      if (amount !== undefined && (typeof amount !== 'string' || !/^\d{1,40}(\.\d{1,18})?$/.test(amount))) {
        return sentence(400, 'amount must be a decimal text such as "12.50", in the asked currency.')
      }
      if (!isShortText(txHash)) return sentence(400, 'txHash must be a text of 1 to 200 characters.')
      if (!isShortText(payer)) return sentence(400, 'payer must be a text of 1 to 200 characters.')
      return answer(practice.pay({ ...target.value, amount, txHash, payer }))
    }),
  )
  app.post('/_control/expire', (c) =>
    withBody(c.env.body, (body) => {
      const target = readTarget(body)
      return target.ok ? answer(practice.expire(target.value)) : sentence(400, target.message)
    }),
  )
  app.post('/_control/status', (c) =>
    withBody(c.env.body, (body) => {
      const target = readTarget(body)
      if (!target.ok) return sentence(400, target.message)
      if (typeof body.status !== 'string') return sentence(400, 'status must be a text.')
      return answer(practice.setStatus({ ...target.value, status: body.status }))
    }),
  )
  app.post('/_control/account', (c) =>
    withBody(c.env.body, (body) => {
      const provider = readProvider(body)
      if (!provider.ok) return sentence(400, provider.message)
      if (!isObject(body.settings)) return sentence(400, 'settings must be a JSON object.')
      return answer(practice.configure(provider.value, plain(body.settings)))
    }),
  )
  app.post('/_control/clock', (c) =>
    withBody(c.env.body, (body) => {
      const advanceMs = wholeNumber(body.advanceMs)
      if (advanceMs === undefined) return sentence(400, 'advanceMs must be a whole number of milliseconds.')
      const advanced = practice.advanceClock(advanceMs)
      return advanced.ok ? jsonAnswer({ ...advanced, now: practice.now() }) : answer(advanced)
    }),
  )
  app.post('/_control/fault', (c) =>
    withBody(c.env.body, (body) => {
      const order = readFault(body)
      return order.ok ? answer(practice.fault(order.value)) : sentence(400, order.message)
    }),
  )
  app.get('/_control/log', () => jsonAnswer(practice.log()))
  app.all('/_control/*', () =>
    sentence(
      404,
      'There is POST /_control/pay, /expire, /status, /account, /clock and /fault, and GET /_control/log.',
    ),
  )
  return app
}

function sentence(status: number, message: string): Response {
  return jsonAnswer({ ok: false, message }, status)
}

function answer<Value>(result: ControlResult<Value>): Response {
  return result.ok ? jsonAnswer(result) : sentence(result.status, result.message)
}

function readProvider(body: JsonObject): Read<PracticeProvider> {
  const value = PROVIDERS.find((known) => known === body.provider)
  return value
    ? { ok: true, value }
    : { ok: false, message: `provider must be one of ${PROVIDERS.join(', ')}.` }
}

function readTarget(body: JsonObject): Read<{ readonly provider: PracticeProvider; readonly ref: string }> {
  const provider = readProvider(body)
  if (!provider.ok) return provider
  const { ref } = body
  if (typeof ref !== 'string' || ref === '') {
    return { ok: false, message: "ref must be the provider's own reference of the link, as text." }
  }
  return { ok: true, value: { provider: provider.value, ref } }
}

function isShortText(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value !== '' && value.length <= 200)
}

function readFault(body: JsonObject): Read<FaultOrder> {
  const refuse = (message: string): Read<FaultOrder> => ({ ok: false, message })
  const provider = readProvider(body)
  if (!provider.ok) return provider
  const operation = faultOperation(body.operation === undefined ? '*' : String(body.operation))
  if (!operation) {
    return refuse('operation must be create, read, receipts, list, check_key, token, info or *.')
  }
  const kind = typeof body.kind === 'string' ? faultKind(body.kind) : undefined
  if (!kind) return refuse('kind must name a fault, such as timeout_before, http_status or html_body.')
  const times = body.times === undefined ? 1 : wholeNumber(body.times)
  if (times === undefined) return refuse('times must be a whole number.')
  for (const key of ['status', 'delayMs']) {
    const number = wholeNumber(body[key])
    if (body[key] !== undefined && (number === undefined || number < 0)) {
      return refuse(`${key} must be a whole number.`)
    }
  }
  const { retryAfter, location, effect } = body
  const seconds = retryAfter instanceof JsonNumber ? wholeNumber(retryAfter) : retryAfter
  if (seconds !== undefined && typeof seconds !== 'number' && !isHeaderText(seconds)) {
    return refuse('retryAfter must be a number of seconds or an HTTP date.')
  }
  if (retryAfter !== undefined && seconds === undefined) return refuse('retryAfter must be whole seconds.')
  if (location !== undefined && typeof location !== 'string') return refuse('location must be a text.')
  if (effect !== undefined && typeof effect !== 'boolean') return refuse('effect must be true or false.')
  const order = {
    provider: provider.value,
    operation,
    kind,
    times,
    status: wholeNumber(body.status),
    retryAfter: seconds,
    location,
    effect,
    delayMs: wholeNumber(body.delayMs),
  }
  return { ok: true, value: order }
}

function isHeaderText(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e]{1,100}$/.test(value)
}

function plain(settings: JsonObject): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(settings)) as Readonly<Record<string, unknown>>
}
