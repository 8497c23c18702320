import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** How this run was asked for, from the same switches as Electron's and a few of the stand-in's own. */
export interface Options {
  /** The app's folder: the one that holds its package.json. */
  readonly appPath: string
  readonly entry: string
  readonly name: string
  readonly version: string
  readonly argv: readonly string[]
  readonly userDataDir: string | null
  readonly headless: boolean
  readonly debuggingPort: number | null
  readonly browser: string | null
}

type Env = Readonly<Record<string, string | undefined>>

/** Reads `--name=value` from the arguments; null when it is absent or empty. */
export function readSwitch(argv: readonly string[], name: string): string | null {
  const found = argv.findLast((argument) => argument.startsWith(`--${name}=`))
  return found ? found.slice(name.length + 3) || null : null
}

/** Says whether a window can be shown: every desktop but a Linux without X or Wayland. */
export function hasDisplay(platform: string, env: Env): boolean {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY)
}

/** Reads what to run and how; throws in words when the folder holds no app. */
export function readOptions(argv: readonly string[], env: Env, cwd: string, platform: string): Options {
  const first = argv.find((argument) => !argument.startsWith('-')) ?? '.'
  const appPath = resolve(cwd, first)
  const manifest = readManifest(appPath)
  const port = readSwitch(argv, 'remote-debugging-port')
  return {
    appPath,
    entry: join(appPath, manifest.main),
    name: manifest.productName ?? manifest.name,
    version: manifest.version,
    argv,
    userDataDir: readSwitch(argv, 'user-data-dir') ?? env.COUNTERFOIL_STANDIN_USER_DATA ?? null,
    headless: argv.includes('--headless') || !hasDisplay(platform, env),
    debuggingPort: port === null ? null : Number(port),
    browser: env.COUNTERFOIL_STANDIN_BROWSER ?? env.CHROMIUM_PATH ?? null,
  }
}

interface Manifest {
  readonly name: string
  readonly productName?: string
  readonly version: string
  readonly main: string
}

function readManifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  } catch (error) {
    throw new Error(`No app to run in ${folder}: its package.json cannot be read.`, { cause: error })
  }
}
