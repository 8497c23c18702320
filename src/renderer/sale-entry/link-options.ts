import {
  type LinkOptionField,
  type LinkOptions,
  linkOptionFields,
  linkOptionOf,
} from '../../shared/contract/plain/link-options.ts'
import { textFits } from '../../shared/contract/plain/text-formats.ts'
import type { Account } from '../../shared/contract/shapes/account.ts'
import type { ProviderInfo } from '../../shared/contract/shapes/provider.ts'

/** The settings of the account that a sale may choose anew, as they stand in the sale being entered. */
export interface EnteredOptions {
  readonly fields: readonly {
    readonly field: LinkOptionField
    /** As typed; the account's where nothing was. */
    readonly text: string
    readonly fits: boolean
  }[]
  /** True while one of them is not what it must be. */
  readonly fault: boolean
  /** What the sale asks for; null where its provider leaves nothing to it. */
  readonly toSell: Record<string, string> | null
}

/** Reads what a sale being entered asks of its links, of this account; nothing where there is none. */
export function enteredOptions(
  provider: Pick<ProviderInfo, 'settings'> | null | undefined,
  account: Pick<Account, 'settings'> | undefined,
  typed: LinkOptions,
): EnteredOptions {
  const settings = account?.settings ?? {}
  const fields = linkOptionFields(provider?.settings ?? []).map((field) => {
    const text = typed[field.name] ?? linkOptionOf(field, {}, settings)
    return { field, text, fits: textFits(field, text.trim()) }
  })
  const toSell = Object.fromEntries(fields.map(({ field, text }) => [field.name, text.trim()]))
  return {
    fields,
    fault: fields.some(({ fits }) => !fits),
    toSell: fields.length === 0 ? null : toSell,
  }
}

/** Gives what a sale asked of its links as another account can be asked for it; undefined where its provider takes nothing of it. */
export function optionsAgain(
  provider: Pick<ProviderInfo, 'settings'> | null | undefined,
  options: LinkOptions,
): Record<string, string> | undefined {
  const names = linkOptionFields(provider?.settings ?? []).map(({ name }) => name)
  const again = Object.entries(options).filter(([name]) => names.includes(name))
  return again.length === 0 ? undefined : Object.fromEntries(again)
}
