export type BodyText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'too_large' | 'broken'; readonly error: unknown }

/**
 * Reads a body as text while counting its bytes (after decompression); stops at `limit`, or when `signal` aborts.
 *
 * The reading is raced with the signal, because a body made in-process does not know of it.
 */
export async function readLimited(response: Response, limit: number, signal: AbortSignal): Promise<BodyText> {
  const declared = Number(response.headers.get('content-length') ?? '0')
  const reader = response.body?.getReader()
  if (!reader) return { ok: true, text: '' }
  const stop = () => void reader.cancel().catch(() => undefined)
  if (declared > limit) {
    stop()
    return { ok: false, reason: 'too_large', error: null }
  }
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal)
      if (done) return { ok: true, text: text + decoder.decode() }
      size += value.byteLength
      if (size > limit) {
        stop()
        return { ok: false, reason: 'too_large', error: null }
      }
      text += decoder.decode(value, { stream: true })
    }
  } catch (error) {
    stop()
    return { ok: false, reason: 'broken', error }
  }
}

/** Waits for `work`, but rejects with the signal's reason as soon as it aborts. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
