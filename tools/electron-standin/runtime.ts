import type { Options } from './options.ts'

let options: Options | null = null

/** Sets how this run was asked for; once, before the app's own code is loaded. */
export function boot(chosen: Options): void {
  options = chosen
}

/** How this run was asked for; throws in a worker thread, where Electron offers nothing either. */
export function runtime(): Options {
  if (options === null) throw new Error("The module 'electron' can only be used on the main thread.")
  return options
}
