import { expect, it } from 'vitest'
import { joined } from '../../../src/renderer/data/joined.ts'

it('asks once where it is asked twice before the answer, and both get that answer', async () => {
  const asked: string[] = []
  const answers: (() => void)[] = []
  const ask = joined((what: string) => {
    asked.push(what)
    return new Promise<string>((resolve) => answers.push(() => resolve(`saved ${what}`)))
  })
  const both = [ask('here'), ask('here')]
  answers[0]?.()
  expect(await Promise.all(both)).toEqual(['saved here', 'saved here'])
  expect(asked).toEqual(['here'])
})

it('asks anew once the answer came, also where that was no', async () => {
  let asked = 0
  const ask = joined(async () => {
    asked += 1
    if (asked === 1) throw new Error('no room')
    return asked
  })
  await expect(ask()).rejects.toThrow('no room')
  expect(await ask()).toBe(2)
})

it('takes no answer to one question for that to another: each of two figures that are kept at once is asked for', async () => {
  const answers: (() => void)[] = []
  const ask = joined(
    ({ told }: { readonly told: string }) =>
      new Promise<string>((resolve) => answers.push(() => resolve(`kept ${told}`))),
  )
  const both = [ask({ told: '10' }), ask({ told: '20' }), ask({ told: '10' })]
  for (const answer of answers) answer()
  expect(await Promise.all(both)).toEqual(['kept 10', 'kept 20', 'kept 10'])
  expect(answers.length).toBe(2)
})
