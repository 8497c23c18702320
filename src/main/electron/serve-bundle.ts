import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { headersFor, resolveBundleFile } from './bundle-files.ts'
import { APP_SCHEME } from './origin.ts'

/** Serves the renderer's folder under `app://bundle/`. */
export function serveBundle(rendererDir: string): void {
  protocol.handle(APP_SCHEME, (request) => answerBundleRequest(request, rendererDir))
}

/** Answers one request for a file of the bundle: GET and HEAD only. */
async function answerBundleRequest(request: Request, rendererDir: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
  const file = await resolveBundleFile(request.url, rendererDir)
  if (file.kind === 'refuse') return refused(file.status)
  const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file.path))
  return new Response(body, { headers: headersFor(file.type) })
}

function refused(status: number): Response {
  return new Response(null, { status, headers: headersFor('text/plain; charset=utf-8') })
}
