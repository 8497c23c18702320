import { join } from 'node:path'
import { systemClock, systemTimers } from '../shared/time/clock.ts'
import { usableZone } from '../shared/time/zone.ts'
import { loadCatalogue } from '../shared/words/catalogues.ts'
import { FIRST_LANGUAGE } from '../shared/words/languages.ts'
import { localeOf } from '../shared/words/locale.ts'
import { createWords } from '../shared/words/words.ts'
import { composeApp } from './app/compose.ts'
import { openAppFiles } from './app/files/app-files.ts'
import { createExportParts } from './app/files/export-parts.ts'
import { sweepDataFolder } from './app/files/sweep.ts'
import { openPeopleAtTerminal } from './app/people/terminal.ts'
import { isCommandLine } from './command-line/arguments.ts'
import { commandLineWords, environmentLanguages } from './command-line/language.ts'
import { outputOf } from './command-line/output.ts'
import { runCommandLine } from './command-line/run.ts'
import { secretsFrom } from './command-line/secret.ts'
import {
  copyText,
  fileDialog,
  folderDialog,
  keepDisplayAwake,
  notify,
  onQuit,
  onSleep,
  onWake,
  openExternal,
  saveDialog,
  setTheme,
  showInFolder,
  showStartProblem,
} from './electron/desktop.ts'
import { electronKeychain } from './electron/keychain.ts'
import { lockDown } from './electron/lock-down.ts'
import { APP_URL } from './electron/origin.ts'
import { serveBundle } from './electron/serve-bundle.ts'
import {
  appReady,
  claimApp,
  holdApp,
  leave,
  logFolders,
  ownArguments,
  setMenu,
  surroundings,
  systemLanguages,
} from './electron/start.ts'
import { writeJsonFile } from './electron/stores.ts'
import { listenForCalls, publish } from './electron/transport.ts'
import { createCustomerWindow } from './electron/windows/customer-window.ts'
import { windowRoles } from './electron/windows/open-windows.ts'
import { openWindow } from './electron/windows/window.ts'
import { createLog } from './log/log.ts'
import { createLogFile } from './log/log-file.ts'
import { logStartFailure } from './log/start-failure.ts'
import { readProviderOrigins } from './providers/origins.ts'

/** Answers on the command line, beside a window that is open or without one. */
async function answer(args: readonly string[]): Promise<void> {
  const { version, userData } = surroundings()
  const { left, ...output } = outputOf(process.stdout, process.stderr)
  const code = await runCommandLine(args, {
    words: await commandLineWords(args, userData, [
      ...environmentLanguages(process.env),
      ...systemLanguages(),
    ]),
    ...{ version, usualData: userData, now: () => systemClock.now() },
    openPeople: () => openPeople(userData),
    askSecret: secretsFrom(process.stdin, process.stderr),
    ...output,
  })
  leave(await left(code))
}

/** Opens people for the owner's way back, while no window is open: it would know nothing of what is changed beneath it. */
async function openPeople(userData: string) {
  if (!(await holdApp())) return { ok: false, why: 'running' } as const
  const failed = (error: unknown) => process.stderr.write(`${error}\n`)
  const files = openAppFiles({ folder: userData, write: writeJsonFile, now: () => systemClock.now(), failed })
  const { platform } = process
  return openPeopleAtTerminal({
    ...{ files, platform, failed, clock: systemClock, dataDir: join(userData, 'books') },
    keychain: electronKeychain(),
  })
}

async function start(): Promise<void> {
  const args = ownArguments()
  if (isCommandLine(args)) return answer(args)
  if (!claimApp()) return
  // A file that may not grow is told by the write itself; the settings' library would end the app for it.
  if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined)
  await appReady()
  const { version, isPackaged, userData, developmentOrigin } = surroundings()
  lockDown(developmentOrigin)
  serveBundle(join(import.meta.dirname, '../renderer'))
  const logFile = createLogFile({ path: join(userData, 'logs', 'counterfoil.log') })
  const log = createLog({ write: (line) => logFile.write(line), now: () => systemClock.now() })
  const failed = (error: unknown) => log.error('app file', error)
  const exportParts = createExportParts(join(userData, 'exports'), failed)
  // This process alone holds the folder, and nothing of it is open yet.
  const count = sweepDataFolder(userData, failed) + exportParts.sweep()
  if (count > 0) log.info('swept', { count })
  const files = openAppFiles({ folder: userData, write: writeJsonFile, now: () => systemClock.now(), failed })
  const pages = { preload: join(import.meta.dirname, '../preload/index.cjs'), isPackaged, developmentOrigin }
  const customerWindow = createCustomerWindow({
    ...pages,
    failed: (error) => log.error('customer window', error),
  })
  const app = await composeApp({
    version,
    platform: process.platform,
    appDir: userData,
    dataDir: join(userData, 'books'),
    witnessDir: join(userData, 'witness'),
    zone: usableZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
    systemLanguages,
    clock: systemClock,
    timers: systemTimers,
    files,
    exportParts,
    keychain: electronKeychain(),
    fetch: (request) => fetch(request),
    workers: {
      ledger: new URL('ledger-worker.js', import.meta.url),
      lists: new URL('lists-worker.js', import.meta.url),
      export: new URL('export-worker.js', import.meta.url),
      check: new URL('check-worker.js', import.meta.url),
      copies: new URL('copies-worker.js', import.meta.url),
      salvage: new URL('salvage-worker.js', import.meta.url),
      trail: new URL('trail-worker.js', import.meta.url),
      statements: new URL('statements-worker.js', import.meta.url),
    },
    backUpAtClose: true,
    providerOrigins: readProviderOrigins(process.env.COUNTERFOIL_PROVIDER_ORIGINS, isPackaged),
    allowedOrigins: [developmentOrigin ?? APP_URL.slice(0, -1)],
    windows: windowRoles,
    log,
    publish,
    customerWindow,
    saveDialog,
    folderDialog,
    fileDialog,
    copyText,
    openPayLink: openExternal,
    showInFolder,
    keepDisplayAwake,
    setTheme,
    setMenu,
    notify,
  })
  listenForCalls(app.call)
  onSleep(app.slept)
  onWake(app.wake)
  onQuit(app.close)
  await openWindow(
    { ...pages, store: files.stores.window, failed: (error) => log.error('window place', error) },
    customerWindow.openBeside,
  )
}

/** In the computer's language, not in that of the settings: they may be what could not be read. */
async function wordsOfFailure() {
  try {
    const locale = localeOf({ language: 'system', digits: null }, systemLanguages())
    await loadCatalogue(locale)
    return createWords(locale)
  } catch {
    return createWords(FIRST_LANGUAGE)
  }
}

start().catch(async (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  const { t } = await wordsOfFailure()
  const path = logStartFailure(error, logFolders(), systemClock.now())
  const text = path === null ? t('app.notStarted.noLog') : t('app.notStarted.text', { path })
  showStartProblem(t('app.notStarted.title'), text)
  process.exit(1)
})
