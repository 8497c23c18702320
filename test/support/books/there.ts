/** Takes what a test knows to be there; a missing one fails the test. */
export function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('what should be there is missing')
  return value
}
