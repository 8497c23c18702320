import { expect, it } from 'vitest'
import { typedAnew } from '../../../src/renderer/setup/typed-anew.ts'

it('forgets what was said of the last try with the first key that is typed after it, and takes each', () => {
  const typed: string[] = []
  let forgotten = 0
  const tried = {
    isError: true,
    reset: () => {
      forgotten += 1
    },
  }
  const take = (text: string) => typed.push(text)
  typedAnew<string>(tried, take)('a')
  typedAnew<string>({ ...tried, isError: false }, take)('ab')
  expect(typed).toEqual(['a', 'ab'])
  expect(forgotten).toBe(1)
})
