import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { logStartFailure } from '../../../src/main/log/start-failure.ts'
import { temporaryFolder } from '../../support/app/folder.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

it('a failed start is written down where the log lies, without its secrets, for its owner alone', () => {
  const folders = { data: folder.path, temporary: join(folder.path, 'nowhere') }
  const path = logStartFailure(new Error('no book; api_key=abcdef123456'), folders, 0)
  expect(path).toBe(join(folder.path, 'logs', 'counterfoil.log'))
  const text = readFileSync(path ?? '', 'utf8')
  expect(text).toContain('no book')
  expect(text).not.toContain('abcdef123456')
  if (process.platform !== 'win32') expect(statSync(path ?? '').mode & 0o777).toBe(0o600)
})

it('a data folder that takes no file is passed over for a fresh folder among the temporary ones', () => {
  const [data, temporary] = [join(folder.path, 'own'), join(folder.path, 'temporary')]
  mkdirSync(data)
  mkdirSync(temporary)
  // Not even an administrator makes a folder where a file lies.
  writeFileSync(join(data, 'logs'), '')
  const path = logStartFailure(new Error('no book'), { data, temporary }, 0) ?? ''
  expect(dirname(dirname(path))).toBe(temporary)
  expect(readFileSync(path, 'utf8')).toContain('no book')
  if (process.platform !== 'win32') expect(statSync(dirname(path)).mode & 0o777).toBe(0o700)
  const nowhere = { data, temporary: join(folder.path, 'nowhere') }
  expect(logStartFailure(new Error('no book'), nowhere, 0)).toBeNull()
})
