/** The time limit of one exchange where a provider needs no other, ms. */
export const TIME_LIMIT_MS = 20_000
