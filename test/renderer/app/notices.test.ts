import { expect, it } from 'vitest'
import { byGravity, type Notice } from '../../../src/renderer/app/notices.tsx'

const notice = (invoiceId: string, outcome: Notice['telling']['outcome'], givenUp = false): Notice => ({
  ...{ invoiceId, number: invoiceId },
  received: { currency: 'USD', amount: '12.5' },
  due: { currency: 'USD', amount: '0' },
  telling: { outcome, givenUp },
})
const ids = (notices: readonly Notice[]) => byGravity(notices).map(({ invoiceId }) => invoiceId)

it('puts what needs an answer before what needs none; of equal ones the newest stays first', () => {
  expect(
    ids([notice('a', 'paid'), notice('b', 'underpaid'), notice('c', 'expired'), notice('d', 'unknown')]),
  ).toEqual(['b', 'd', 'a', 'c'])
})

it('lets no number of good news take the place of one that needs an answer', () => {
  const good = ['a', 'b', 'c', 'd', 'e'].map((id) => notice(id, 'paid'))
  expect(ids([...good, notice('f', 'paid_late')])).toEqual(['f', 'a', 'b', 'c'])
  expect(ids([...good, notice('g', 'paid', true)])[0]).toBe('g')
})
