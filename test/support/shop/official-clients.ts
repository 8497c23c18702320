import { createRequire } from 'node:module'

/** An object whose fields are the caller's business. */
export type Fields = Readonly<Record<string, unknown>>

/** What an official client hands back: JSON it read itself. */
export type Json = ReturnType<typeof JSON.parse>

type FindBy = { readonly identifier?: string; readonly address?: string }

/** How a Daisy client is constructed; `override` and `withGlobals` are its own options. */
export interface DaisyGroup {
  readonly manager: { readonly identifier: string; readonly secretKey?: string | undefined }
  readonly override?: { readonly baseURL: string }
  readonly withGlobals: { readonly fetch: typeof fetch; readonly Headers: typeof Headers }
}

/** The Daisy client of a payer's page; neither official package brings types, so these name what the tests call. */
export interface DaisyPayments {
  readonly manager: Fields
  readonly config: { readonly baseURL: string }
  sync(): Promise<this>
  getData(): Promise<Fields>
  getInvoices(filter?: Fields): Promise<Json>
  getInvoice(by: FindBy): Promise<Json>
  getReceipts(by: FindBy): Promise<Json>
  getTokens(filter?: Fields): Promise<Json>
  getToken(by: { readonly symbol: string }): Promise<Json>
}

/** The Daisy client of a shop's server. */
export interface DaisyServerPayments extends DaisyPayments {
  createInvoice(params?: Fields): Promise<Json>
}

export interface OxapayGeneral {
  supportedNetworks(): Promise<Json>
  supportedCurrencies(): Promise<Json>
  cryptoPrices(): Promise<Json>
  systemStatus(): Promise<Json>
}

export interface OxapayMerchant {
  allowedCoins(): Promise<Json>
  createInvoice(asked?: Fields): Promise<Json>
  paymentInfo(asked?: Fields): Promise<Json>
  paymentHistory(asked?: Fields): Promise<Json>
  exchangeRate(asked?: Fields): Promise<Json>
}

interface AxiosRequest {
  url?: string
  proxy?: false
}

interface Axios {
  readonly interceptors: {
    readonly request: { use(change: (config: AxiosRequest) => AxiosRequest): number; eject(id: number): void }
  }
}

const load = createRequire(import.meta.url)

/** Daisy's client for a shop's server, which holds the secret. */
export const daisyServer = load('@daisypayments/daisy-sdk/private') as {
  readonly ServerPayments: new (group: DaisyGroup) => DaisyServerPayments
  readonly initPayments: (group: DaisyGroup) => Promise<DaisyServerPayments>
}

/** Daisy's client for a payer's page, which knows the identifier only. */
export const daisyPage = load('@daisypayments/daisy-sdk') as {
  readonly Payments: new (group: DaisyGroup) => DaisyPayments
}

/** OxaPay's client of the legacy dialect. */
export const oxapay = load('oxapay') as {
  readonly General: new () => OxapayGeneral
  readonly Merchant: new (apiKey: string) => OxapayMerchant
}

/** The address that is fixed inside OxaPay's client. */
export const OXAPAY_ORIGIN = 'https://api.oxapay.com/'

// The axios the client itself resolves, wherever npm has put it.
const axios = createRequire(load.resolve('oxapay'))('axios') as Axios

/** Leads OxaPay's client to `baseUrl`; `asked` grows by the addresses it meant, `undo` ends it. */
export function redirectOxapay(baseUrl: string): { readonly asked: readonly string[]; undo(): void } {
  const asked: string[] = []
  const id = axios.interceptors.request.use((config) => {
    const url = config.url ?? ''
    if (!url.startsWith(OXAPAY_ORIGIN)) throw new Error(`the official client asked ${url}`)
    asked.push(url)
    // Without `proxy: false` a proxy of the machine could be asked for loopback.
    return Object.assign(config, {
      url: `${baseUrl}/${url.slice(OXAPAY_ORIGIN.length)}`,
      proxy: false as const,
    })
  })
  return { asked, undo: () => axios.interceptors.request.eject(id) }
}
