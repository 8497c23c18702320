import { redact } from './log-redact.ts'

/** What a log line may carry beside its event; a field that is not listed here is dropped, not written. */
const FIELDS = {
  route: 'word',
  code: 'word',
  kind: 'word',
  reason: 'word',
  operation: 'word',
  provider: 'word',
  platform: 'word',
  version: 'word',
  backend: 'word',
  correlationId: 'id',
  accountId: 'id',
  invoiceId: 'id',
  linkId: 'id',
  jobId: 'id',
  httpStatus: 'number',
  durationMs: 'number',
  retryAfterMs: 'number',
  count: 'number',
} as const
type FieldName = keyof typeof FIELDS

export type LogFields = {
  readonly [N in FieldName]?: (typeof FIELDS)[N] extends 'number' ? number : string
}

/** The app's only log. It takes named fields and errors, never a request, an answer or a free object. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** Writes name, message and stack of an error and its causes, redacted, and nothing else of it. */
  error(event: string, error: unknown, fields?: LogFields): void
}

export interface LogPorts {
  /** Takes one finished line without its line break. */
  write(line: string): void
  /** Epoch ms. */
  now(): number
}

const WORD_LIMIT = 80
const MESSAGE_LIMIT = 1_000
const STACK_LIMIT = 4_000
const CAUSES = 5
const WORD = /^[\w.:/ -]*$/
const ID = /^[\w-]{1,64}$/

/** Builds the log over a writer of lines. A line that cannot be made or written is given up, never thrown. */
export function createLog(ports: LogPorts): Log {
  function put(level: string, event: string, fields: LogFields | undefined, error?: object): void {
    try {
      const at = new Date(ports.now()).toISOString()
      ports.write(
        JSON.stringify({ at, level, event: redact(event, WORD_LIMIT), ...allowed(fields), ...error }),
      )
    } catch {
      // The log is a help, not a duty: a full disk must not end a sale.
    }
  }
  return {
    info: (event, fields) => put('info', event, fields),
    warn: (event, fields) => put('warn', event, fields),
    error: (event, error, fields) => put('error', event, fields, { error: describeError(error) }),
  }
}

/** Keeps only the listed fields, each only in its own form. */
export function allowed(fields: unknown): Readonly<Record<string, string | number>> {
  const kept: Record<string, string | number> = {}
  if (typeof fields !== 'object' || fields === null) return kept
  for (const [name, form] of Object.entries(FIELDS)) {
    const value = read(fields, name)
    if (form === 'number') {
      if (typeof value === 'number' && Number.isFinite(value)) kept[name] = value
    } else if (typeof value === 'string') {
      if (form === 'id') kept[name] = ID.test(value) ? value : '[not an id]'
      else kept[name] = WORD.test(value) ? redact(value, WORD_LIMIT) : '[not a word]'
    }
  }
  return kept
}

interface ErrorLine {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly stack?: string
  readonly cause?: ErrorLine
}

/** Describes whatever was thrown: circular causes, throwing getters and things that are no errors included. */
export function describeError(error: unknown): ErrorLine {
  return describe(error, new Set())
}

function describe(error: unknown, seen: Set<unknown>): ErrorLine {
  if (typeof error !== 'object' || error === null) return { name: typeof error, message: text(error) }
  seen.add(error)
  const name = read(error, 'name')
  const code = read(error, 'code')
  const stack = read(error, 'stack')
  const cause = read(error, 'cause')
  const further = cause !== undefined && cause !== null && !seen.has(cause) && seen.size < CAUSES
  return {
    name: typeof name === 'string' ? redact(name, WORD_LIMIT) : 'object',
    message: text(read(error, 'message')),
    ...(typeof code === 'string' && WORD.test(code) && { code: redact(code, WORD_LIMIT) }),
    ...(typeof stack === 'string' && { stack: redact(stack, STACK_LIMIT) }),
    ...(further && { cause: describe(cause, seen) }),
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? redact(value, MESSAGE_LIMIT) : ''
}

function read(from: object, name: string): unknown {
  try {
    return Reflect.get(from, name)
  } catch {
    return undefined
  }
}
