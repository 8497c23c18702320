import { join } from 'node:path'
import { expect } from 'vitest'
import type { ImportReading } from '../../../src/shared/contract/shapes/books/imports.ts'
import { writeSampleBook } from '../../../tools/sample-book/write.ts'
import type { TestApp, TestAppOptions } from './host.ts'
import type { OwnTill } from './own-till.ts'

/** Gives what tests of imports do in their till. */
export function importing(till: OwnTill) {
  /** Starts the app over a book of 60 sales. */
  async function withBook(options: Partial<TestAppOptions> = {}) {
    await writeSampleBook({
      path: join(till.path, 'live.sqlite'),
      sales: 60,
      seed: 'imports',
      until: Date.now(),
    })
    const app = await till.start(options)
    await app.call('settings.set', { cashier: 'Salima' })
    const account = (await app.call('accounts.list', {})).find(({ provider }) => provider === 'daisy')
    if (!account) throw new Error('the book has no account at Daisy')
    return { app, accountId: account.id }
  }

  /** Chooses the file, and shows it as it is proposed but for a change. */
  async function preview(app: TestApp, accountId: string, change: Partial<ImportReading> = {}) {
    const chosen = await app.call('imports.choose', {})
    if (!chosen) throw new Error('no file was chosen')
    const { encoding, delimiter, headerRow, fields, zone, fileId, columns } = chosen
    const reading: ImportReading = {
      ...{ encoding, delimiter: delimiter ?? ',', headerRow, fields, zone },
      ...{ currency: null, dates: null, mark: null },
      ...change,
    }
    const asked = { fileId, accountId, reading, columns }
    const found = await app.call('imports.preview', asked)
    return { chosen, asked, found }
  }

  /** The same of a file that asks nothing. */
  async function read(app: TestApp, accountId: string, change: Partial<ImportReading> = {}) {
    const { found, ...more } = await preview(app, accountId, change)
    if (found.kind !== 'read') throw new Error(`the file was not read: ${JSON.stringify(found)}`)
    return { found, ...more }
  }

  /** Waits until nothing is taken or undone any more. */
  const over = (app: TestApp) =>
    expect.poll(async () => (await app.call('imports.view', {})).running, { timeout: 20_000 }).toBeNull()

  return { withBook, preview, read, over }
}
