import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import { eventually, startTestApp, temporaryFolder } from '../support/app/host.ts'
import { type PracticeServer, startPractice } from '../support/shop/practice.ts'

let server: PracticeServer
beforeAll(async () => {
  server = await startPractice()
})
afterAll(() => server.close())

const TILL = fileURLToPath(new URL('../support/kills/till-process.ts', import.meta.url))

const ASKED = {
  daisy: { currency: 'DAI', amount: '10' },
  oneshotpay: { currency: 'USD', amount: '12.50' },
  ocpay: { currency: 'DZD', amount: '7400' },
  oxapay: { currency: 'USDT', amount: '20' },
} as const

async function creates(provider: ProviderId): Promise<number> {
  const seen = await server.requests()
  return seen.filter((one) => one.provider === provider && one.operation === 'create').length
}

/** Makes a sale in another process and kills it while the provider, which has made the link, keeps its answer back. */
async function sellAndKill(provider: ProviderId, kind: 'timeout_before' | 'timeout_after') {
  const folder = temporaryFolder()
  const credentials = { ...server.practice.credentials[provider] }
  const shop = await startTestApp({ folder: folder.path, providerOrigins: server.origins })
  const account = await shop.call('accounts.add', { provider, label: 'Till', credentials, settings: {} })
  await shop.app.close()

  const before = await creates(provider)
  await server.control('fault', { provider, operation: 'create', kind, times: 1 })
  const order = {
    folder: folder.path,
    origins: server.origins,
    accountId: account.id,
    credentials,
    ...ASKED[provider],
  }
  const till = spawn(process.execPath, [...NODE_FLAGS, TILL, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: till.stdout }), 'line')
  const { invoiceId } = JSON.parse(String(line)) as { invoiceId: string }
  await eventually(async () => ((await creates(provider)) > before ? true : null))
  till.kill('SIGKILL')
  await once(till, 'exit')

  const again = await startTestApp({ folder: folder.path, providerOrigins: server.origins })
  await again.call('accounts.replaceKey', { id: account.id, credentials })
  return {
    shop: again,
    invoiceId,
    requests: async () => (await creates(provider)) - before,
    async end() {
      await again.app.close()
      folder.clean()
    },
  }
}

it.each(['daisy', 'oxapay'] as const)(
  'a till killed before the answer of %s finds the sale once, unknown, and then its link in the list',
  async (provider) => {
    const { shop, invoiceId, requests, end } = await sellAndKill(provider, 'timeout_after')
    const page = await shop.call('invoices.list', {
      search: '',
      status: [],
      provider: [],
      cursor: null,
      limit: 50,
    })
    expect(page.rows.map((row) => row.id)).toEqual([invoiceId])
    const history = await eventually(async () => {
      const detail = await shop.call('invoices.get', { id: invoiceId })
      return detail.invoice.status === 'open' ? detail : null
    })
    expect(history.events.map((event) => event.kind)).toContain('link_lost')
    expect(history.events.map((event) => event.kind)).toContain('link_recovered')
    expect(await requests()).toBe(1)
    await end()
  },
)

it.each(['oneshotpay', 'ocpay'] as const)(
  'a till killed before the answer of %s keeps the sale once, unknown, and asks nothing a second time',
  async (provider) => {
    const { shop, invoiceId, requests, end } = await sellAndKill(provider, 'timeout_after')
    const detail = await eventually(async () => {
      const now = await shop.call('invoices.get', { id: invoiceId })
      return now.invoice.status === 'unknown' ? now : null
    })
    expect(detail.links).toHaveLength(1)
    expect(detail.invoice.failure?.code).toBe('OUTCOME_UNKNOWN')
    await new Promise((done) => setTimeout(done, 3_000))
    expect(await requests()).toBe(1)
    await end()
  },
)
