/** The lengths of the codes that trade goods carry. */
const LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14])

/** Says whether digits are a code of trade goods with its check digit: GTIN-8, 12, 13 or 14. Source: GS1 General Specifications, 7.9. */
export function isBarcode(text: string): boolean {
  if (!LENGTHS.has(text.length) || !/^[0-9]+$/.test(text)) return false
  const sum = [...text]
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 1 ? 3 : 1), 0)
  return sum % 10 === 0
}
