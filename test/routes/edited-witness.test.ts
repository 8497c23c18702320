import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ownTill } from '../support/app/own-till.ts'
import { backUp, numbersIn, sold } from '../support/app/practice-till.ts'

const own = ownTill()

it('a witness that was edited is no longer believed, and its backup is as good as before', async () => {
  const till = await own.practise()
  await sold(till, 2)
  const name = await backUp(till)
  const witness = join(own.path, 'backups', name.replace('.sqlite.zst', '.witness.json'))
  const text = readFileSync(witness, 'utf8')
  const row = async () => (await till.call('backups.view', {})).rows.find((one) => one.name === name)
  for (const edited of [
    text.replace(/"bookBytes": \d+/, '"bookBytes": 99999999999999'),
    text.replace(/"invoices": 2/, '"invoices": 3'),
    text.replace(/"fileBytes": \d+/, '"fileBytes": 1'),
    text.replace(/"sha256": "\w{4}/, '"sha256": "0000'),
    '{}',
    'null',
    '',
  ]) {
    expect(edited).not.toBe(text)
    writeFileSync(witness, edited)
    expect(await row()).toMatchObject({ sales: null, damaged: false })
    await till.call('backups.restore', { name })
    expect(await numbersIn(till)).toEqual(['PR-000001', 'PR-000002'])
  }
  // Another way to end the lines has edited nothing.
  writeFileSync(witness, text.replaceAll('\n', '\r\n'))
  expect(await row()).toMatchObject({ sales: 2 })
})
