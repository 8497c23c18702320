import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Where setup keeps what it knows; inside node_modules, so that it goes when they go.
 *
 * @param {string} root
 * @param {string} name
 */
export function stateFile(root, name) {
  return join(root, 'node_modules', '.counterfoil', name)
}

/**
 * Reads a JSON file; null when it is missing or not whole.
 *
 * @param {string} path
 * @returns {any}
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

/**
 * Writes a JSON file so that it is there whole or not at all.
 *
 * @param {string} path
 * @param {unknown} value
 */
export function writeJson(path, value) {
  mkdirSync(dirname(path), { recursive: true })
  const half = `${path}.${process.pid}.new`
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`)
  renameSync(half, path)
}

/**
 * Forgets a file; nothing happens when it is not there.
 *
 * @param {string} path
 */
export function forget(path) {
  rmSync(path, { force: true })
}
