import { describe, expect, it } from 'vitest'
import { humanize } from '../../../src/renderer/i18n/words.ts'

describe('a name without words', () => {
  it('is made readable', () => {
    expect([humanize('walletAddress'), humanize('link_made')]).toEqual(['Wallet address', 'Link made'])
  })
})
