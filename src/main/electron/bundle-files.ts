import { realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { contentSecurityPolicy } from './csp.ts'
import { APP_HOST, APP_SCHEME, readUrl } from './origin.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

export type BundleFile =
  | { readonly kind: 'file'; readonly path: string; readonly type: string }
  | { readonly kind: 'refuse'; readonly status: 400 | 404 }

const BAD: BundleFile = { kind: 'refuse', status: 400 }
const ABSENT: BundleFile = { kind: 'refuse', status: 404 }

/**
 * Finds the file behind an `app://bundle/` address, inside the renderer's folder by its resolved real path.
 *
 * Unknown kinds of file, and links that lead out of the folder, count as absent.
 */
export async function resolveBundleFile(address: string, root: string): Promise<BundleFile> {
  const url = readUrl(address)
  if (url === null || url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST || url.username !== '')
    return BAD
  const path = decodeOnce(url.pathname)
  if (path === null || /[\0\\:%]/.test(path) || path.split('/').includes('..')) return BAD
  const type = TYPES[extname(path === '/' ? 'index.html' : path).toLowerCase()]
  if (type === undefined) return ABSENT
  try {
    const home = await realpath(root)
    const file = await realpath(join(home, path === '/' ? 'index.html' : path))
    return file.startsWith(home + sep) ? { kind: 'file', path: file, type } : ABSENT
  } catch {
    return ABSENT
  }
}

function decodeOnce(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** The headers of every answer; a page and a script get the same policy. */
export function headersFor(type: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  }
}
