import { describe, expect, it } from 'vitest'
import { payUrl } from '../../../src/main/providers/pay-url.ts'

const LIVE = 'https://api.oxapay.com'
const PRACTICE = 'http://127.0.0.1:4010/oxapay'

describe('an address for a payer', () => {
  it.each(['https://pay.oxapay.com/10/1', 'https://pay.oxapay.com:8443/a?b=c#d', 'HTTPS://PAY.OXAPAY.COM/1'])(
    'over https is taken as it came: %s',
    (url) => {
      expect(payUrl(url, LIVE)).toBe(url)
    },
  )

  it.each([
    'https://pay.oxapay.com@evil.test/',
    'https://pay.oxapay.com:443@evil.test/',
    'https://:secret@evil.test/',
    'https://user@pay.oxapay.com/',
  ])('that names a user, so that its host can be mistaken, is none: %s', (url) => {
    expect(payUrl(url, LIVE)).toBeNull()
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://pay.oxapay.com/1',
    'ethereum:0x0',
  ])('of another scheme is none: %s', (url) => {
    expect(payUrl(url, LIVE)).toBeNull()
  })

  it('over http is taken from the very host that answered, on any port, and from no other', () => {
    expect(payUrl('http://127.0.0.1:9/pay/1', PRACTICE)).toBe('http://127.0.0.1:9/pay/1')
    expect(payUrl('http://pay.oxapay.com/1', PRACTICE)).toBeNull()
    expect(payUrl('http://pay.oxapay.com/1', LIVE)).toBeNull()
    // The same host does not make another scheme an address.
    expect(payUrl('ftp://127.0.0.1:4010/1', PRACTICE)).toBeNull()
  })

  it('that is missing, empty, no address, or longer than a QR code can hold is none', () => {
    for (const url of [null, undefined, '', 'pay.oxapay.com/1', '/pay/1'])
      expect(payUrl(url, LIVE)).toBeNull()
    const long = (length: number) => `https://pay.oxapay.com/${'a'.repeat(length - 23)}`
    expect(payUrl(long(2_000), LIVE)).toBe(long(2_000))
    expect(payUrl(long(2_001), LIVE)).toBeNull()
  })
})
