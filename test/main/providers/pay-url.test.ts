import { describe, expect, it } from 'vitest'
import { payUrl } from '../../../src/main/providers/pay-url.ts'
import { providers } from '../../../src/main/providers/registry.ts'
import { PROVIDER_IDS } from '../../../src/shared/contract/plain/provider-ids.ts'
import { never, portsFor, type Reply, serve } from '../../support/shop/provider-clients.ts'

const HOSTS = ['pay.oxapay.com']

describe('an address for a payer', () => {
  it.each([
    ['https://pay.oxapay.com/10/1', 'https://pay.oxapay.com/10/1'],
    ['HTTPS://PAY.OXAPAY.COM:443/1?b=c#d', 'https://pay.oxapay.com/1?b=c#d'],
    ['https:pay.oxapay.com/1', 'https://pay.oxapay.com/1'],
    ['https://pay.oxapay.com/a/../ö', 'https://pay.oxapay.com/%C3%B6'],
  ])('on the provider’s own host is taken as a browser writes it: %s', (text, url) => {
    expect(payUrl(text, HOSTS)).toBe(url)
  })

  it.each([
    'https://oxapay.com/1',
    'https://evil.test/10/1',
    'https://evil.pay.oxapay.com/1',
    'https://pay.oxapay.com.evil.test/1',
    'https://pay.oxapay.com./1',
    'https://pay-oxapay.com/1',
    'https://203.0.113.7/1',
    'https://3405803783/1',
    'https://[2001:db8::1]/1',
    'https://localhost/1',
    'https://pay.oxapay.com:8443/1',
  ])('on another host, on an IP or on another port is none: %s', (url) => {
    expect(payUrl(url, HOSTS)).toBeNull()
  })

  it.each([
    'https://pay.oxapay.com@evil.test/',
    'https://pay.oxapay.com:443@evil.test/',
    'https://:secret@pay.oxapay.com/',
    'https://user@pay.oxapay.com/',
    'https://@pay.oxapay.com/',
    'https://:@pay.oxapay.com/',
    'https:/@pay.oxapay.com/',
  ])('that has a user part, so that its host can be mistaken, is none: %s', (url) => {
    expect(payUrl(url, HOSTS)).toBeNull()
  })

  it.each([
    'https://pay.oxapаy.com/1',
    'https://pаy.oxapay.com/1',
    'https://pay.xn--oxapy-7ve.com/1',
    'https://pay。oxapay。com.evil.test/1',
    'https://pay.oxapay.com\\@evil.test/1',
    'https://evil.test\\pay.oxapay.com/1',
  ])('with letters that look like the provider’s is none: %s', (url) => {
    expect(payUrl(url, HOSTS)).toBeNull()
  })

  it.each([
    '\u0000',
    '\t',
    '\n',
    '\r',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u00ad',
    '\u200b',
    '\u202e',
    '\u2028',
    '\ufeff',
    ' ',
  ])('with a control character, a space or a letter nobody sees is none, wherever it stands: %j', (odd) => {
    for (const url of [`${odd}https://pay.oxapay.com/1`, `https://pay.oxapay.com/1${odd}`])
      expect(payUrl(url, HOSTS)).toBeNull()
    expect(payUrl(`https://pay.oxa${odd}pay.com/1`, HOSTS)).toBeNull()
    expect(payUrl(`https://pay.oxapay.com/1${odd}/2`, HOSTS)).toBeNull()
  })

  it.each([
    'http://pay.oxapay.com/1',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://pay.oxapay.com/1',
    'ethereum:0x0',
    'blob:https://pay.oxapay.com/1',
  ])('of another scheme is none: %s', (url) => {
    expect(payUrl(url, HOSTS)).toBeNull()
  })

  it('that is missing, empty, no address, or longer than a QR code can hold is none, also once it is written out', () => {
    for (const url of [null, undefined, '', 'pay.oxapay.com/1', '//pay.oxapay.com/1', '/pay/1'])
      expect(payUrl(url, HOSTS)).toBeNull()
    const long = (length: number) => `https://pay.oxapay.com/${'a'.repeat(length - 23)}`
    expect(payUrl(long(2_000), HOSTS)).toBe(long(2_000))
    expect(payUrl(long(2_001), HOSTS)).toBeNull()
    expect(payUrl(`https://pay.oxapay.com/${'ö'.repeat(400)}`, HOSTS)).toBeNull()
  })
})

describe('a link whose answer leads payers elsewhere', () => {
  const HOST = 'pay.evil.test'
  const answers: Readonly<Record<string, Reply>> = {
    ocpay: {
      json: { success: true, data: { paymentRef: 'OCPL-9K2M4Q-7T1Z', paymentUrl: `https://${HOST}/pay/1` } },
    },
    oxapay: { json: { result: 100, trackId: '184420771', payLink: `https://${HOST}/1/1` } },
  }
  const asked = { ocpay: 'DZD', oxapay: 'USD' } as const

  it.each(['ocpay', 'oxapay'] as const)(
    'is not taken as made at %s: what came of it is unknown',
    async (id) => {
      const server = await serve(() => answers[id] ?? {})
      const keys = { apiKey: 'key-number-1', merchantKey: 'key-number-2' }
      const client = providers[id].connect(portsFor(server.url, keys))
      const request = {
        asked: { currency: asked[id], units: 100_000n },
        description: '',
        invoiceNumber: 'CF-000001',
        marker: 'CF-000001-1',
        customerName: null,
        customerEmail: null,
      }
      const made = await client.createLink(request, never)
      expect(made).toMatchObject({ ok: false, error: { code: 'BAD_RESPONSE', effect: 'possible' } })
    },
  )

  it('has a list of hosts at every provider', () => {
    for (const id of PROVIDER_IDS) expect(providers[id].payHosts.length).toBeGreaterThan(0)
  })
})
