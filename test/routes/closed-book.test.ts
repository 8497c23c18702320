import { copyFileSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { practiceTill, problem, sell, sold } from '../support/app/practice-till.ts'

const till = practiceTill()

const PASSPHRASE = 'four words for a till'

const KEY = { apiKey: 'the-key-of-the-shop-1' }

it('an overview that is asked for while the book is left and opened again is answered, whatever the moment', async () => {
  const app = await till.open()
  await sold(app, 2)
  let left = 0
  for (let round = 0; round < 3; round++) {
    utimesSync(join(till.path, 'practice.sqlite'), new Date(), new Date(Date.now() + 5_000 + round))
    const sale = await sell(app)
    if (!sale.ok) left += 1
    const asked: Promise<string>[] = []
    let open = false
    while (!open) {
      const overview = app.envelope('app.overview', {})
      asked.push(overview.then((one) => (one.ok ? 'answered' : one.error.code)))
      void overview.then((one) => {
        open ||= one.ok && one.value.bookProblem === null && one.value.invoiceCount > 0
      })
      await new Promise((done) => setTimeout(done, 2))
    }
    expect([...new Set(await Promise.all(asked))]).toEqual(['answered'])
    expect(await problem(app)).toBeNull()
  }
  expect(left).toBeGreaterThan(0)
})

it('a key is neither replaced nor removed for a book that takes nothing', async () => {
  const app = await till.open(till.path, 'live')
  await app.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  const account = { provider: 'ocpay', label: 'Shop', credentials: KEY, settings: {} } as const
  const { id } = await app.call('accounts.add', account)
  await till.close()
  const book = join(till.path, 'live.sqlite')
  const older = join(till.path, 'older')
  const vault = join(till.path, 'vault.json')
  copyFileSync(book, older)
  await (await till.open(till.path, 'live')).call('accounts.update', { id, label: 'Shop 2', settings: {} })
  await till.close()
  copyFileSync(older, book)

  const again = await till.open(till.path, 'live')
  await again.call('vault.unlock', { passphrase: PASSPHRASE })
  expect(await problem(again)).toMatchObject({ code: 'BOOK_BEHIND' })
  const sealed = readFileSync(vault, 'utf8')
  const other = { apiKey: 'the-key-of-the-shop-2' }
  expect((await again.refused('accounts.replaceKey', { id, credentials: other })).code).toBe('BOOK_BEHIND')
  expect((await again.refused('accounts.forget', { id })).code).toBe('BOOK_BEHIND')
  expect(readFileSync(vault, 'utf8')).toBe(sealed)
  expect((await again.call('accounts.list', {})).map((one) => one.hasKey)).toEqual([true])
})
