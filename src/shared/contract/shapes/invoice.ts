import { z } from 'zod'
import { END_REASONS, LINK_READINGS, LINK_STAGES, STATUSES } from '../../status/status.ts'
import { PROVIDER_IDS } from '../plain/provider-ids.ts'
import { amount, decimal, epochMs, id } from './atoms.ts'
import { invoiceLine, quickAmounts } from './item.ts'

/** Texts a person typed: bounded, any script. */
export const DESCRIPTION_LIMIT = 1000

export { amount, decimal, epochMs, id } from './atoms.ts'
export const provider = z.enum(PROVIDER_IDS)
export const status = z.enum(STATUSES)
const text = z.string().max(20_000)

export const vaultStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), seal: z.enum(['os', 'passphrase']) }),
  z.strictObject({ kind: z.literal('locked') }),
  z.strictObject({
    kind: z.literal('memoryOnly'),
    reason: z.enum(['weak_backend', 'unavailable', 'unknown_backend']),
  }),
  z.strictObject({ kind: z.literal('changed'), previous: z.string().max(60) }),
  z.strictObject({ kind: z.literal('waiting') }),
])

/** One credential a provider needs; `secret` fields are never shown again. */
export const credentialField = z.strictObject({
  name: z.string().max(40),
  secret: z.boolean(),
})

/** One setting of a provider account, drawn by the screens as declared. */
export const settingField = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    name: z.string().max(40),
    options: z.array(z.string().max(40)).max(40),
    initial: z.string().max(40),
    /** Decides which of the provider's books the links are in: it stays as it is once the account has links. */
    fixed: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('number'),
    name: z.string().max(40),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    initial: z.number().nullable(),
  }),
  z.strictObject({
    kind: z.literal('text'),
    name: z.string().max(40),
    maxLength: z.number().int(),
    /** What the text must be unless it is empty: a web address, a UUID, an on-chain address. */
    format: z.enum(['url', 'uuid', 'address']).optional(),
  }),
  z.strictObject({
    kind: z.literal('flag'),
    name: z.string().max(40),
    initial: z.boolean(),
    fixed: z.boolean().optional(),
  }),
])

export const currencyLimits = z.strictObject({
  currency: z.string().max(20),
  /** Decimals that may be typed for this provider; OCPay takes whole dinars although DZD has two. */
  decimals: z.number().int().min(0).max(18),
  minimum: decimal.nullable(),
  maximum: decimal.nullable(),
})

/** What a provider can and cannot do, as it declares it; the screens follow it. */
export const capabilities = z.strictObject({
  currencies: z.array(currencyLimits).min(1),
  /** How long a link lives in ms; null when it never ends; the account may set it where `adjustable`. */
  expiry: z.strictObject({ defaultMs: z.number().int().nullable(), adjustable: z.boolean() }),
  /** The provider e-mails the link to the customer when an address is given. */
  emailsCustomer: z.boolean(),
  customerName: z.boolean(),
  descriptionLimit: z.number().int(),
  list: z.boolean(),
  receipts: z.enum(['per_transfer', 'latest', 'synthetic']),
  /** How a lost create is resolved, and whether an unseen link could still be paid. */
  recovery: z.enum(['list_marker', 'list_order_id', 'none']),
  canUnderpay: z.boolean(),
  canOverpay: z.boolean(),
  sandbox: z.boolean(),
})

export const providerInfo = z.strictObject({
  id: provider,
  name: z.string().max(40),
  capabilities,
  credentials: z.array(credentialField),
  settings: z.array(settingField),
})

export const accountSettings = z.record(
  z.string().max(40),
  z.union([z.string().max(500), z.number(), z.boolean(), z.null()]),
)

export const account = z.strictObject({
  id,
  provider,
  label: z.string().max(80),
  settings: accountSettings,
  /** The account's own currencies and limits: the provider's, narrowed by its settings. */
  currencies: z.array(currencyLimits),
  hasKey: z.boolean(),
  createdAt: epochMs,
  /** Set when the provider refused the key: everything of this account rests until it is tested again. */
  paused: z.strictObject({ reason: z.enum(['AUTH_REJECTED', 'FORBIDDEN']), at: epochMs }).nullable(),
  lastAnswerAt: epochMs.nullable(),
  /** Why the last question to the provider failed, an error code; null when it was answered, and before the first since the start. */
  trouble: z.string().max(40).nullable(),
})

export const keyCheck = z.strictObject({
  environment: z.enum(['live', 'sandbox', 'practice', 'unstated']),
  name: text.nullable(),
  /** Codes of what will get in the way; words under `keyWarnings.<code>`. */
  warnings: z.array(
    z.enum([
      'group_inactive',
      'no_default_token',
      'no_default_wallet',
      'wrong_network',
      'token_not_listed',
      'currency_not_listed',
      'read_only',
      'disabled',
      'approval_unknown',
    ]),
  ),
})

export const invoiceRow = z.strictObject({
  id,
  number: z.string().max(40),
  provider,
  accountId: id,
  accountLabel: z.string().max(80),
  asked: amount,
  received: amount,
  status,
  description: text,
  customerName: text.nullable(),
  createdAt: epochMs,
  updatedAt: epochMs,
  /** When a provider last answered about it; null when never. */
  checkedAt: epochMs.nullable(),
  /** When one of its links is to be asked about next; null when none is. */
  nextCheckAt: epochMs.nullable(),
})

export const paymentLink = z.strictObject({
  id,
  /** What this link asks for: the invoice's whole amount, or the rest of it. */
  asked: amount,
  stage: z.enum(LINK_STAGES),
  reading: z.enum(LINK_READINGS),
  /** Why it ended without money, as far as the provider tells; null otherwise. */
  endReason: z.enum(END_REASONS).nullable(),
  /** The provider's own words for its state, exactly as they came; null before the first answer. */
  rawStatus: text.nullable(),
  /** The last answer about this link as the provider sent it, secrets never among it. */
  rawAnswer: text.nullable(),
  providerRef: text.nullable(),
  url: text.nullable(),
  createdAt: epochMs,
  expiresAt: epochMs.nullable(),
  checkedAt: epochMs.nullable(),
  nextCheckAt: epochMs.nullable(),
  /** Why the last question about this link failed; null when it did not. */
  lastError: z.string().max(40).nullable(),
})

export const receipt = z.strictObject({
  id,
  linkId: id,
  providerReceiptId: text,
  txHash: text.nullable(),
  payer: text.nullable(),
  amount,
  /** What counts toward the invoice; null when the transfer's currency is another. */
  credited: amount.nullable(),
  paidAt: epochMs,
  /** True where the provider gives no payment time and the app took the moment it saw the money. */
  timeObserved: z.boolean(),
  recordedAt: epochMs,
})

export const event = z.strictObject({
  id,
  at: epochMs,
  /** Words under `history.<kind>`. */
  kind: z.string().max(40),
  data: z.record(z.string().max(40), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()])),
})

export const invoiceDetail = z.strictObject({
  invoice: invoiceRow.extend({
    customerEmail: text.nullable(),
    due: amount,
    abandonedAt: epochMs.nullable(),
    /** Why a refused or lost create failed: an error code; null otherwise. */
    failure: z.strictObject({ code: z.string().max(40), providerWords: text.nullable() }).nullable(),
    /** The link to show: the newest live one; null when there is none to share. */
    shareLinkId: id.nullable(),
    recovery: z.enum(['list_marker', 'list_order_id', 'none']),
  }),
  /** What the amount is made of; empty where only an amount was typed. */
  lines: z.array(invoiceLine),
  links: z.array(paymentLink),
  receipts: z.array(receipt),
  events: z.array(event),
})

export const exportJob = z.strictObject({
  id,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  rowsWritten: z.number().int(),
  rowsTotal: z.number().int(),
  fileName: z.string().max(1000),
  error: z.string().max(40).nullable(),
})

/** What a look at a provider's own list shows beside the book. */
export const comparison = z.strictObject({
  at: epochMs,
  /** Links of the provider's list that were compared. */
  compared: z.number().int(),
  /** Theirs, not ours: links the provider has and the book does not. */
  orphans: z
    .array(
      z.strictObject({
        ref: text,
        rawStatus: text,
        asked: amount.nullable(),
        createdAt: epochMs.nullable(),
      }),
    )
    .max(200),
  orphanCount: z.number().int(),
  /** Ours, not theirs: links of the book that the provider does not know. */
  ghosts: z.array(z.strictObject({ invoiceId: id, number: z.string().max(40), ref: text })).max(200),
  /** Links whose state at the provider was newer than the book's; they are asked about at once. */
  caughtUp: z.number().int(),
})

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['en']),
  sound: z.boolean(),
  volume: z.number().min(0).max(1),
  setupDone: z.boolean(),
  person: z.string().max(60),
  lastAccountId: id.nullable(),
  quickAmounts,
})

export const book = z.strictObject({
  kind: z.enum(['live', 'practice']),
  tillCode: z.string().max(8),
  zone: z.string().max(60),
})

export type Amount = z.infer<typeof amount>
export type VaultStatus = z.infer<typeof vaultStatus>
export type CredentialField = z.infer<typeof credentialField>
export type SettingField = z.infer<typeof settingField>
export type CurrencyLimits = z.infer<typeof currencyLimits>
export type Capabilities = z.infer<typeof capabilities>
export type ProviderInfo = z.infer<typeof providerInfo>
export type AccountSettings = z.infer<typeof accountSettings>
export type Account = z.infer<typeof account>
export type KeyCheck = z.infer<typeof keyCheck>
export type InvoiceRow = z.infer<typeof invoiceRow>
export type PaymentLink = z.infer<typeof paymentLink>
export type Receipt = z.infer<typeof receipt>
export type HistoryEvent = z.infer<typeof event>
export type InvoiceDetail = z.infer<typeof invoiceDetail>
export type ExportJob = z.infer<typeof exportJob>
export type Comparison = z.infer<typeof comparison>
export type Settings = z.infer<typeof settings>
export type Book = z.infer<typeof book>
