import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ownTill } from '../support/app/own-till.ts'
import { backUp, problem, sold } from '../support/app/practice-till.ts'

const own = ownTill()

it('what file managers and sync clients put among the backups is never taken for one of them, and stays', async () => {
  const till = await own.practise()
  await sold(till, 1)
  const name = await backUp(till)
  const strange = [
    '.DS_Store',
    `._${name}`,
    'Thumbs.db',
    'desktop.ini',
    '~$notes.docx',
    name.replace('.sqlite.zst', ' (conflicted copy 2026-11-04).sqlite.zst'),
    name.replace('.sqlite.zst', '-DESKTOP-1.sqlite.zst'),
    name.replace('.sqlite.zst', '.sync-conflict-20261104-093000-ABCDEFG.sqlite.zst'),
    `${name}.crdownload`,
    name.replace('T', ':'),
  ].map((one) => join(own.path, 'backups', one))
  for (const one of strange) writeFileSync(one, 'not ours')
  expect((await till.call('backups.view', {})).rows.map((row) => row.name)).toEqual([name])
  await till.call('backups.make', {})
  await till.call('backups.restore', { name })
  expect(await problem(till)).toBeNull()
  for (const one of strange) expect(readFileSync(one, 'utf8')).toBe('not ours')
})

it('a folder of the backups that a link leads to is written into; where its disk is away that is told, and the till goes on', async () => {
  const elsewhere = own.another()
  mkdirSync(join(elsewhere, 'backups'))
  symlinkSync(join(elsewhere, 'backups'), join(own.path, 'backups'))
  const till = await own.practise()
  await sold(till, 1)
  const name = await backUp(till)
  expect(existsSync(join(elsewhere, 'backups', name))).toBe(true)
  renameSync(join(elsewhere, 'backups'), join(elsewhere, 'away'))
  expect((await till.refused('backups.make', {})).code).toBe('FOLDER_GONE')
  expect((await till.call('backups.view', {})).failure).toMatchObject({ code: 'FOLDER_GONE' })
  expect(await sold(till, 1)).toEqual(['PR-000002'])
  renameSync(join(elsewhere, 'away'), join(elsewhere, 'backups'))
  await till.call('backups.make', {})
  expect((await till.call('backups.view', {})).failure).toBeNull()
})
