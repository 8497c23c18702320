import { z } from 'zod'
import { PROVIDER_IDS, type ProviderId } from '../../shared/contract/plain/provider-ids.ts'

const origins = z.partialRecord(z.enum(PROVIDER_IDS), z.url({ protocol: /^https?$/ }))

/**
 * Reads the other base URLs that development points the live clients at: JSON, provider to base URL.
 *
 * A packaged app ignores them. Anything that is not such JSON throws, so that no key goes to a place nobody meant.
 */
export function readProviderOrigins(
  text: string | undefined,
  isPackaged: boolean,
): Partial<Record<ProviderId, string>> {
  if (isPackaged || text === undefined || text === '') return {}
  try {
    return origins.parse(JSON.parse(text))
  } catch (error) {
    throw new Error('COUNTERFOIL_PROVIDER_ORIGINS must be JSON of provider and base URL', { cause: error })
  }
}
