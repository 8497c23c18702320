import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog } from '../../../../src/main/log/log.ts'
import { ERROR_CODES } from '../../../../src/shared/contract/plain/error-codes.ts'
import { routes } from '../../../../src/shared/contract/routes/index.ts'
import { routerBench, WINDOW } from '../../../support/app/router-bench.ts'

const route = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.keys(routes)) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString') },
  { weight: 1, arbitrary: fc.anything() },
)
const fieldName = fc.constantFrom(
  'id',
  'accountId',
  'invoiceId',
  'linkId',
  'jobId',
  'passphrase',
  'credentials',
  'settings',
  'label',
  'provider',
  '__proto__',
  'constructor',
)
const input = fc.oneof(
  fc.anything({ withBigInt: true, withMap: true, withSet: true, withDate: true, withNullPrototype: true }),
  fc.dictionary(fieldName, fc.oneof(fc.string(), fc.anything(), fc.constant('account-1'))),
  fc.constant({}),
)
const sender = fc.oneof(
  { weight: 8, arbitrary: fc.constant(WINDOW) },
  { weight: 1, arbitrary: fc.record({ url: fc.webUrl() }).map((part) => ({ ...WINDOW, ...part })) },
)

describe('the router under ten thousand random calls', () => {
  it('always answers with an envelope that JSON does not change, and leaves no prototype changed', async () => {
    const lines: string[] = []
    const { router } = routerBench(
      {},
      {
        log: createLog({ write: (line) => lines.push(line), now: () => 0 }),
      },
    )
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(sender, route, input, async (from, name, what) => {
        const envelope = await router.call(from, name, what)
        if (envelope.ok) throw new Error('no handler here answers with a value')
        expect(ERROR_CODES).toContain(envelope.error.code)
        expect(JSON.parse(JSON.stringify(envelope))).toStrictEqual(envelope)
        codes.add(envelope.error.code)
      }),
      { numRuns: 10_000 },
    )
    expect([...codes].sort()).toEqual([
      'INVALID_INPUT',
      'NOT_ALLOWED',
      'NOT_FOUND',
      'ROUTE_NOT_FOUND',
      'SENDER_REFUSED',
    ])
    expect(lines).toHaveLength(10_000)
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
