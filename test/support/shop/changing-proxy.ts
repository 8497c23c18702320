import { createServer } from 'node:http'

/** A server in front of another that passes everything on, and changes what comes back. */
export interface ChangingProxy {
  readonly url: string
  /** Replaces a text in every answer from now on; null passes answers on as they are. */
  change(texts: { readonly from: string; readonly to: string } | null): void
  close(): Promise<void>
}

/** Begins to stand in front of `target`, on loopback. */
export async function startChangingProxy(target: string): Promise<ChangingProxy> {
  let texts: { readonly from: string; readonly to: string } | null = null
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers)) {
        if (typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name))
          headers.set(name, value)
      }
      const body = chunks.length > 0 ? Buffer.concat(chunks) : null
      const answer = await fetch(`${target}${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        body,
      })
      const text = await answer.text()
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
      response.end(texts ? text.replaceAll(texts.from, texts.to) : text)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    change(next) {
      texts = next
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
