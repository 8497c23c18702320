import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { noteAtTill } from '../../../src/renderer/data/at-till.ts'
import { handleExceptions } from '../../../src/renderer/data/exceptions.ts'
import { editInvoices, turnEdit } from '../../../src/renderer/data/review.ts'

const TAG = { kind: 'tag', tag: 'deposit', isOn: true } as const
const FULL = { code: 'TOO_MANY_TAGS', params: { number: 'CF-000300' }, retryable: false, correlationId: '' }
const IDS = Array.from({ length: 600 }, (_, n) => `invoice-${n}`)

/** The calls in their order, each with how many invoices it was of. */
let asked: string[]
/** The piece that finds no room, from 1; 0 for none. */
let full: number

beforeEach(() => {
  asked = []
  full = 0
  const call = async (route: string, { ids = [] }: { ids?: string[] }) => {
    asked.push(`${route} ${ids.length}`)
    const isFull = asked.length === full
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (isFull) return { ok: false, error: FULL }
    if (route === 'review.edit') return { ok: true, value: { edited: ids.length, number: ids[0] } }
    if (route === 'exceptions.handle')
      return { ok: true, value: { handled: ids.length, gone: 0, renewed: 0, number: '', renewedNumber: '' } }
    return { ok: true, value: null }
  }
  vi.stubGlobal('window', { counterfoil: { call } })
})
afterEach(() => vi.unstubAllGlobals())

it('undoes a long edit once its last piece is there, and begins no other before', async () => {
  const long = editInvoices(TAG, IDS)
  const undone = turnEdit('undo')
  const next = editInvoices(TAG, ['other'])
  await Promise.all([long, undone, next])
  expect(asked).toEqual([
    ...['review.edit 250', 'review.edit 250', 'review.edit 100'],
    ...['review.undo 0', 'review.edit 1'],
  ])
})

it('tells what was done before a piece was refused, and throws where nothing was', async () => {
  full = 2
  expect(await editInvoices(TAG, IDS)).toMatchObject({
    ...{ edited: 250, number: 'invoice-0', seen: 250, stoppedBy: { failure: FULL } },
  })
  expect(await turnEdit('undo')).toBeNull()
  asked = []
  full = 1
  await expect(editInvoices(TAG, IDS)).rejects.toMatchObject({ failure: FULL })
  expect(asked).toEqual(['review.edit 250'])
})

it('sends no further piece of an act, and no undo that waits for it, once somebody else is at the till', async () => {
  const be = (id: string) => noteAtTill({ state: { kind: 'signedIn', id } })
  const notAllowed = { failure: { code: 'NOT_ALLOWED' } }
  be('karim-karim')
  const tagging = editInvoices(TAG, IDS, () => be('nadia-nadia'))
  const undoing = turnEdit('undo').catch((error: unknown) => error)
  expect(await tagging).toMatchObject({ edited: 250, seen: 250, stoppedBy: notAllowed })
  expect(await undoing).toMatchObject(notAllowed)
  expect(asked).toEqual(['review.edit 250'])
  // Whoever is there now acts as ever.
  await turnEdit('undo')
  const handled = await handleExceptions(IDS, 'seen', 1, () => be('karim-karim'))
  expect(handled).toMatchObject({ handled: 250, stoppedBy: notAllowed })
  expect(asked).toEqual(['review.edit 250', 'review.undo 0', 'exceptions.handle 250'])
})
