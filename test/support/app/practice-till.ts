import { afterEach, beforeEach } from 'vitest'
import { eventually, startTestApp, type TestApp, temporaryFolder } from './host.ts'

type TestAppOptions = Parameters<typeof startTestApp>[0]

/** A folder of its own for each test, and the app over it. */
export interface PracticeTill {
  /** The app's folder. */
  readonly path: string
  /** Opens the app in its practice book, or in the one it finds; here, or over another folder. */
  open(path?: string, kind?: 'practice' | 'live', more?: Omit<TestAppOptions, 'folder'>): Promise<TestApp>
  close(): Promise<void>
}

/** Gives each test of a file its till; the app is closed and the folder removed after it. */
export function practiceTill(): PracticeTill {
  let folder: ReturnType<typeof temporaryFolder>
  let shop: TestApp | null = null
  const close = async () => {
    await shop?.app.close()
    shop = null
  }
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(async () => {
    await close()
    folder.clean()
  })
  return {
    get path() {
      return folder.path
    },
    async open(path = folder.path, kind = 'practice', more = {}) {
      shop = await startTestApp({ folder: path, ...more })
      if (kind === 'practice') await shop.envelope('book.switch', { kind: 'practice' })
      return shop
    },
    close,
  }
}

/** Asks for one DAI, as the counter does. */
export async function sell(app: TestApp, description = '') {
  const accounts = await app.envelope('accounts.list', {})
  if (!accounts.ok) return accounts
  return app.envelope('invoices.create', {
    token: crypto.randomUUID(),
    accountId: accounts.value.find((one) => one.provider === 'daisy')?.id ?? '',
    currency: 'DAI',
    amount: '1',
    description,
    customerName: null,
    customerEmail: null,
  })
}

/** Sells so many times, which must succeed; gives the numbers. */
export async function sold(app: TestApp, count: number): Promise<string[]> {
  const numbers: string[] = []
  for (let n = 0; n < count; n++) {
    const answer = await sell(app)
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    numbers.push(answer.value.invoice.number)
  }
  return numbers
}

/** What passes by itself: the file is being looked at, or the book is being left. */
const PASSING = ['BOOK_CHECKING', 'BOOK_REPLACED', 'LOCKED']

/** Why the book may not be written, once that is settled; null when it may. */
export async function problem(app: TestApp) {
  const settled = await eventually(async () => {
    const overview = await app.envelope('app.overview', {})
    if (!overview.ok) return null
    const { bookProblem } = overview.value
    return bookProblem && PASSING.includes(bookProblem.code) ? null : { bookProblem }
  }, 30_000)
  return settled.bookProblem
}

/** How many sales the open book has. */
export async function countSales(app: TestApp): Promise<number> {
  return (await app.call('app.overview', {})).invoiceCount
}

/** The numbers of all sales of the open book, sorted. */
export async function numbersIn(app: TestApp): Promise<string[]> {
  const all = { search: '', status: [], provider: [], cursor: null, limit: 100 }
  return (await app.call('invoices.list', all)).rows.map(({ number }) => number).toSorted()
}

/** Makes a backup by hand, and gives its name. */
export async function backUp(app: TestApp): Promise<string> {
  await app.call('backups.make', {})
  const { rows } = await app.call('backups.view', {})
  const made = rows.find(({ reason }) => reason === 'hand')
  if (!made) throw new Error('no backup was made')
  return made.name
}
