const HEXADECIMAL = /^(?:0x[0-9a-f]+|[0-9a-f]{64})(?:#\d+)?$/i

/**
 * Folds a transaction's hash to small letters where it is hexadecimal, so that 0xABC and 0xabc are one transaction.
 *
 * Any other text (base58, base64) stays as it is: there the case tells one from another.
 */
export function foldHash(text: string): string {
  return HEXADECIMAL.test(text) ? text.toLowerCase() : text
}
