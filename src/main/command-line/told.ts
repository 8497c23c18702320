/** Gives a value as a program is told it: times of the book, epoch ms, as ISO 8601 in UTC. */
export function timesTold(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timesTold)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      typeof one === 'number' && /^at$|(?:At|Until)$/.test(name)
        ? new Date(one).toISOString()
        : timesTold(one),
    ]),
  )
}
