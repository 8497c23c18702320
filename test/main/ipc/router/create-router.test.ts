import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Handlers } from '../../../../src/main/ipc/router/handlers-type.ts'
import { ok, refuse } from '../../../../src/shared/contract/plain/envelope.ts'
import { OWNER } from '../../../../src/shared/contract/plain/rights.ts'
import type { RouteName } from '../../../../src/shared/contract/routes/index.ts'
import type { VaultStatus } from '../../../../src/shared/contract/shapes/vault.ts'
import { routerBench, WINDOW } from '../../../support/app/router-bench.ts'

const READY: VaultStatus = { kind: 'ready', seal: 'os' }

describe('the router', () => {
  it('answers with the checked value of the handler, which got the parsed input and a name for the call', async () => {
    const seen: unknown[] = []
    const { router } = routerBench({
      'vault.unlock': async (input, context) => {
        seen.push(input, context)
        return ok(READY)
      },
    })
    expect(await router.call(WINDOW, 'vault.unlock', { passphrase: 'x' })).toEqual({ ok: true, value: READY })
    expect(seen).toEqual([
      { passphrase: 'x' },
      { correlationId: 'call-1', windowRole: 'till', person: OWNER },
    ])
  })

  it('refuses a stranger before it looks at anything else', async () => {
    const { router, called, logged } = routerBench()
    const envelope = await router.call({ ...WINDOW, url: 'https://evil.example' }, '__proto__', 7)
    expect(envelope).toMatchObject({ ok: false, error: { code: 'SENDER_REFUSED', correlationId: 'call-1' } })
    expect(called).toEqual([])
    expect(logged).toEqual([['warn', 'call refused', { code: 'SENDER_REFUSED', correlationId: 'call-1' }]])
  })

  it('refuses an unknown route, then a wrong shape, then a closed gate, in this order', async () => {
    const { router, gate, called } = routerBench()
    gate.close('backup')
    const code = async (route: unknown, input: unknown) => {
      const envelope = await router.call(WINDOW, route, input)
      return envelope.ok ? 'ok' : envelope.error
    }
    expect(await code('books.burn', {})).toMatchObject({ code: 'ROUTE_NOT_FOUND', retryable: false })
    expect(await code('accounts.forget', { id: 7 })).toMatchObject({
      code: 'INVALID_INPUT',
      params: { field: 'id' },
    })
    expect(await code('accounts.forget', { id: 'account-1' })).toMatchObject({
      code: 'BUSY_MAINTENANCE',
      params: { reason: 'backup' },
      retryable: true,
    })
    expect(called).toEqual([])
    expect(await code('accounts.test', { id: 'account-1' })).toMatchObject({ code: 'NOT_FOUND' })
    gate.open()
    expect(await code('accounts.forget', { id: 'account-1' })).toMatchObject({ code: 'NOT_FOUND' })
    expect(called).toEqual(['accounts.test', 'accounts.forget'])
  })

  it('hands an expected failure on with its code and params, and logs no more than its code', async () => {
    const { router, logged } = routerBench({
      'accounts.test': async () => refuse('RATE_LIMITED', { seconds: 20 }),
    })
    expect(await router.call(WINDOW, 'accounts.test', { id: 'account-1' })).toEqual({
      ok: false,
      error: { code: 'RATE_LIMITED', params: { seconds: 20 }, retryable: true, correlationId: 'call-1' },
    })
    expect(logged).toEqual([
      ['warn', 'call refused', { code: 'RATE_LIMITED', correlationId: 'call-1', route: 'accounts.test' }],
    ])
  })

  it('says of a bug only where to look in the log', async () => {
    const bug = new Error('the sentinel broke')
    const { router, logged } = routerBench({
      'vault.status': async () => {
        throw bug
      },
    })
    expect(await router.call(WINDOW, 'vault.status', {})).toEqual({
      ok: false,
      error: { code: 'INTERNAL', params: {}, retryable: false, correlationId: 'call-1' },
    })
    expect(logged).toEqual([
      ['error', 'call failed', bug, { code: 'INTERNAL', correlationId: 'call-1', route: 'vault.status' }],
    ])
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'a text'],
    ['an object without words', {}],
    ['a proxy that throws', hostile()],
    ['an error that is its own cause', selfCaused()],
  ])('answers with an envelope when a handler throws %s', async (_what, thrown) => {
    const { router } = routerBench({
      'vault.status': async () => {
        throw thrown
      },
    })
    expect(await router.call(WINDOW, 'vault.status', {})).toMatchObject({ error: { code: 'INTERNAL' } })
  })

  it.each([
    ['nothing', undefined],
    ['no result', 7],
    ['an unknown code', { ok: false, error: { code: 'MADE_UP' } }],
    ['a code of every object', { ok: false, error: { code: 'constructor' } }],
    ['a failure without error', { ok: false }],
    ['params that throw', { ok: false, error: { code: 'NOT_FOUND', params: hostile() } }],
    ['a value too many', { ok: true, value: { ...READY, apiKey: 'sentinel' } }],
    ['a value of another kind', { ok: true, value: 12n }],
    ['a proxy that throws', hostile()],
  ])('takes for a bug a handler that answers %s', async (_what, answer) => {
    const { router } = routerBench({ 'vault.status': async () => answer as never })
    const envelope = await router.call(WINDOW, 'vault.status', {})
    expect(envelope).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
    expect(JSON.stringify(envelope)).not.toContain('sentinel')
  })

  it('answers although the log, the ids and the sender’s own words throw', async () => {
    const broken = () => {
      throw new Error('no')
    }
    const { router } = routerBench({}, { log: { info: broken, warn: broken, error: broken } })
    expect(await router.call(WINDOW, 'nothing', {})).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND' } })
    expect(await router.call(hostile() as never, 'vault.status', {})).toMatchObject({
      error: { code: 'INTERNAL' },
    })
    expect(await router.call(null as never, 'vault.status', {})).toMatchObject({ ok: false })
  })

  it('answers with nothing that JSON changes', async () => {
    const { router } = routerBench({
      'invoices.list': async () => ok({ rows: [], nextCursor: null }),
      'vault.status': async () => ok(READY),
    })
    for (const [route, input] of [
      ['invoices.list', { search: '', status: [], provider: [], cursor: null, limit: 50 }],
      ['vault.status', {}],
      ['accounts.test', { id: 'account-1' }],
      ['nothing', undefined],
    ] as const) {
      const envelope = await router.call(WINDOW, route, input)
      expect(JSON.parse(JSON.stringify(envelope))).toStrictEqual(envelope)
    }
  })

  it('has a handler for every route, or does not compile', () => {
    expectTypeOf<keyof Handlers>().toEqualTypeOf<RouteName>()
    // @ts-expect-error: a table without its other routes is not a handler table
    const lacking: Handlers = { 'vault.status': async () => ok(READY) }
    expect(Object.keys(lacking)).toHaveLength(1)
  })
})

function hostile(): object {
  const trap = () => {
    throw new Error('trap')
  }
  return new Proxy({}, { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap })
}

function selfCaused(): Error {
  const error = new Error('round')
  error.cause = error
  return error
}
