import type { StatementEncoding } from '../../shared/contract/plain/statements.ts'

/** What the first bytes of a file say of how its text is written; `isSure` where they leave no doubt. */
export interface Encoded {
  readonly encoding: StatementEncoding
  readonly isSure: boolean
}

/** Tells how the text of a file is written by its first bytes: by their mark, by the zeros of UTF-16, or because they are UTF-8; another one may be chosen. */
export function encodingOf(head: Uint8Array): Encoded {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', isSure: true }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', isSure: true }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', isSure: true }
  const zeros = [0, 0]
  for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  // Letters of Latin, digits and delimiters have one byte of nothing in UTF-16.
  if (odd > head.length / 8 && odd > even * 4) return { encoding: 'utf-16le', isSure: true }
  if (even > head.length / 8 && even > odd * 4) return { encoding: 'utf-16be', isSure: true }
  return isUtf8(head) ? { encoding: 'utf-8', isSure: true } : { encoding: 'windows-1252', isSure: false }
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // What is cut in the middle of a letter is none of the file's fault.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Gives a decoder that takes a mark at the beginning away, and refuses bytes that are no text of the encoding. */
export function decoderOf(encoding: StatementEncoding): InstanceType<typeof TextDecoder> {
  return new TextDecoder(encoding, { fatal: encoding === 'utf-8', ignoreBOM: false })
}
