import { describe, expect, it } from 'vitest'
import { failureEnvelope, knownCode } from '../../../../src/main/ipc/router/envelope.ts'
import { createGate, heldBack } from '../../../../src/main/ipc/router/gate.ts'
import { checkOutput } from '../../../../src/main/ipc/router/output.ts'
import { findRoute } from '../../../../src/main/ipc/router/route.ts'
import { checkInput, INPUT_LIMIT } from '../../../../src/main/ipc/router/shape.ts'
import { routes } from '../../../../src/shared/contract/routes/index.ts'

describe('the route look-up', () => {
  it('finds every route of the contract', () => {
    for (const name of Object.keys(routes)) expect(findRoute(name)).toBe(name)
  })

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '',
    'app',
    'app.overview ',
    'App.overview',
    null,
    undefined,
    7,
    ['app.overview'],
    { toString: () => 'app.overview' },
    Symbol('app.overview'),
  ])('finds nothing under %s', (name) => {
    expect(findRoute(name)).toBe(null)
  })
})

describe('the shape check', () => {
  it('hands on a plain copy of what fits', () => {
    const input = { id: 'account-1', label: '  Shop 2  ', settings: { network: 'base' } }
    const checked = checkInput('accounts.update', input)
    expect(checked).toEqual({
      ok: true,
      value: { id: 'account-1', label: 'Shop 2', settings: { network: 'base' } },
    })
    expect(checked.ok && checked.value.settings).not.toBe(input.settings)
  })

  it.each([
    ['a field too many', { id: 'account-1', extra: 1 }, null],
    ['a field too few', {}, 'id'],
    ['another type', { id: 12345678 }, 'id'],
    ['a text too long', { id: 'x'.repeat(65) }, 'id'],
    ['no object', 'account-1', null],
    ['nothing', undefined, null],
    ['null', null, null],
    ['a list', [{ id: 'account-1' }], null],
  ] as const)('refuses %s', (_what, input, field) => {
    expect(checkInput('accounts.test', input)).toEqual({ ok: false, field })
  })

  it('names the contract’s own field, never a name the caller made up', () => {
    const input = { id: 'account-1', credentials: { 'sentinel-as-a-name': 7 } }
    expect(checkInput('accounts.replaceKey', input)).toEqual({ ok: false, field: 'credentials' })
  })

  it('refuses what is too large although it fits the shape, counted in bytes', () => {
    const keys = (count: number, letter: string) => ({
      id: 'account-1',
      credentials: Object.fromEntries(
        Array.from({ length: count }, (_, n) => [`field-${n}`, letter.repeat(500)]),
      ),
    })
    expect(checkInput('accounts.replaceKey', keys(400, 'x')).ok).toBe(true)
    expect(checkInput('accounts.replaceKey', keys(400, 'é'))).toEqual({ ok: false, field: null })
    expect(checkInput('accounts.replaceKey', keys(600, 'x'))).toEqual({ ok: false, field: null })
    expect(600 * 500).toBeGreaterThan(INPUT_LIMIT)
  })

  it('accepts the longest description there may be', () => {
    const sale = {
      token: '0190a1b2-0000-7000-8000-000000000000',
      accountId: 'account-1',
      currency: 'DZD',
      amount: '1200',
      description: '🎟'.repeat(10_000),
      customerName: null,
      customerEmail: null,
    }
    expect(checkInput('invoices.create', sale).ok).toBe(true)
  })

  it.each([
    ['a circle', () => ({ id: circle() })],
    ['a bigint', () => ({ id: 1n })],
    [
      'a throwing getter',
      () => ({
        get id() {
          throw new Error('trap')
        },
      }),
    ],
    ['endless depth', () => JSON.parse(`${'[{"a":'.repeat(5000)}1${'}]'.repeat(5000)}`)],
    ['a prototype', () => JSON.parse('{"id":"account-1","__proto__":{"admin":true}}')],
    ['a nested prototype', () => JSON.parse('{"id":"account-1","settings":{"__proto__":{"admin":true}}}')],
  ])('refuses %s without throwing', (_what, make) => {
    expect(checkInput('accounts.test', make()).ok).toBe(false)
  })

  it('never lets a prototype into a record', () => {
    const input = JSON.parse('{"id":"account-1","credentials":{"__proto__":"x","apiKey":"k"}}')
    expect(checkInput('accounts.replaceKey', input).ok).toBe(false)
    expect(Reflect.get({}, 'admin')).toBe(undefined)
  })
})

function circle() {
  const one: Record<string, unknown> = {}
  one.self = one
  return one
}

describe('the write gate', () => {
  it('holds writes back while closed, with the reason, and never a reading', () => {
    const gate = createGate()
    expect(heldBack(gate.state(), true)).toBe(null)
    gate.close('backup')
    expect(heldBack(gate.state(), true)).toBe('backup')
    expect(heldBack(gate.state(), false)).toBe(null)
    gate.open()
    expect(heldBack(gate.state(), true)).toBe(null)
  })
})

describe('the output check', () => {
  it('hands on what fits, as it travels', () => {
    expect(checkOutput('accounts.forget', null)).toBe(null)
    expect(checkOutput('vault.status', { kind: 'ready', seal: 'os' })).toEqual({ kind: 'ready', seal: 'os' })
  })

  it('throws on a field that has no place in the contract, and does not repeat its value', () => {
    const leak = { kind: 'ready', seal: 'os', key: 'sentinel-key' }
    expect(() => checkOutput('vault.status', leak as never)).toThrow(TypeError)
    try {
      checkOutput('vault.status', leak as never)
    } catch (error) {
      expect(String(error)).not.toContain('sentinel')
      expect(String(error)).toContain('vault.status')
    }
  })

  it('throws on what JSON cannot carry', () => {
    expect(() => checkOutput('accounts.list', 12n)).toThrow(TypeError)
    expect(() => checkOutput('accounts.list', new Map())).toThrow(TypeError)
  })
})

describe('the envelope of a failure', () => {
  it('keeps short texts and finite numbers of its params, and nothing else', () => {
    const params = { seconds: 3, name: 'x'.repeat(500), bad: Number.NaN, deep: {}, list: [1], none: null }
    expect(failureEnvelope('RATE_LIMITED', params, 'id-1')).toEqual({
      ok: false,
      error: {
        code: 'RATE_LIMITED',
        params: { seconds: 3, name: 'x'.repeat(200) },
        retryable: true,
        correlationId: 'id-1',
      },
    })
  })

  it.each([null, undefined, 'NOT_FOUND', {}, { code: 'toString' }, { code: 7 }])(
    'knows no code in %j',
    (refusal) => {
      expect(knownCode(refusal)).toBe(null)
    },
  )
})
