import { describe, expect, it } from 'vitest'
import {
  linesAgain,
  otherAccounts,
  tokenForOther,
} from '../../../src/renderer/screens/counter/outcome/other-account.ts'
import type { Account } from '../../../src/shared/contract/shapes/account.ts'
import type { CurrencyLimits } from '../../../src/shared/contract/shapes/provider.ts'
import { trimZeros } from '../../../src/shared/money/money.ts'
import { accountsOf, invoiceOf } from '../../support/window/fixtures.ts'

const sale = (asked: string) =>
  invoiceOf({ n: 1, provider: 'ocpay', status: 'creating', asked, createdAt: 1_790_000_000_000 })

const dinars: CurrencyLimits = { currency: 'DZD', decimals: 0, minimum: '500', maximum: '500000' }

function others(change: Partial<Account>, limits: CurrencyLimits, asked = '1250'): number {
  const accounts = accountsOf(0).map((account) =>
    account.provider === 'oxapay' ? { ...account, currencies: [limits], ...change } : account,
  )
  return otherAccounts(sale(asked), accounts).length
}

describe('the accounts that a sale could be asked of instead', () => {
  it('are those that take its currency and its amount as it stands, never its own', () => {
    expect(others({}, dinars)).toBe(1)
    expect(others({}, { ...dinars, currency: 'EUR' })).toBe(0)
    expect(others({}, { ...dinars, maximum: '1000' })).toBe(0)
    expect(others({}, dinars, '1250.5')).toBe(0)
    expect(others({}, { ...dinars, decimals: 2 }, '1250.5')).toBe(1)
  })

  it('leave out an account without a key, or at rest because its key was refused', () => {
    expect(others({ hasKey: false }, dinars)).toBe(0)
    expect(others({ paused: { reason: 'AUTH_REJECTED', at: 1 } }, dinars)).toBe(0)
  })
})

describe('what is sold again', () => {
  it('is the same lines, with no zeros that another account does not count', () => {
    const amount = { currency: 'DZD', amount: '250.00' }
    const line = { itemId: 'item-1', name: 'Coffee', unit: amount, quantity: 2, sum: amount }
    const detail = sale('500')
    expect(linesAgain(detail)).toBeUndefined()
    expect(linesAgain({ lines: [{ ...line, kind: 'item' }] })).toEqual([
      { kind: 'item', itemId: 'item-1', unit: '250', quantity: 2 },
    ])
    expect(linesAgain({ lines: [{ ...line, kind: 'item', itemId: null }] })).toBeUndefined()
  })

  it.each([
    ['1250.00', '1250'],
    ['12.50', '12.5'],
    ['1000', '1000'],
    ['0.10', '0.1'],
  ])('writes %s as %s', (amount, written) => {
    expect(trimZeros(amount)).toBe(written)
  })
})

describe('the token for asking another account', () => {
  it('stays the same for a sale and an account, so that a press after going away makes no second sale', () => {
    const token = tokenForOther('sale-1', 'account-1')
    expect(tokenForOther('sale-1', 'account-1')).toBe(token)
    expect(tokenForOther('sale-1', 'account-2')).not.toBe(token)
    expect(tokenForOther('sale-2', 'account-1')).not.toBe(token)
  })
})
