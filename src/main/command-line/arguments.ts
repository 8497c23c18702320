import { parseArgs } from 'node:util'

/** What the command line can do. */
export const COMMANDS = ['export', 'totals', 'list', 'show', 'verify', 'backup', 'people', 'help'] as const
export type Command = (typeof COMMANDS)[number]

/** What takes fewer options than its command does. */
export type NarrowCommand =
  | 'totals days'
  | `export --kind ${string}`
  | `export --preset ${string}`
  | 'export --since'

/** Why a line could not be understood, by the words that say so. */
export type Misuse =
  | { readonly why: 'unknownCommand'; readonly text: string }
  | { readonly why: 'unknownOption'; readonly text: string; readonly command: Command | NarrowCommand }
  | { readonly why: 'noValue'; readonly text: string }
  | { readonly why: 'ownValue'; readonly text: string }
  | { readonly why: 'twice'; readonly text: string }
  | { readonly why: 'noData' }
  | { readonly why: 'badValue'; readonly option: string; readonly text: string; readonly allowed: string }
  | { readonly why: 'tooMany'; readonly text: string }
  | { readonly why: 'missing'; readonly option: string }

/** A line that cannot be understood; nothing was done. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError'
  readonly misuse: Misuse
  constructor(misuse: Misuse) {
    super(misuse.why)
    this.misuse = misuse
  }
}

/** The options of every command. */
const COMMON = {
  data: { type: 'string' },
  language: { type: 'string' },
  practice: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

/** What narrows lists, sums and files. */
export const FILTER = [
  'from',
  'to',
  'basis',
  'status',
  'provider',
  'account',
  'currency',
  'item',
  'till',
  'tag',
  'search',
] as const

/** What says how a file is written, and of what. */
export const WRITTEN = ['kind', 'preset', 'zone', 'columns'] as const

/** What options each command has besides; each of them takes a value. */
const OWN: Readonly<Record<Command, readonly string[]>> = {
  export: [...FILTER, ...WRITTEN, 'since', 'out'],
  totals: FILTER,
  list: [...FILTER, 'sort', 'limit', 'skip'],
  show: [],
  verify: [],
  backup: ['out'],
  people: [],
  help: [],
}

/** What a command takes besides its options: so many words at most. */
const WORDS: Readonly<Record<Command, number>> = {
  ...{ export: 0, totals: 1, list: 1, show: 1, verify: 0, backup: 0, people: 2, help: 1 },
}

/** A line as it was understood. */
export interface Line {
  readonly command: Command
  /** The folder of the app's data; null for its usual place. */
  readonly data: string | null
  readonly isPractice: boolean
  readonly isJson: boolean
  /** The word behind the command; null for none. */
  readonly word: string | null
  /** All words behind it. */
  readonly words: readonly string[]
  /** The value of an option of this command; null where it is not there. */
  option(name: string): string | null
}

/** Reads a line's words behind the program's name. No command, and --help anywhere, ask for help. Throws a {@link MisuseError}. */
export function readLine(args: readonly string[]): Line {
  const [first = 'help', ...rest] = args
  const asksHelp = ['help', '--help', '-h'].includes(first)
  const command = asksHelp ? 'help' : COMMANDS.find((one) => one === first)
  if (!command) throw new MisuseError({ why: 'unknownCommand', text: first })
  const own: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>> = {
    ...COMMON,
    ...Object.fromEntries(OWN[command].map((name) => [name, { type: 'string' } as const])),
  }
  const { tokens } = parseArgs({
    args: [...rest],
    options: own,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values = new Map<string, string | true>()
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(own, token.name) ? own[token.name] : undefined
    if (!option) throw new MisuseError({ why: 'unknownOption', text: token.rawName, command })
    // What begins like an option is the next one, and no value of this one.
    const isBare = !token.value || (!token.inlineValue && token.value.startsWith('--'))
    if (option.type === 'string' && isBare) throw new MisuseError({ why: 'noValue', text: token.rawName })
    // "--practice=false" would read the practice book, and of two values one would be left out in silence.
    if (option.type === 'boolean' && token.inlineValue)
      throw new MisuseError({ why: 'ownValue', text: token.rawName })
    if (option.type === 'string' && values.has(token.name))
      throw new MisuseError({ why: 'twice', text: token.rawName })
    values.set(token.name, token.value ?? true)
  }
  const wordless = words[WORDS[command]]
  if (wordless !== undefined) throw new MisuseError({ why: 'tooMany', text: wordless })
  const option = (name: string) => {
    const value = values.get(name)
    return typeof value === 'string' ? value : null
  }
  const isHelp = values.has('help')
  return {
    command: isHelp ? 'help' : command,
    data: option('data'),
    isPractice: values.has('practice'),
    isJson: values.has('json'),
    word: isHelp && !asksHelp ? command : (words[0] ?? null),
    words,
    option,
  }
}

/** Says whether a program's words are for the command line: the first of them is a command. */
export function isCommandLine(args: readonly string[]): boolean {
  const [first = ''] = args
  return ['--help', '-h', ...COMMANDS].includes(first)
}

/** Gives an option's value where it is among these; null where the option is not there. Throws a {@link MisuseError} for another one. */
export function chosen<T extends string>(line: Line, option: string, among: readonly T[]): T | null {
  const text = line.option(option)
  if (text === null) return null
  const found = among.find((one) => one === text)
  if (found === undefined)
    throw new MisuseError({ why: 'badValue', option: `--${option}`, text, allowed: among.join(', ') })
  return found
}

/** Gives each of an option's values, which commas part, where all are among these; none where the option is not there. Throws like {@link chosen}. */
export function severalOf<T extends string>(line: Line, option: string, among: readonly T[]): readonly T[] {
  const parts = line.option(option)?.split(',') ?? []
  const found: T[] = []
  while (parts.length > 0) {
    const next = longestOf(parts, among)
    if (next === null)
      throw new MisuseError({
        ...{ why: 'badValue', option: `--${option}`, text: parts[0] ?? '', allowed: among.join(', ') },
      })
    found.push(next.one)
    parts.splice(0, next.many)
  }
  return found
}

/** What so many parts name that commas part: "Counter, USDC" is one name where there is such a name. */
function longestOf<T extends string>(parts: readonly string[], among: readonly T[]) {
  for (let many = parts.length; many > 0; many -= 1) {
    const text = parts.slice(0, many).join(',').trim().toLowerCase()
    const one = among.find((name) => name.trim().toLowerCase() === text)
    if (one !== undefined) return { one, many }
  }
  return null
}

/** Gives an option's whole number from 0 to `most`; null where the option is not there. Throws like {@link chosen}. */
export function wholeNumber(line: Line, option: string, most: number): number | null {
  const text = line.option(option)
  if (text === null) return null
  if (!/^\d{1,9}$/.test(text) || Number(text) > most)
    throw new MisuseError({ why: 'badValue', option: `--${option}`, text, allowed: `0 to ${most}` })
  return Number(text)
}

/** Refuses what a line says beyond what is heeded: left out in silence, it would have been meant. Throws a {@link MisuseError}. */
export function refuseUnheeded(line: Line, among: readonly string[], command: Command | NarrowCommand): void {
  for (const option of among)
    if (line.option(option) !== null)
      throw new MisuseError({ why: 'unknownOption', text: `--${option}`, command })
}
