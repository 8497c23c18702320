import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { filesIn, ownTill } from '../support/app/own-till.ts'
import { numbersIn, problem, sold } from '../support/app/practice-till.ts'

const own = ownTill()

it.each([
  ['in which no sale lies in the file itself', 0],
  ['whose last sales lie in the journal alone', 4],
])('a book that was copied with its journal, %s, is opened with all of them', async (_, before) => {
  const first = await own.practise()
  await sold(first, before)
  await own.close()
  const till = await own.practise()
  await sold(till, 3)
  const numbers = await numbersIn(till)
  const stick = join(own.another(), 'Sauvegarde été 📦 #1 100%')
  mkdirSync(stick)
  const copy = join(stick, 'practice.sqlite')
  for (const ending of ['', '-wal'])
    copyFileSync(join(own.path, `practice.sqlite${ending}`), `${copy}${ending}`)
  expect(statSync(`${copy}-wal`).size).toBeGreaterThan(0)
  const copied = filesIn(stick).map((path) => [path, readFileSync(path).toString('base64')])
  const app = await own.practise({ folder: own.another(), filePath: copy })
  await app.call('backups.openFile', {})
  expect(await problem(app)).toBeNull()
  expect(numbers).toHaveLength(before + 3)
  expect(await numbersIn(app)).toEqual(numbers)
  expect(filesIn(stick).map((path) => [path, readFileSync(path).toString('base64')])).toEqual(copied)
})
