import type { LinkState, ProviderClient, ReceiptState } from '../../../src/main/providers/provider.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import type { SaleHistory, ShopAccount, Step } from '../../../tools/sample-book/told/history.ts'

/** What a provider's own client makes of the answers that lie in a sample's history. */
export interface Reader {
  /** Reads the answer to a create; gives what the book would be told. */
  made(sale: SaleHistory, step: Extract<Step, { kind: 'made' }>): Promise<unknown>
  seen(sale: SaleHistory, step: Extract<Step, { kind: 'seen' }>): Promise<unknown>
}

const SIGNAL = new AbortController().signal
const CREDENTIALS = {
  apiKey: 'key-of-a-test',
  identifier: 'id',
  secretKey: 'sk-of-a-test',
  userId: 'user',
  apiToken: 'token-of-a-test',
  merchantKey: 'mk-of-a-test',
}

/** Connects an account's own client to answers that are handed to it. */
export function readerOf(account: ShopAccount): Reader {
  const provider = providers[account.provider]
  let text = ''
  let receipts = ''
  let now = 0
  const client: ProviderClient = provider.connect({
    baseUrl: provider.baseUrl(account.settings),
    clock: { now: () => now, monotonic: () => now },
    settings: account.settings,
    useCredentials: (use) => use(CREDENTIALS),
    async fetch({ url }) {
      if (/\/m2m\/v0\/.*token/.test(url)) return json('{"access_token":"bearer","expires_in":999999999999}')
      return json(url.endsWith('/receipts/') ? receipts : text)
    },
  })

  return {
    async made(sale, { answer, link, at }) {
      now = at
      text = answer.rawAnswer
      const created = await client.createLink(
        {
          asked: sale.asked,
          description: sale.description,
          invoiceNumber: sale.number,
          marker: sale.markers[link] ?? '',
          customerName: sale.customerName,
          customerEmail: sale.customerEmail,
        },
        SIGNAL,
      )
      return created.ok ? created.value : created
    },
    async seen(sale, { answer, link, at }) {
      now = at
      text = answer.rawAnswer
      receipts = `{"data":[${(answer.receipts ?? []).map(({ raw }) => raw).join(',')}]}`
      const known = { asked: sale.asked, createdAt: sale.at }
      const ref = refOf(sale, link)
      const read = await client.readLink(ref, SIGNAL, known)
      if (!read.ok) return read
      const told = read.value.receipts ?? (await client.readReceipts(ref, SIGNAL, known))
      if ('ok' in told && !told.ok) return told
      return toldBy(read.value, 'ok' in told ? told.value : told, at)
    },
  }
}

/** The reference under which a link of a history was made. */
function refOf(sale: SaleHistory, link: number): string {
  const made = sale.steps.find((step) => step.kind === 'made' && step.link === link)
  return made?.kind === 'made' ? made.answer.ref : ''
}

/** What is committed of a state, as far as it comes from the answer alone. */
function toldBy(state: LinkState, receipts: readonly ReceiptState[], at: number) {
  return {
    reading: state.reading,
    rawStatus: state.rawStatus,
    rawAnswer: state.rawAnswer,
    endReason: state.reason ?? null,
    received: state.received,
    receipts: receipts.map(({ paidAt, ...receipt }) => ({
      ...receipt,
      paidAt: paidAt ?? at,
      timeObserved: paidAt === null,
    })),
  }
}

function json(body: string): Response {
  return new Response(body, { headers: { 'content-type': 'application/json' } })
}
