import { ok, refuse } from '../../shared/contract/plain/envelope.ts'
import type { ProviderId } from '../../shared/contract/plain/provider-ids.ts'
import type { SecretKeeper } from './secret-keeper.ts'

type Keys = Readonly<Record<string, string>>

/**
 * Keeps the practice book's credentials, in memory only.
 *
 * An account without credentials of its own uses the ones the simulated providers accept. Nothing typed here is ever
 * written down, because somebody may type a real key by mistake.
 */
export function createPracticeKeys(accepted: Readonly<Record<ProviderId, Keys>>): SecretKeeper {
  const typed = new Map<string, Keys>()
  const forgotten = new Set<string>()
  return {
    ownKeys: true,
    // A real key would be refused by a simulated provider, and its owner would think it bad.
    whyNot(provider, credentials) {
      const isOwn = Object.entries(credentials).every(([name, value]) => accepted[provider][name] === value)
      return isOwn ? null : 'PRACTICE_KEYS'
    },
    async put(accountId, _provider, credentials) {
      if (Object.keys(credentials).length === 0) typed.delete(accountId)
      else typed.set(accountId, credentials)
      forgotten.delete(accountId)
      return ok(null)
    },
    async use(accountId, provider, use) {
      if (forgotten.has(accountId)) return refuse('NO_KEY')
      return ok(await use(typed.get(accountId) ?? accepted[provider]))
    },
    has: (accountId) => !forgotten.has(accountId),
    trouble: (accountId) => (forgotten.has(accountId) ? 'NO_KEY' : null),
    async forget(accountId) {
      typed.delete(accountId)
      forgotten.add(accountId)
      return ok(null)
    },
  }
}
