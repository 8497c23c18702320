import type { ErrorCode } from '../../shared/contract/plain/error-codes.ts'
import type { LinkOptions } from '../../shared/contract/plain/link-options.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { AccountSettings, KeyCheck } from '../../shared/contract/shapes/account.ts'
import type {
  Capabilities,
  CredentialField,
  CurrencyLimits,
  SettingField,
} from '../../shared/contract/shapes/provider.ts'
import type { Money } from '../../shared/money/money.ts'
import type { EndReason, LinkReading } from '../../shared/status/status.ts'
import type { Clock } from '../../shared/time/clock.ts'

/** One account's credentials, by the names its provider declares. They live only inside a `useCredentials` call. */
export type Credentials = Readonly<Record<string, string>>

/** Why a provider call failed, and what it may have done. */
export interface ProviderError {
  readonly code: ErrorCode
  /**
   * `none`: the provider surely did nothing (refused, or the request never left).
   * `possible`: the answer was lost or unreadable, so the effect may have happened.
   */
  readonly effect: 'none' | 'possible'
  /** True when the key or the caller itself is refused: nothing more may be sent for this account. */
  readonly keyRefused: boolean
  readonly httpStatus: number | null
  /** From Retry-After; null when the provider named no time. */
  readonly retryAfterMs: number | null
  /** The provider's own words, for the record and the detail pane only; secrets are masked. Null when there are none. */
  readonly providerWords: string | null
}

export type ProviderResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ProviderError }

/** What the merchant asks a provider for. */
export interface LinkRequest {
  readonly asked: Money
  readonly description: string
  /** Our invoice number, shown where the provider allows, so that both sides can be matched by eye. */
  readonly invoiceNumber: string
  /** Unique per link and stored before the request; the provider's own means of recovery look for it. */
  readonly marker: string
  readonly customerName: string | null
  readonly customerEmail: string | null
  /** What the sale chose itself of the account's settings; null or absent for a sale from before they could be chosen. */
  readonly linkOptions?: LinkOptions | null
  /** True for a link that stays and takes any number of payments; only where the provider has such. */
  readonly standing?: boolean
}

export interface CreatedLink {
  readonly ref: string
  readonly url: string
  /** Epoch ms; null when the link never ends. */
  readonly expiresAt: number | null
  readonly rawStatus: string
  /** The answer's text with secrets masked, for the detail pane; at most 20,000 characters. */
  readonly rawAnswer: string
  /** What the provider says it asks for; null when it does not echo it. */
  readonly echoed: Money | null
}

/** One link as the provider sees it now. */
export interface LinkState {
  readonly ref: string
  readonly reading: LinkReading
  /** The provider's raw word, exactly as it came. */
  readonly rawStatus: string
  readonly rawAnswer: string
  /** Why the link ended without money, as far as the answer tells; null or absent when it does not. */
  readonly reason?: EndReason | null
  /** What the provider says has arrived, in the asked currency; null when it does not say. */
  readonly received: Money | null
  readonly expiresAt: number | null
  /** Receipts where this answer already carries them; null means: ask `readReceipts` when money has arrived. */
  readonly receipts: readonly ReceiptState[] | null
  /** The shareable address where the answer carries one (an adopted link needs it); null when it does not. */
  readonly url: string | null
  /** Our marker or order id where the answer carries one. */
  readonly marker: string | null
  /** What the link asks for; null when it does not say. */
  readonly asked: Money | null
  /** How much less the provider takes for paid, by its own answer; null or absent when it does not say. */
  readonly tolerance?: Money | null
  /** When a payment through the link was begun or first seen, epoch ms; null or absent when the provider does not say. */
  readonly begunAt?: number | null
  /** When the provider made the link, epoch ms; null when it does not say. */
  readonly createdAt: number | null
  /** How often a standing link was paid, and whether the newest payment is on its way only; null or absent where nothing says so. */
  readonly payments?: { readonly count: number; readonly isPending: boolean } | null
  /** A person told the provider that it is paid; absent where nobody did, or the provider does not say. */
  readonly byHand?: boolean
}

/** One transfer that arrived. */
export interface ReceiptState {
  /** Stable and unique within its link. */
  readonly receiptId: string
  readonly txHash: string | null
  readonly payer: string | null
  readonly amount: Money
  /** What counts toward the invoice in the asked currency; null when the transfer's currency is another. */
  readonly credited: Money | null
  /** Epoch ms; null when the provider gives no time, and the moment it is seen is taken. */
  readonly paidAt: number | null
  /** The receipt as the provider sent it, for the record. */
  readonly raw: string
}

export interface ListQuery {
  /** Only links made at or after this instant matter, epoch ms. */
  readonly since: number
  /** Stop paging once all of these were seen. */
  readonly refs: readonly string[]
}

/** Which part of a provider's history is wanted. */
export interface PageQuery {
  /** `created`: the newest made first. `paid`: the last paid first, whatever their age (a change feed). */
  readonly by: 'created' | 'paid'
  /** Only links made in this span, both ends included, epoch ms; null for no bound. */
  readonly since: number | null
  readonly until: number | null
  /** Counted from 1. */
  readonly page: number
  /** At most 200. */
  readonly size: number
}

/** One page of a provider's history; rows that cannot be read are passed over. */
export interface LinkPage {
  readonly links: readonly LinkState[]
  /** True when no page follows. */
  readonly last: boolean
  /** The length of the answer's text, characters: what the question cost the provider. */
  readonly weight: number
}

/** What the book knows of a link that is asked about; some providers' answers mean nothing without it. */
export interface KnownLink {
  readonly asked: Money
  /** When we made it, epoch ms. */
  readonly createdAt: number
}

/** A provider account that can be asked. Every method answers with a value; none throws for what a provider does. */
export interface ProviderClient {
  /** Makes a payment link. Never repeated by itself: the caller decides from the error's `effect`. */
  createLink(request: LinkRequest, signal: AbortSignal): Promise<ProviderResult<CreatedLink>>
  /** Asks for one link; `known` lets OCPay tell an expired link from a failed one, and a fee from a difference. */
  readLink(ref: string, signal: AbortSignal, known?: KnownLink): Promise<ProviderResult<LinkState>>
  /** Asks for the transfers of one link. */
  readReceipts(
    ref: string,
    signal: AbortSignal,
    known?: KnownLink,
  ): Promise<ProviderResult<readonly ReceiptState[]>>
  /** Asks whether the credentials work; a refused key is never sent a second time. */
  checkKey(signal: AbortSignal): Promise<ProviderResult<KeyCheck>>
  /** Asks for many links in one call; absent where the provider has no list. */
  listLinks?(query: ListQuery, signal: AbortSignal): Promise<ProviderResult<readonly LinkState[]>>
  /**
   * Asks for one part of the history with exactly one history request; absent where the provider has none.
   *
   * Where the history is `whole`, page 1 holds all of the span in the provider's own order, whatever `by` and `size` say,
   * and further pages are empty without a request. Where it counts in seconds, the span's ends are a second wide.
   */
  readPage?(query: PageQuery, signal: AbortSignal): Promise<ProviderResult<LinkPage>>
  /** Looks for the link of a lost create by its marker; null when the provider surely has none. Absent: no means. */
  findByMarker?(marker: string, since: number, signal: AbortSignal): Promise<ProviderResult<LinkState | null>>
}

export interface ProviderPorts {
  /** The provider's base URL: its own, or in development and practice another. */
  readonly baseUrl: string
  /** Sends one request; the platform's fetch, or the practice providers in-process. */
  readonly fetch: (request: Request) => Promise<Response>
  /** Waits until the account may send a request, and gives what to call when it is answered; absent where none has to wait. */
  readonly acquire?: ((caller: AbortSignal) => Promise<() => void>) | undefined
  readonly clock: Clock
  readonly settings: AccountSettings
  /** The limit of one exchange, ms; absent for the provider's own. */
  readonly timeLimitMs?: number
  /** Hands the credentials to `use` and forgets them; rejects with a VaultError when they cannot be had. */
  useCredentials<T>(use: (credentials: Credentials) => Promise<T>): Promise<T>
}

/** How often one account may ask its provider, all kinds of requests together. */
export interface RateLimits {
  /** Requests in any minute. */
  readonly perMinute: number
  /** Requests in any second. */
  readonly perSecond: number
  /** The least time between the starts of two requests, ms. */
  readonly gapMs: number
  /** Requests under way at once. */
  readonly concurrency: number
}

/** All that the app needs to know of a provider. */
export interface Provider {
  readonly id: ProviderId
  readonly name: string
  /** The real base URL of an account with these settings; its requests and its key go nowhere else. */
  baseUrl(settings: AccountSettings): string
  readonly capabilities: Capabilities
  readonly limits: RateLimits
  /** What can be asked of many links: nothing, all of them in one unpaged answer, or page by page. */
  readonly history: 'none' | 'whole' | 'pages'
  readonly credentials: readonly CredentialField[]
  readonly settings: readonly SettingField[]
  /** The hosts whose addresses may be opened for a payer. */
  readonly payHosts: readonly string[]
  /** The account's currencies and limits under its settings (a Daisy account has one token, and so on). */
  currenciesOf(settings: AccountSettings): readonly CurrencyLimits[]
  connect(ports: ProviderPorts): ProviderClient
}
