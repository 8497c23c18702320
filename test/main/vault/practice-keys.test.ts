import { expect, it } from 'vitest'
import { createPracticeKeys } from '../../../src/main/vault/practice-keys.ts'

const ACCEPTED = {
  daisy: { apiKey: 'daisy accepts this' },
  ocpay: { apiKey: 'ocpay accepts this' },
  oneshotpay: { apiKey: 'oneshotpay accepts this' },
  oxapay: { apiKey: 'oxapay accepts this' },
}
const TYPED = { apiKey: 'typed' }

it('an account of the practice book has the key its provider accepts, until another is typed or it is forgotten', async () => {
  const keys = createPracticeKeys(ACCEPTED)
  const used = (id: string) => keys.use(id, 'ocpay', async (credentials) => credentials)
  expect(keys.has('one')).toBe(true)
  expect(await used('one')).toEqual({ ok: true, value: ACCEPTED.ocpay })
  expect(await keys.put('one', 'ocpay', TYPED)).toEqual({ ok: true, value: null })
  expect(await used('one')).toEqual({ ok: true, value: TYPED })
  expect(await used('two')).toEqual({ ok: true, value: ACCEPTED.ocpay })

  expect(await keys.forget('one')).toEqual({ ok: true, value: null })
  expect(keys.has('one')).toBe(false)
  expect(await used('one')).toMatchObject({ error: { code: 'NO_KEY' } })
  expect(keys.has('two')).toBe(true)

  await keys.put('one', 'ocpay', TYPED)
  expect(keys.has('one')).toBe(true)
  expect(await used('one')).toEqual({ ok: true, value: TYPED })
})

it('what was typed for a forgotten account does not come back with it', async () => {
  const keys = createPracticeKeys(ACCEPTED)
  await keys.put('one', 'ocpay', TYPED)
  await keys.forget('one')
  await keys.put('one', 'ocpay', { apiKey: 'another' })
  expect(await keys.use('one', 'ocpay', async (credentials) => credentials)).toEqual({
    ok: true,
    value: { apiKey: 'another' },
  })
})
