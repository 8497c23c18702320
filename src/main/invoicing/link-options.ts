import { ok, type Result, refuse } from '../../shared/contract/plain/envelope.ts'
import { type LinkOptions, linkOptionFields, linkOptionOf } from '../../shared/contract/plain/link-options.ts'
import { textFits } from '../../shared/contract/plain/text-formats.ts'
import type { AccountSettings } from '../../shared/contract/shapes/account.ts'
import type { SettingField } from '../../shared/contract/shapes/provider.ts'

/**
 * Gives all that a sale asks of its links, so that a later link of it asks for the same whatever the account says by then.
 *
 * Null where its provider leaves nothing to a sale. INVALID_INPUT with the field for one that is not the sale's to choose, or
 * does not fit.
 */
export function chosenOptions(
  fields: readonly SettingField[],
  settings: AccountSettings,
  typed: LinkOptions,
): Result<LinkOptions | null> {
  const open = linkOptionFields(fields)
  for (const [name, value] of Object.entries(typed)) {
    const field = open.find((one) => one.name === name)
    if (!field || !textFits(field, value.trim())) return refuse('INVALID_INPUT', { field: name })
  }
  if (open.length === 0) return ok(null)
  return ok(Object.fromEntries(open.map((field) => [field.name, linkOptionOf(field, typed, settings)])))
}
