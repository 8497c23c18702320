import { z } from 'zod'
import { ok, type Result, refuse } from '../../../shared/contract/plain/envelope.ts'
import type { SavedViews } from '../../../shared/contract/shapes/lists/kept.ts'
import { type Settings, settings } from '../../../shared/contract/shapes/settings.ts'
import { usableViews } from '../lists/usable.ts'

/** What of the settings goes along: nothing of this computer's own, and no path. */
const portable = settings
  .pick({
    theme: true,
    language: true,
    digits: true,
    sound: true,
    volume: true,
    cashier: true,
    lastAccountId: true,
    quickAmounts: true,
    scanner: true,
  })
  .strip()

const file = z.object({
  version: z.literal(1),
  /** The code that the other computer's till goes on under. */
  till: z.string().regex(/^[A-Z0-9]{1,8}$/),
  /** A later version may speak a language that this one does not: the computer's own choice then stays. */
  settings: portable.partial().extend({ language: settings.shape.language.optional().catch(undefined) }),
  /** The views that were saved for the book's lists; an earlier version writes none. */
  views: z.unknown().optional(),
})

export type Portable = Partial<z.infer<typeof portable>>

/** What a file leaves out stays here as it is. */
function given(settings: z.infer<typeof file>['settings']): Portable {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}

/** What the plain part of a file for another computer says. */
export interface PlainPart {
  readonly till: string
  readonly settings: Portable
  /** Null where an earlier version wrote the file. */
  readonly views: SavedViews | null
}

/** Writes the portable settings and the saved views down, with the code for the other till. */
export function writePlain(all: Settings, views: SavedViews, till: string): string {
  return `${JSON.stringify({ version: 1, till, settings: portable.parse(all), views }, null, 2)}\n`
}

/** Reads them back. CORRUPT where they are none, FROM_FUTURE where a later version wrote them. */
export function readPlain(text: string): Result<PlainPart> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('CORRUPT')
  }
  const found = file.safeParse(value)
  if (found.success) {
    const { till, settings, views } = found.data
    return ok({ till, settings: given(settings), views: views === undefined ? null : usableViews(views) })
  }
  const version = typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : null
  return refuse(typeof version === 'number' && version > 1 ? 'FROM_FUTURE' : 'CORRUPT')
}
