import { expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/registry.ts'

test('what says which of a provider’s lists an account reads is fixed once links were made with it, and nothing else', () => {
  const fixed = Object.values(providers).map(({ id, settings }) => [
    id,
    settings.filter((field) => 'fixed' in field && field.fixed).map((field) => field.name),
  ])
  expect(Object.fromEntries(fixed)).toEqual({
    daisy: ['environment'],
    oneshotpay: [],
    ocpay: [],
    oxapay: ['dialect', 'sandbox'],
  })
})

test('each provider has its name, and a link of 1ShotPay lives five minutes to a week', () => {
  const names = Object.values(providers).map(({ name }) => name)
  expect(names.toSorted()).toEqual(['1ShotPay', 'Daisy', 'OCPay', 'OxaPay'])
  const life = providers.oneshotpay.settings.find(({ name }) => name === 'expiryMinutes')
  expect(life).toMatchObject({ min: 5, max: 7 * 24 * 60, initial: 15 })
})

test('a customer’s address is asked for where it goes to the provider, and said to be written to where it is', () => {
  const said = Object.values(providers).map(({ id, capabilities }) => [
    id,
    [capabilities.customerEmail, capabilities.emailsCustomer],
  ])
  expect(Object.fromEntries(said)).toEqual({
    daisy: [true, true],
    oneshotpay: [false, false],
    ocpay: [false, false],
    oxapay: [true, false],
  })
})
