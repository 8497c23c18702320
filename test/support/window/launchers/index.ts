import { describe, it } from 'vitest'
import { electronLaunch, standInLaunch } from '../../../../tools/launch.ts'
import { launchOnElectron } from './electron.ts'
import type { LaunchedApp, LauncherName, LaunchOptions } from './launched-app.ts'
import { launchOnStandIn } from './standin.ts'

export type { LaunchedApp, LauncherName, LaunchOptions } from './launched-app.ts'

const LAUNCHERS: readonly LauncherName[] = ['standin', 'electron']
const IN_WORDS = { standin: 'the stand-in', electron: 'Electron' } as const

/** Opens the built app with a launcher; a theme and a size are set before it is handed back. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const app = await (options.launcher === 'electron' ? launchOnElectron(options) : launchOnStandIn(options))
  if (options.theme) await app.page.emulateMedia({ colorScheme: options.theme })
  if (options.size) await app.page.setViewportSize(options.size)
  return app
}

/** Why a launcher cannot be used on this machine; null when it can. */
export function whyMissing(launcher: LauncherName): string | null {
  if (launcher === 'electron') {
    return electronLaunch() === null ? "Electron's binary is not on this machine" : null
  }
  return standInLaunch() === null ? 'no Chromium, Chrome or Edge was found on this machine' : null
}

/** Runs the same tests on every launcher; one that is missing is reported as skipped, by name and reason. */
export function onEveryLauncher(subject: string, tests: (launcher: LauncherName) => void): void {
  for (const launcher of LAUNCHERS) {
    const name = `${subject}, on ${IN_WORDS[launcher]}`
    const reason = whyMissing(launcher)
    if (reason === null) describe(name, () => tests(launcher))
    else it(name, ({ skip }) => skip(reason))
  }
}
