/** The four hex digits of every number below 2^16. */
const HEX: readonly string[] = Array.from({ length: 65_536 }, (_, n) => n.toString(16).padStart(4, '0'))

/** Four lower-case hex digits: the lowest sixteen bits of a number. */
export function hex4(bits: number): string {
  return HEX[bits & 0xffff] ?? ''
}
