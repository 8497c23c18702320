import { expect, it } from 'vitest'
import { isSamePassphrase } from '../../../src/renderer/setup/same-passphrase.ts'

it('takes an accent that was typed as a sign of its own for the letter with it, as the vault does', () => {
  expect(isSamePassphrase('Zoé naïve', 'Zoe\u0301 nai\u0308ve')).toBe(true)
  expect(isSamePassphrase('wide ａ', 'wide a')).toBe(true)
})

it('tells apart what the vault tells apart: letters, their case, and blanks', () => {
  expect(isSamePassphrase('four words here', 'four words hare')).toBe(false)
  expect(isSamePassphrase('four words here', 'Four words here')).toBe(false)
  expect(isSamePassphrase('four words here', 'four words here ')).toBe(false)
  expect(isSamePassphrase('Zoé', 'Zoe')).toBe(false)
})
