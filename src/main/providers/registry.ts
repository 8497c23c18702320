import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { ProviderInfo } from '../../shared/contract/shapes/provider.ts'
import type { Provider } from './provider.ts'
import * as registered from './registered.ts'

/** Every provider the app speaks with; one without its line in `registered.ts` does not compile. */
export const providers: Readonly<Record<ProviderId, Provider>> = registered

/** What the screens need to know of each provider, in the contract's order. */
export function providerInfo(): readonly ProviderInfo[] {
  return PROVIDER_IDS.map((id) => {
    const { name, capabilities, credentials, settings } = providers[id]
    return { id, name, capabilities, credentials: [...credentials], settings: [...settings] }
  })
}
