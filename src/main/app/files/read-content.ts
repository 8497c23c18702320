import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs'

/** What an app file holds: its values by their names. */
export type Content = Readonly<Record<string, unknown>>

/** What is thought of a content that could be read; a `mended` one goes on without what could not be used. */
export type Verdict =
  | { readonly kind: 'sound' | 'damaged' | 'newer' }
  | { readonly kind: 'mended'; readonly content: Content }

/** Why a file is not used as it lies there. */
export type Fault = 'damaged' | 'newer' | 'unreadable' | 'partly'

/** What was found at a path. */
export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'sound'; readonly content: Content }
  | { readonly kind: 'faulty'; readonly fault: Fault; readonly content: Content }
  /** The disk did not answer: nobody knows what lies there, so it is not touched. */
  | { readonly kind: 'silent'; readonly error: unknown }

/** The file system's words for what will be the same on the next try: something else lies there, or it may not be opened. */
const FOR_GOOD: ReadonlySet<unknown> = new Set(['EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENOENT', 'ENOTDIR'])

/** How often a file that another program holds is tried again, and the wait between two tries, ms. */
const TRIES = 5
const BETWEEN_TRIES_MS = 50

/**
 * Reads a JSON file of at most `mostBytes` and judges what it holds; never throws. One that is patient waits a moment for a file
 * that another program holds.
 *
 * A link that leads nowhere, a folder, a pipe and a file that may not be opened are `unreadable`. Bytes that are no UTF-8, no
 * JSON, or JSON that is no object are `damaged`.
 */
export function readContent(
  path: string,
  mostBytes: number,
  judge: (content: Content) => Verdict,
  isPatient: boolean,
): Found {
  const there = statOf(() => lstatSync(path, { throwIfNoEntry: false }))
  if (there.kind === 'failed') return faultOf(there.error)
  if (there.stats === undefined) return { kind: 'absent' }
  const meant = statOf(() => statSync(path))
  if (meant.kind === 'failed') return faultOf(meant.error)
  if (!meant.stats?.isFile()) return faulty('unreadable')
  if (meant.stats.size > mostBytes) return faulty('damaged')
  const bytes = readBytes(path, isPatient ? TRIES : 1)
  if (!Buffer.isBuffer(bytes)) return faultOf(bytes.error)
  const content = parse(bytes)
  if (content === null) return faulty('damaged')
  const verdict = judge(content)
  if (verdict.kind === 'sound') return { kind: 'sound', content }
  if (verdict.kind === 'mended') return faulty('partly', verdict.content)
  return faulty(verdict.kind)
}

function faulty(fault: Fault, content: Content = {}): Found {
  return { kind: 'faulty', fault, content }
}

function faultOf(error: unknown): Found {
  return FOR_GOOD.has(codeOf(error)) ? faulty('unreadable') : { kind: 'silent', error }
}

function statOf(
  look: () => Stats | undefined,
):
  | { readonly kind: 'seen'; readonly stats: Stats | undefined }
  | { readonly kind: 'failed'; readonly error: unknown } {
  try {
    return { kind: 'seen', stats: look() }
  } catch (error) {
    return { kind: 'failed', error }
  }
}

/** A virus scanner or a sync client may hold the file for a moment. */
function readBytes(path: string, most: number): Buffer | { readonly error: unknown } {
  for (let tries = 1; ; tries++) {
    try {
      return readFileSync(path)
    } catch (error) {
      if (tries === most || codeOf(error) === 'EACCES') return { error }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BETWEEN_TRIES_MS)
    }
  }
}

function parse(bytes: Buffer): Content | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : null
  } catch {
    return null
  }
}

/** The code of a file system's error; null when it is none. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
