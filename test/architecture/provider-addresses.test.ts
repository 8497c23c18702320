import { describe, expect, it } from 'vitest'
import { providers } from '../../src/main/providers/registry.ts'
import { PROVIDER_IDS } from '../../src/shared/contract/providers.ts'

describe.each(PROVIDER_IDS)('the address of %s', (id) => {
  it('is https, with neither user part nor query, and on no other provider’s host', () => {
    const url = new URL(providers[id].baseUrl)
    expect(url.protocol).toBe('https:')
    expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', ''])
    const others = PROVIDER_IDS.filter((one) => one !== id).map((one) => new URL(providers[one].baseUrl).host)
    expect(others).not.toContain(url.host)
  })

  it('shows payers only hosts by name, no pattern', () => {
    expect(providers[id].payHosts.length).toBeGreaterThan(0)
    for (const host of providers[id].payHosts) expect(new URL(`https://${host}/`).host).toBe(host)
  })
})
