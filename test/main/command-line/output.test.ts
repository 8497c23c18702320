import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import { writeSampleBook } from '../../../tools/sample-book/write.ts'
import { temporaryFolder } from '../../support/app/folder.ts'
import { tempFolder } from '../../support/books/open-book.ts'

const MAIN = join(import.meta.dirname, '../../../src/main/command-line/main.ts')
const shop = temporaryFolder()

beforeAll(async () => {
  mkdirSync(join(shop.path, 'books'))
  await writeSampleBook({ path: join(shop.path, 'books', 'live.sqlite'), sales: 400, seed: 'pipe' })
})
afterAll(() => shop.clean())

/** Runs a line whose answers go to `out`; where that is a pipe, it is closed after its first piece. */
function ran(
  out: 'pipe' | number,
  ...args: readonly string[]
): Promise<{ code: number | null; said: string }> {
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, '--no-warnings', MAIN, ...args, '--data', shop.path],
    {
      stdio: ['ignore', out, 'pipe'],
    },
  )
  const said: Buffer[] = []
  child.stderr?.on('data', (bytes: Buffer) => said.push(bytes))
  child.stdout?.once('data', () => child.stdout?.destroy())
  return new Promise((done) =>
    child.once('close', (code) => done({ code, said: Buffer.concat(said).toString('utf8') })),
  )
}

test('who reads an answer may go before its end', async () => {
  expect(await ran('pipe', 'list', '--limit', '400', '--json')).toEqual({ code: 0, said: '' })
})

it.runIf(existsSync('/dev/full'))('an answer that a disk does not take is told in a line', async () => {
  const { code, said } = await ran(openSync('/dev/full', 'w'), 'list')
  expect([code, said]).toEqual([1, expect.stringMatching(/^ENOSPC[^\n]*\n$/)])
})

test('a place that cannot be looked at is told, without a trace of the program', async () => {
  const folder = tempFolder()
  const long = join(folder, 'a'.repeat(300))
  symlinkSync('circle', join(folder, 'circle'))
  for (const out of [long, join(folder, 'circle'), join(folder, 'circle', 'x.csv'), join(long, 'x.csv')])
    for (const line of [['backup'], ['export', '--kind=invoices']]) {
      const { code, said } = await ran('pipe', ...line, '--out', out)
      expect([code, said.includes('node:fs'), said.includes('    at ')], `${line.join(' ')} ${out}`).toEqual([
        expect.toSatisfy((one) => one === 1 || one === 2),
        false,
        false,
      ])
      expect(said.length).toBeGreaterThan(20)
    }
})
