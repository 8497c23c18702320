import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
let folder: ReturnType<typeof temporaryFolder>
let shop: TestApp

beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())
beforeEach(async () => {
  folder = temporaryFolder()
  shop = await startTestApp({ folder: folder.path, providerOrigins: server.origins })
})
afterEach(async () => {
  await server.control('fault', { ...EVERY, kind: 'http_status', times: 0 })
  await shop.app.close()
  folder.clean()
})

const EVERY = { provider: 'ocpay', operation: '*' } as const

async function ocpay(): Promise<string> {
  const credentials = { ...server.practice.credentials.ocpay }
  const input = { provider: 'ocpay', label: 'Till', credentials, settings: {} } as const
  return (await shop.call('accounts.add', input)).id
}

async function sell(accountId: string): Promise<string> {
  const goods = { currency: 'DZD', amount: '7400', description: '', customerName: null, customerEmail: null }
  return (await shop.call('invoices.create', { token: randomUUID(), accountId, ...goods })).invoice.id
}

describe('an account that rests', () => {
  it.each([503, 429])(
    'after %i is shown in the live statuses by a machine’s own clock, which counts parts of a millisecond',
    async (status) => {
      const accountId = await ocpay()
      const invoiceId = await sell(accountId)
      await eventually(async () =>
        (await shop.call('invoices.get', { id: invoiceId })).invoice.status === 'open' ? true : null,
      )
      await server.control('fault', { ...EVERY, kind: 'http_status', status, times: 50 })
      await shop.envelope('invoices.check', { id: invoiceId })
      for (let look = 0; look < 20; look += 1) {
        const [watch] = await shop.call('watching.state', {})
        expect(watch).toMatchObject({ state: 'resting', until: expect.any(Number) })
        expect(Number.isInteger(watch?.until)).toBe(true)
      }
    },
  )
})
