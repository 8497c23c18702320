import { describe, expect, it } from 'vitest'
import {
  createHttpClient,
  type HttpCall,
  type HttpPorts,
} from '../../../../src/main/providers/http/http-client.ts'
import { wirePath } from '../../../../src/main/providers/http/wire-path.ts'
import { got, never, refused, serve, stillClock } from '../../../support/shop/provider-clients.ts'

const read: HttpCall = { method: 'GET', path: wirePath`/thing`, headers: {}, creates: false }
const create: HttpCall = { ...read, method: 'POST', body: {}, creates: true }

const clientOf = (baseUrl: string, send: HttpPorts['fetch']) =>
  createHttpClient({ baseUrl, fetch: send, clock: stillClock(), timeLimitMs: 5_000 })

/** A network stack that follows whatever it is told to. */
const following = (request: Request) => fetch(new Request(request, { redirect: 'follow' }))

describe('an answer that was redirected on its way', () => {
  it('is not believed where the redirect was followed all the same, to another origin', async () => {
    const elsewhere = await serve(() => ({ json: { paid: true } }))
    const server = await serve(() => ({ status: 302, headers: { location: `${elsewhere.url}/thing` } }))
    const client = clientOf(server.url, following)
    expect(refused(await client.exchange(read, never))).toMatchObject({ code: 'REDIRECTED', effect: 'none' })
    expect(refused(await client.exchange(create, never))).toMatchObject({
      code: 'REDIRECTED',
      effect: 'possible',
      httpStatus: 200,
    })
  })

  it('is not believed where the redirect was followed all the same, to another place of the same origin', async () => {
    const server = await serve((seen) =>
      seen.path === '/thing' ? { status: 302, headers: { location: '/other' } } : { json: { paid: true } },
    )
    const error = refused(await clientOf(server.url, following).exchange(read, never))
    expect(error).toMatchObject({ code: 'REDIRECTED', httpStatus: 200 })
  })

  it('is not believed where it names another origin, though nothing says that it was redirected', async () => {
    const elsewhere = await serve(() => ({ json: { paid: true } }))
    const server = await serve(() => ({ json: { paid: false } }))
    const led = clientOf(server.url, () => fetch(`${elsewhere.url}/thing`))
    expect(refused(await led.exchange(read, never))).toMatchObject({ code: 'REDIRECTED' })
    // Another path of the very origin is no other place to trust.
    const own = clientOf(server.url, () => fetch(`${server.url}/thing/`))
    expect(got(await own.exchange(read, never)).json).toEqual({ paid: false })
  })

  it('is taken where it names no address, as one made in this process does', async () => {
    const client = clientOf('http://practice.localhost', async () => Response.json({ paid: true }))
    expect(got(await client.exchange(read, never)).json).toEqual({ paid: true })
  })

  it('is not believed where its target is hidden: status 0', async () => {
    const hidden = Object.defineProperty(new Response('{}'), 'status', { value: 0 })
    const opaque = Object.defineProperty(new Response('{}'), 'type', { value: 'opaqueredirect' })
    for (const answer of [hidden, opaque]) {
      const client = clientOf('http://practice.localhost', async () => answer)
      expect(refused(await client.exchange(read, never))).toMatchObject({ code: 'REDIRECTED' })
    }
    const told = clientOf('http://practice.localhost', async () => hidden)
    expect(refused(await told.exchange(read, never)).httpStatus).toBeNull()
  })

  it.each([300, 304, 399])(
    'is not believed with the status %i, whether or not it leads anywhere',
    async (status) => {
      const client = clientOf('http://practice.localhost', async () => new Response(null, { status }))
      expect(refused(await client.exchange(read, never))).toMatchObject({
        code: 'REDIRECTED',
        httpStatus: status,
      })
    },
  )

  it.each([299, 400])('is an answer with the status %i', async (status) => {
    const client = clientOf('http://practice.localhost', async () => new Response('{}', { status }))
    expect(got(await client.exchange(read, never)).status).toBe(status)
  })

  it('no request asks for its redirects to be followed, or carries what a browser would add', async () => {
    const sent: Request[] = []
    const client = clientOf('http://practice.localhost', async (request) => {
      sent.push(request)
      return Response.json({})
    })
    await client.exchange(create, never)
    expect(sent[0]).toMatchObject({
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
  })
})
