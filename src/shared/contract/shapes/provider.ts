import { z } from 'zod'
import { PROVIDER_IDS } from '../plain/provider-ids.ts'
import { TEXT_FORMATS } from '../plain/text-formats.ts'
import { decimal } from './atoms.ts'

export const provider = z.enum(PROVIDER_IDS)

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
    /** A new account has none until a person chooses; one that names none has the initial. */
    asked: z.boolean().optional(),
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
    /** What the text must be unless it is empty. */
    format: z.enum(TEXT_FORMATS).optional(),
    /** Each sale may choose it anew; what the account has is where it begins. */
    perSale: z.boolean().optional(),
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
  /** The customer's address goes to the provider, whether or not it writes to it. */
  customerEmail: z.boolean(),
  customerName: z.boolean(),
  descriptionLimit: z.number().int(),
  list: z.boolean(),
  receipts: z.enum(['per_transfer', 'latest', 'synthetic']),
  /** How a lost create is resolved, and whether an unseen link could still be paid. */
  recovery: z.enum(['list_marker', 'list_order_id', 'none']),
  canUnderpay: z.boolean(),
  canOverpay: z.boolean(),
  /** A link can stay and take any number of payments of one amount. */
  standingLinks: z.boolean(),
  sandbox: z.boolean(),
})

export const providerInfo = z.strictObject({
  id: provider,
  name: z.string().max(40),
  capabilities,
  credentials: z.array(credentialField),
  settings: z.array(settingField),
})

export type CredentialField = z.infer<typeof credentialField>
export type SettingField = z.infer<typeof settingField>
export type CurrencyLimits = z.infer<typeof currencyLimits>
export type Capabilities = z.infer<typeof capabilities>
export type ProviderInfo = z.infer<typeof providerInfo>
