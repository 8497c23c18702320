import type { ReadStream } from 'node:tty'

/** What a secret is read from: a terminal, or a pipe with a line for each. */
type Source = NodeJS.ReadableStream & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>

const ENTER: ReadonlySet<string> = new Set(['\r', '\n'])
/** Ctrl C and Ctrl D. */
const END: ReadonlySet<string> = new Set(['\u0003', '\u0004'])
const BACK: ReadonlySet<string> = new Set(['\u007f', '\b'])
/** Ctrl U. */
const CLEAR = '\u0015'

/**
 * Makes what asks for secrets: a terminal shows nothing of what is typed, from a pipe a line is taken. Ctrl C and the end of the input give
 * null, as often as is asked.
 */
export function secretsFrom(
  source: Source,
  prompts: NodeJS.WritableStream,
): (prompt: string) => Promise<string | null> {
  const typed: string[] = []
  let hasEnded = false
  let wake: () => void = () => undefined
  let isListening = false

  function listen(): void {
    if (isListening) return
    isListening = true
    source.setEncoding('utf8')
    source.on('data', (text: string) => {
      typed.push(...text)
      wake()
    })
    source.on('end', () => {
      hasEnded = true
      wake()
    })
  }

  async function nextKey(): Promise<string | null> {
    while (typed.length === 0 && !hasEnded) {
      await new Promise<void>((come) => {
        wake = come
      })
    }
    return typed.shift() ?? null
  }

  async function line(): Promise<string | null> {
    let text = ''
    for (;;) {
      const key = await nextKey()
      if (key === null) return text === '' ? null : text
      if (END.has(key)) return null
      if (ENTER.has(key)) {
        // A line of Windows ends with two.
        if (key === '\r' && typed[0] === '\n') typed.shift()
        return text
      }
      if (BACK.has(key)) text = [...text].slice(0, -1).join('')
      else if (key === CLEAR) text = ''
      else text += key
    }
  }

  return async (prompt) => {
    listen()
    const isTerminal = source.isTTY === true
    if (isTerminal) {
      source.setRawMode?.(true)
      prompts.write(prompt)
    }
    source.resume()
    try {
      return await line()
    } finally {
      source.pause()
      if (isTerminal) {
        source.setRawMode?.(false)
        prompts.write('\n')
      }
    }
  }
}
