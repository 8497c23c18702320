import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupProblem, say } from './say.mjs'

/**
 * Says whether a process still runs.
 *
 * @param {number} pid
 */
function runs(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * @param {string} path
 */
function take(path) {
  try {
    const file = openSync(path, 'wx')
    writeSync(file, String(process.pid))
    closeSync(file)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    return false
  }
}

/**
 * Runs one setup at a time in a folder; a lock left behind by a dead process is taken over.
 *
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @param {{ waitMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function oneAtATime(path, work, options = {}) {
  mkdirSync(dirname(path), { recursive: true })
  const until = Date.now() + (options.waitMs ?? 15 * 60_000)
  let told = false
  while (!take(path)) {
    const holder = Number(read(path))
    if (!runs(holder)) {
      // A holder that has not written its number yet gets a moment before it counts as gone.
      await sleep(200)
      if (!runs(Number(read(path)))) rmSync(path, { force: true })
      continue
    }
    if (!told) say(`another setup runs in this folder (process ${holder}); waiting for it`)
    told = true
    if (Date.now() > until) throw new SetupProblem('The other setup takes too long. End it and try again.')
    await sleep(500)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/**
 * @param {string} path
 */
function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
