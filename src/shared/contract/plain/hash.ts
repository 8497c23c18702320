const HEXADECIMAL = /^(?:0x[0-9a-f]+|[0-9a-f]{64})(?:#\d+)?$/i

/** Says whether a text is a hexadecimal hash, with the number of its output or without, so that its case means nothing. */
export function isHexHash(text: string): boolean {
  return HEXADECIMAL.test(text)
}

/**
 * Folds a transaction's hash to small letters where it is hexadecimal, so that 0xABC and 0xabc are one transaction.
 *
 * Any other text (base58, base64) stays as it is: there the case tells one from another.
 */
export function foldHash(text: string): string {
  return isHexHash(text) ? text.toLowerCase() : text
}
