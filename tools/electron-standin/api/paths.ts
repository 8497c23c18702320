import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The folders that Electron names, where each system keeps them; null for a name not among them. */
export function systemPath(
  name: string,
  platform: string,
  env: Env,
  home: string = homedir(),
): string | null {
  switch (name) {
    case 'home':
      return home
    case 'temp':
      return tmpdir()
    case 'appData':
      if (platform === 'darwin') return join(home, 'Library', 'Application Support')
      if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData', 'Roaming')
      return env.XDG_CONFIG_HOME || join(home, '.config')
    case 'documents':
      return env.XDG_DOCUMENTS_DIR || join(home, 'Documents')
    case 'downloads':
      return env.XDG_DOWNLOAD_DIR || join(home, 'Downloads')
    default:
      return null
  }
}
