import { describe, expect, it } from 'vitest'
import { oddAmounts } from '../../../src/renderer/screens/counter/sale/practice-customer.tsx'

describe('the practice customer', () => {
  it('pays a quarter less or more, exactly', () => {
    expect(oddAmounts({ currency: 'USD', amount: '10.00' })).toEqual({ less: '7.50', more: '12.50' })
    expect(oddAmounts({ currency: 'USD', amount: '0.02' })).toEqual({ less: '0.01', more: '0.03' })
  })
})
