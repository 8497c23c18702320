import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import {
  fill,
  type Look,
  readFirst,
  shownAtOnce,
} from '../../../../src/renderer/data/lists/read-stretches.ts'
import {
  type Answer,
  type ListRows,
  rowAt,
  withAnswers,
} from '../../../../src/renderer/data/lists/stretches.ts'
import type { InvoiceRow } from '../../../../src/shared/contract/shapes/invoice.ts'
import { invoiceOf } from '../../../support/window/fixtures.ts'

const { invoice } = invoiceOf({ n: 1, provider: 'daisy', status: 'paid', asked: '5', createdAt: 0 })
const queryKey = ['invoices', 'list', 'rows', 'a view']
const answer = (n: number, book = 'ours'): Answer<InvoiceRow> => [
  n,
  {
    count: 500,
    rows: Array.from({ length: 100 }, (_, at) => ({ ...invoice, id: `${book} ${n * 100 + at}` })),
  },
]

function begun(wanted: readonly number[]) {
  const client = new QueryClient()
  client.setQueryData<ListRows<InvoiceRow>>(queryKey, withAnswers(undefined, [answer(0)], false))
  const look: Look = { queryKey, seen: [0], wanted, isReading: false }
  const shown = () => client.getQueryData<ListRows<InvoiceRow>>(queryKey)
  return { client, look, shown }
}

it('reads what lacks, what is in sight first, and what has come into sight meanwhile', async () => {
  const { client, look, shown } = begun([3, 1])
  const read: number[] = []
  const reading = fill(client, look, async (n) => {
    read.push(n)
    if (n === 3) look.wanted = [4, 1]
    return answer(n)
  })
  expect(await fill(client, look, () => Promise.reject(new Error('one at a time')))).toBeNull()
  expect(await reading).toBeNull()
  expect(read).toEqual([3, 4, 1])
  expect(rowAt(shown(), 460)?.id).toBe('ours 460')
})

it('names the stretch that could not be read, keeps the others, and reads it when it is tried again', async () => {
  const { client, look, shown } = begun([1, 2])
  const isOut = new Set([2])
  const read = (n: number) =>
    isOut.has(n) ? Promise.reject(new Error('no answer')) : Promise.resolve(answer(n))
  expect(await fill(client, look, read)).toMatchObject({ look, n: 2, error: { message: 'no answer' } })
  expect([rowAt(shown(), 150)?.id, rowAt(shown(), 250)]).toEqual(['ours 150', null])
  isOut.clear()
  expect(await fill(client, look, read)).toBeNull()
  expect(rowAt(shown(), 250)?.id).toBe('ours 250')
})

it('shows nothing of a book that was left while it was read', async () => {
  const { client, look, shown } = begun([1])
  const leave = () => {
    client.removeQueries()
    client.setQueryData<ListRows<InvoiceRow>>(queryKey, withAnswers(undefined, [answer(0, 'theirs')], false))
  }
  const reading = fill(client, look, async (n) => {
    leave()
    return answer(n)
  })
  expect(await reading).toBeNull()
  expect([rowAt(shown(), 0)?.id, rowAt(shown(), 100)]).toEqual(['theirs 0', null])
  await shownAtOnce(client, queryKey, async () => {
    leave()
    return withAnswers(undefined, [answer(0)], true)
  })
  expect([rowAt(shown(), 0)?.id, rowAt(shown(), 100)]).toEqual(['theirs 0', null])
})

const found = (isWhole: boolean) => async () => ({ ...answer(0)[1], count: 100, isWhole })

it('shows the first rows of a view before all of it was read, and no more of it where nobody looks any longer', async () => {
  const client = new QueryClient()
  const shown = () => client.getQueryData<ListRows<InvoiceRow>>(queryKey)
  let isLeft: () => void = () => {}
  const first = found(false)
  const whole = answer(0)[1]
  const queryFn = async () =>
    (await readFirst<InvoiceRow>(client, queryKey, first)) ?? withAnswers(undefined, [[0, whole]], true)
  const look = async () => {
    isLeft = new QueryObserver(client, { queryKey, queryFn }).subscribe(() => undefined)
    await new Promise((done) => setTimeout(done, 30))
  }
  await look()
  expect(shown()).toMatchObject({ count: 100, isBegun: true })
  isLeft()
  await new Promise((done) => setTimeout(done, 250))
  expect(shown()).toBeUndefined()
  await look()
  expect(shown()).toMatchObject({ isBegun: true })
  await new Promise((done) => setTimeout(done, 250))
  expect(shown()).toMatchObject({ count: 500, isBegun: false })
  isLeft()
})

it('asks for nothing more where the first rows are all, and for none of them where some were read', async () => {
  const { client, shown } = begun([1])
  expect(await readFirst(client, queryKey, () => Promise.reject(new Error('asked')))).toBeNull()
  expect(shown()?.count).toBe(500)
  const other = ['another view']
  client.setQueryDefaults(other, {})
  void client.prefetchQuery({ queryKey: other, queryFn: () => new Promise(() => undefined) })
  expect(await readFirst(client, other, found(true))).toMatchObject({ count: 100, isBegun: false })
  expect(client.getQueryData(other)).toBeUndefined()
})

it.each([true, false])(
  'shows no first rows of a book that was left while they were read (all of them: %s)',
  async (isWhole) => {
    const client = new QueryClient()
    void client.prefetchQuery({ queryKey, queryFn: () => new Promise(() => undefined) })
    const shown = await readFirst(client, queryKey, async () => {
      client.removeQueries()
      return found(isWhole)()
    })
    expect([shown, client.getQueryData(queryKey)]).toEqual([null, undefined])
  },
)
