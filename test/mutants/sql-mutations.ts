/** A fault in a text of SQL: what stands from `from` until `until` is `to` instead. */
export interface SqlMutation {
  readonly from: number
  readonly until: number
  readonly to: string
}

const IS_SQL = /\b(SELECT|INSERT|UPDATE|DELETE|WHERE|ORDER BY|JOIN|AND)\b/

/** Each pattern captures nothing: all that it matches is replaced. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/(?<= )<=(?= )/g, '<'],
  [/(?<= )<(?= )/g, '<='],
  [/(?<= )>=(?= )/g, '>'],
  [/(?<= )>(?= )/g, '>='],
  [/(?<=\s)AND(?=\s)/g, 'OR'],
  [/(?<=\s)OR(?=\s)/g, 'AND'],
  [/ DESC\b/g, ''],
  [/\bIS NULL\b/g, 'IS NOT NULL'],
  [/\bIS NOT NULL\b/g, 'IS NULL'],
  [/\bNOT IN\b/g, 'IN'],
  [/(?<!NOT )\bIN (?=\()/g, 'NOT IN '],
  [/\bLEFT JOIN\b/g, 'JOIN'],
  [/\bmax\(/g, 'min('],
  [/\bmin\(/g, 'max('],
  [/(?<= )(?:\+|-) 1\b/g, '+ 0'],
]

/** Finds the small faults that can be put into a text of SQL; none for any other text. */
export function sqlMutations(text: string): readonly SqlMutation[] {
  if (!IS_SQL.test(text)) return []
  const found = RULES.flatMap(([pattern, to]) =>
    [...text.matchAll(pattern)].map((match) => ({
      from: match.index,
      until: match.index + match[0].length,
      to,
    })),
  )
  const equals = [...text.matchAll(/(?<= )=(?= )/g)]
    .filter((match) => !isAssigned(text.slice(0, match.index)))
    .map((match) => ({ from: match.index, until: match.index + 1, to: '<>' }))
  return [...found, ...equals].sort((a, b) => a.from - b.from)
}

/** After SET an equals sign gives a value; after WHERE, ON and their like it compares. */
function isAssigned(before: string): boolean {
  return before.lastIndexOf('SET ') > Math.max(before.lastIndexOf('WHERE '), before.lastIndexOf(' ON '))
}
