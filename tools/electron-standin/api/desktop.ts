import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type {
  Dialog,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
  Shell,
} from 'electron'
import { readSwitch } from '../options.ts'
import { preparedSaveAnswer, record } from '../record.ts'
import { runtime } from '../runtime.ts'
import { theApp } from './app.ts'

function chosen(path: string): SaveDialogReturnValue {
  mkdirSync(dirname(path), { recursive: true })
  return { canceled: false, filePath: path }
}

/**
 * Answers a save dialog: what a test prepared, else `--standin-save-path=`, else the desktop's own dialog (zenity),
 * else a free name in the folder `COUNTERFOIL_STANDIN_SAVE_DIR` or in Downloads.
 */
async function askWhereToSave(options: SaveDialogOptions): Promise<SaveDialogReturnValue> {
  const prepared = preparedSaveAnswer()
  if (prepared?.cancel) return { canceled: true, filePath: '' }
  if (prepared?.path) return chosen(prepared.path)
  const named = readSwitch(runtime().argv, 'standin-save-path')
  if (named !== null) return chosen(named)
  const suggested = basename(options.defaultPath ?? 'untitled')
  const folder = process.env.COUNTERFOIL_STANDIN_SAVE_DIR
  const inDownloads = freeName(join(folder ?? theApp().getPath('downloads'), suggested))
  if (folder !== undefined || runtime().headless) return chosen(inDownloads)
  const answer = await zenity(['--file-selection', '--save', `--filename=${inDownloads}`])
  if (answer === null) {
    process.stderr.write(`No save dialog on this desktop: saving as ${inDownloads}\n`)
    return chosen(inDownloads)
  }
  return answer === '' ? { canceled: true, filePath: '' } : chosen(answer)
}

/** Answers an open dialog: what a test prepared, else the desktop's own dialog (zenity); closed where there is none. */
async function askWhatToOpen({ properties = [] }: OpenDialogOptions): Promise<OpenDialogReturnValue> {
  const prepared = preparedSaveAnswer()
  const folder = properties.includes('openDirectory') ? ['--directory'] : []
  const asked = prepared || runtime().headless ? null : await zenity(['--file-selection', ...folder])
  const path = prepared ? (prepared.path ?? '') : (asked ?? '')
  return path === '' ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] }
}

/** Runs the desktop's dialog; null when there is none, empty when it was closed. */
function zenity(args: readonly string[]): Promise<string | null> {
  if (spawnSync('zenity', ['--version'], { stdio: 'ignore' }).status !== 0) return Promise.resolve(null)
  return new Promise((resolve) => {
    const child = spawn('zenity', args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
    })
    child.on('close', () => resolve(text.trim()))
  })
}

function freeName(path: string): string {
  const end = extname(path)
  const start = path.slice(0, path.length - end.length)
  for (let number = 2; existsSync(path); number++) path = `${start} (${number})${end}`
  return path
}

export const dialog = {
  showSaveDialog(first: unknown, second?: unknown) {
    const options = (second ?? first) as SaveDialogOptions
    return askWhereToSave(options).then((answer) => {
      record('save-dialog', { defaultPath: options.defaultPath ?? null, answer: answer.filePath })
      return answer
    })
  },
  showOpenDialog(first: unknown, second?: unknown) {
    const options = (second ?? first) as OpenDialogOptions
    return askWhatToOpen(options).then((answer) => {
      record('open-dialog', { properties: options.properties ?? [], answer: answer.filePaths })
      return answer
    })
  },
  showErrorBox(title: string, content: string) {
    record('error-box', { title, content })
    process.stderr.write(`${title}\n${content}\n`)
    if (!runtime().headless) void zenity(['--error', `--title=${title}`, '--no-markup', `--text=${content}`])
  },
} satisfies Pick<Dialog, 'showSaveDialog' | 'showOpenDialog' | 'showErrorBox'>

function openWithDesktop(target: string): void {
  if (runtime().headless) return
  const opener = { darwin: 'open', win32: 'explorer.exe' }[process.platform as string] ?? 'xdg-open'
  const child = spawn(opener, [target], { detached: true, stdio: 'ignore' })
  child.on('error', () => process.stderr.write(`Nothing on this desktop opens ${target}\n`))
  child.unref()
}

export const shell = {
  async openExternal(url: string) {
    record('open-external', { url })
    openWithDesktop(url)
  },
  async openPath(path: string) {
    record('open-path', { path })
    openWithDesktop(path)
    return ''
  },
  showItemInFolder(path: string) {
    record('show-item', { path })
    openWithDesktop(dirname(path))
  },
} satisfies Partial<Shell>
