import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a second start hands to the first. */
export interface SecondStart {
  readonly argv: readonly string[]
  readonly cwd: string
}

/**
 * Takes the one lock of a data folder; false when a living process holds it, which is then told of this start.
 *
 * A file with the holder's process number: a number of a dead process is taken over.
 */
export function takeInstanceLock(folder: string, onSecond: (start: SecondStart) => void): boolean {
  const home = join(folder, 'standin-instance')
  mkdirSync(home, { recursive: true })
  const lock = join(home, 'lock')
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      listen(home, onSecond)
      process.once('exit', () => rmSync(lock, { force: true }))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (isStandIn(Number(readText(lock)))) {
      const start: SecondStart = { argv: process.argv, cwd: process.cwd() }
      writeFileSync(join(home, `second-${process.pid}.json`), JSON.stringify(start))
      return false
    }
    rmSync(lock, { force: true })
  }
  return false
}

function listen(home: string, onSecond: (start: SecondStart) => void): void {
  const take = () => {
    for (const name of readdirSync(home).filter((each) => each.startsWith('second-'))) {
      try {
        const start = JSON.parse(readFileSync(join(home, name), 'utf8')) as SecondStart
        rmSync(join(home, name), { force: true })
        onSecond(start)
      } catch {
        // Half written: the next notice of the same file reads it whole.
      }
    }
  }
  for (const name of readdirSync(home).filter((each) => each.startsWith('second-'))) {
    rmSync(join(home, name), { force: true })
  }
  watch(home, take).unref()
}

function isStandIn(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const command = readText(`/proc/${pid}/cmdline`)
  return process.platform !== 'linux' || command === '' || command.includes('electron-standin')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
