import { electronLaunch } from '../../../../tools/launch.ts'
import { launchOnElectron } from './electron.ts'
import type { LaunchedApp, LaunchOptions } from './launched-app.ts'
import { launchOnStandIn } from './standin.ts'

/** Opens the built app with whatever this machine has: Electron, else the stand-in. */
export async function launchUsual(options: Omit<LaunchOptions, 'launcher'>): Promise<LaunchedApp> {
  const app =
    electronLaunch() === null
      ? await launchOnStandIn({ ...options, launcher: 'standin' })
      : await launchOnElectron({ ...options, launcher: 'electron' })
  if (options.theme) await app.page.emulateMedia({ colorScheme: options.theme })
  if (options.size) await app.page.setViewportSize(options.size)
  return app
}
