import { expect, it } from 'vitest'
import { createLonePress } from '../../../src/renderer/keyboard/lone-press.ts'

const press = (key: string, timeStamp: number, repeat = false) => ({ key, timeStamp, repeat })

function lone(...presses: readonly ReturnType<typeof press>[]): boolean | undefined {
  const one = createLonePress()
  one.begin(1_000)
  return presses.map((each) => one.hears(each)).at(-1)
}

it('is one that a hand makes after it has read what is there, also after moving there by other keys', () => {
  expect(lone(press('Enter', 2_000))).toBe(true)
  expect(lone(press('Tab', 2_000), press('Enter', 2_050))).toBe(true)
})

it('is none that comes with what it would choose from, or is held down from before', () => {
  expect(lone(press('Enter', 1_200))).toBe(false)
  expect(lone(press('Enter', 1_550, true), press('Enter', 1_990, true))).toBe(false)
  expect(lone(press('Enter', 1_550, true), press('Enter', 1_900))).toBe(false)
})

it('is none behind a character, however short the code of a scanner is', () => {
  expect(lone(press('7', 5_000), press('Enter', 5_020))).toBe(false)
  expect(lone(press('A', 5_000), press(' ', 5_020))).toBe(false)
  expect(lone(press('7', 5_000), press('Tab', 5_010), press('Enter', 5_500))).toBe(false)
  expect(lone(press('7', 5_000), press('Enter', 5_700))).toBe(true)
})
