import { PROVIDERS, type PracticeProvider } from '../world/state.ts'

/** What a request wants, in words that are the same for all providers; `info` is every public or minor call. */
export const OPERATIONS = ['create', 'read', 'receipts', 'list', 'check_key', 'token', 'info'] as const
export type PracticeOperation = (typeof OPERATIONS)[number]

interface Route {
  readonly method: string
  readonly path: RegExp
  readonly operation: PracticeOperation
}

const ROUTES: Readonly<Record<PracticeProvider, readonly Route[]>> = {
  daisy: [
    { method: 'GET', path: /^\/otp\/$/, operation: 'check_key' },
    { method: 'POST', path: /^\/otp\/$/, operation: 'create' },
    { method: 'GET', path: /^\/otp\/invoices\/$/, operation: 'list' },
    { method: 'GET', path: /^\/otp\/invoices\/(address\/)?[^/]+\/receipts\/$/, operation: 'receipts' },
    { method: 'GET', path: /^\/otp\/invoices\/(address\/)?[^/]+\/$/, operation: 'read' },
  ],
  oneshotpay: [
    { method: 'POST', path: /^\/token$/, operation: 'token' },
    { method: 'POST', path: /^\/links$/, operation: 'create' },
    { method: 'GET', path: /^\/links\/[^/]+$/, operation: 'read' },
  ],
  ocpay: [
    { method: 'POST', path: /^\/v3\/ocpay\/createLink$/, operation: 'create' },
    { method: 'GET', path: /^\/v3\/ocpay\/checkPayment\/[^/]+$/, operation: 'read' },
    { method: 'GET', path: /^\/v3\/validate$/, operation: 'check_key' },
  ],
  oxapay: [
    { method: 'POST', path: /^\/merchants\/request$/, operation: 'create' },
    { method: 'POST', path: /^\/merchants\/inquiry$/, operation: 'read' },
    { method: 'POST', path: /^\/merchants\/list$/, operation: 'list' },
    { method: 'POST', path: /^\/merchants\/allowedCoins$/, operation: 'check_key' },
    { method: 'POST', path: /^\/v1\/payment\/invoice$/, operation: 'create' },
    { method: 'GET', path: /^\/v1\/payment$/, operation: 'list' },
    { method: 'GET', path: /^\/v1\/payment\/accepted-currencies$/, operation: 'check_key' },
    { method: 'GET', path: /^\/v1\/payment\/stats$/, operation: 'info' },
    { method: 'GET', path: /^\/v1\/payment\/[^/]+$/, operation: 'read' },
  ],
}

/** Says which provider and operation a path below the origin belongs to; null for no provider's path. */
export function classify(
  method: string,
  path: string,
): { readonly provider: PracticeProvider; readonly operation: PracticeOperation } | null {
  const provider = PROVIDERS.find((name) => path === `/${name}` || path.startsWith(`/${name}/`))
  if (!provider) return null
  const below = path.slice(provider.length + 1)
  const route = ROUTES[provider].find((known) => known.method === method && known.path.test(below))
  return { provider, operation: route?.operation ?? 'info' }
}

/** The operation that really carries `asked` at this provider; null when the provider has no such call. */
export function operationAt(provider: PracticeProvider, asked: PracticeOperation): PracticeOperation | null {
  if (asked === 'info') return 'info'
  const has = (operation: PracticeOperation): boolean =>
    ROUTES[provider].some((route) => route.operation === operation)
  if (has(asked)) return asked
  if (asked === 'receipts') return 'read'
  return asked === 'check_key' && has('token') ? 'token' : null
}
