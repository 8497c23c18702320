import { describe, expect, it } from 'vitest'
import { providers } from '../../src/main/providers/registry.ts'
import { PROVIDER_IDS, type ProviderId } from '../../src/shared/contract/plain/provider-ids.ts'
import type { AccountSettings } from '../../src/shared/contract/shapes/account.ts'

/** Every base URL an account of the provider can have: one setting at a time decides it. */
function addressesOf(id: ProviderId): readonly URL[] {
  const { settings } = providers[id]
  const chosen = settings.flatMap((field): AccountSettings[] =>
    field.kind === 'choice' ? field.options.map((option) => ({ [field.name]: option })) : [],
  )
  return [...new Set([{}, ...chosen].map((one) => providers[id].baseUrl(one)))].map((text) => new URL(text))
}

describe.each(PROVIDER_IDS)('the addresses of %s', (id) => {
  it('are https, with neither user part nor query, and on no other provider’s host', () => {
    const others = PROVIDER_IDS.filter((one) => one !== id).flatMap(addressesOf)
    for (const url of addressesOf(id)) {
      expect(url.protocol).toBe('https:')
      expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', ''])
      expect(others.map((other) => other.host)).not.toContain(url.host)
    }
  })

  it('shows payers only hosts by name, no pattern', () => {
    expect(providers[id].payHosts.length).toBeGreaterThan(0)
    for (const host of providers[id].payHosts) expect(new URL(`https://${host}/`).host).toBe(host)
  })
})
