import type { PracticeProvider } from './state.ts'
import { type PlainResult, refuse, type World } from './world.ts'

type Check = (value: unknown) => boolean
type Checks = Readonly<Record<string, Check>>

const isBoolean: Check = (value) => typeof value === 'boolean'
const isAddressOrNull: Check = (value) =>
  value === null || (typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value))
const isOneOf =
  (...words: readonly unknown[]): Check =>
  (value) =>
    words.includes(value)
const isCount: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value > 0

const SETTINGS: Readonly<Record<PracticeProvider, Checks>> = {
  daisy: {
    active: isBoolean,
    networkId: isCount,
    tokenAddress: isAddressOrNull,
    walletAddress: isAddressOrNull,
    birthState: isOneOf('UNPAID', 'PENDING', null),
  },
  oneshotpay: { tokenLifetimeSeconds: isCount, revokeTokens: isOneOf(true) },
  ocpay: {
    isEnabled: isBoolean,
    validated: isBoolean,
    scope: isOneOf('READ-WRITE', 'READ-ONLY'),
    type: isOneOf('SANDBOX', 'PRODUCTION'),
  },
  oxapay: { listShowsOrderId: isBoolean },
}

/** Changes how a provider holds the merchant's account; an unknown setting or value is refused and changes nothing. */
export function configureAccount(
  world: World,
  provider: PracticeProvider,
  settings: Readonly<Record<string, unknown>>,
): PlainResult {
  const checks = SETTINGS[provider]
  for (const [name, value] of Object.entries(settings)) {
    if (!Object.hasOwn(checks, name)) {
      return refuse(400, `${provider} has no setting ${name}; it has ${Object.keys(checks).join(', ')}.`)
    }
    if (!checks[name]?.(value)) return refuse(400, `The setting ${name} cannot have this value.`)
  }
  const { revokeTokens, ...kept } = settings
  if (revokeTokens === true) world.state.oneshotpay.tokens = []
  Object.assign(world.state[provider], kept)
  world.changed()
  return { ok: true, status: 'configured' }
}
