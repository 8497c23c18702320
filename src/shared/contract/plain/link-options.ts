import type { AccountSettings } from '../shapes/account.ts'
import type { SettingField } from '../shapes/provider.ts'

/** What one sale asks of its payment links, by the names of its provider's settings; an empty text means "not set". */
export type LinkOptions = Readonly<Record<string, string>>

/** A setting of an account that each sale may choose anew. */
export type LinkOptionField = Extract<SettingField, { kind: 'text' }>

/** Gives the settings of a provider that each sale may choose anew. */
export function linkOptionFields(settings: readonly SettingField[]): readonly LinkOptionField[] {
  return settings.filter((field) => field.kind === 'text').filter((field) => field.perSale === true)
}

/** Gives what a sale asks for: as typed for it, else as its account has it; without outer spaces. */
export function linkOptionOf(field: LinkOptionField, typed: LinkOptions, settings: AccountSettings): string {
  const ofAccount = settings[field.name]
  return (typed[field.name] ?? (typeof ofAccount === 'string' ? ofAccount : '')).trim()
}
