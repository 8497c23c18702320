import type { AccountSettings } from '../../shared/contract/shapes/account.ts'

/** A text setting without outer spaces; undefined when it is not set. */
export function textSetting(settings: AccountSettings, name: string): string | undefined {
  const value = settings[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** A choice setting; `initial` when it is not set or no longer offered. */
export function choiceSetting<T extends string>(
  settings: AccountSettings,
  name: string,
  options: readonly T[],
  initial: T,
): T {
  return options.find((option) => option === settings[name]) ?? initial
}

/** A number setting within its limits; undefined when it is not set or outside. */
export function numberSetting(
  settings: AccountSettings,
  name: string,
  min: number,
  max: number,
): number | undefined {
  const value = settings[name]
  return typeof value === 'number' && value >= min && value <= max ? value : undefined
}

/** A flag setting; false when it is not set. */
export function flagSetting(settings: AccountSettings, name: string): boolean {
  return settings[name] === true
}
