import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ends a browser when the process that opened it is gone, however it went.
 *
 * Its standard input is a pipe held open by that process; the operating system closes it at any kind of end.
 */
const [pid = '', profile = ''] = process.argv.slice(2)
process.stdin.resume()
process.stdin.on('close', () => void cleanUp())
process.stdin.on('error', () => undefined)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

async function cleanUp(): Promise<void> {
  endBrowser()
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      rmSync(profile, { recursive: true, force: true })
      break
    } catch {
      await sleep(250)
      endBrowser()
    }
  }
  process.exit(0)
}

function endBrowser(): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', pid, '/T', '/F'], { stdio: 'ignore', windowsHide: true })
    return
  }
  try {
    process.kill(-Number(pid), 'SIGKILL')
  } catch {
    // The group has ended already.
  }
}
