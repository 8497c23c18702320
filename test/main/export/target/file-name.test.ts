import { expect, test } from 'vitest'
import { isFileName } from '../../../../src/main/export/target/file-name.ts'

const WINDOWS_REFUSES = [
  ...[...'<>:"/\\|?*\n\t\u0001'].map((character) => `a${character}b.csv`),
  'receipts.csv:hidden',
  'receipts.',
  'receipts.csv ',
  'con',
  'CON.csv',
  'Nul',
  'aux .csv',
  'prn.tar.gz',
  'COM1.csv',
  'com¹.csv',
  'lpt9',
  'CONOUT$',
]

test.each(WINDOWS_REFUSES)('Windows takes no file called %j, Linux and macOS may', (name) => {
  expect(isFileName(name, 'win32')).toBe(false)
  expect([isFileName(name, 'linux'), isFileName(name, 'darwin')]).toEqual([true, true])
})

test.each(['', '.', '..', 'a\0b.csv'])('no system takes a file called %j', (name) => {
  for (const platform of ['win32', 'linux', 'darwin'] as const) expect(isFileName(name, platform)).toBe(false)
})

test.each([
  'receipts.csv',
  '.csv',
  'console.csv',
  'com10.csv',
  'إيصالات.csv',
  '🧾 \u200freceipts.csv',
  'null',
  "o'neill & co.csv",
])('every system takes a file called %j', (name) => {
  for (const platform of ['win32', 'linux', 'darwin'] as const) expect(isFileName(name, platform)).toBe(true)
})
