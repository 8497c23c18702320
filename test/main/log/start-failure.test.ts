import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { logStartFailure } from '../../../src/main/log/start-failure.ts'
import { temporaryFolder } from '../../support/app/folder.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.clean())

it('a failed start is written down where the log lies, without its secrets, for its owner alone', () => {
  const path = logStartFailure(new Error('no book; api_key=abcdef123456'), [folder.path], 0)
  expect(path).toBe(join(folder.path, 'logs', 'counterfoil.log'))
  const text = readFileSync(path ?? '', 'utf8')
  expect(text).toContain('no book')
  expect(text).not.toContain('abcdef123456')
  if (process.platform !== 'win32') expect(statSync(path ?? '').mode & 0o777).toBe(0o600)
})

it('a folder that takes no file is passed over for the next one', () => {
  const [own, other] = [join(folder.path, 'own'), join(folder.path, 'other')]
  mkdirSync(own)
  // Not even an administrator makes a folder where a file lies.
  writeFileSync(join(own, 'logs'), '')
  expect(logStartFailure(new Error('no book'), [own, other], 0)).toBe(join(other, 'logs', 'counterfoil.log'))
  expect(logStartFailure(new Error('no book'), [own], 0)).toBeNull()
})
