import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { daysOf } from '../../../../src/shared/time/days.ts'
import { businessDay } from '../../../../src/shared/time/zone.ts'
import { writeSampleBook } from '../../../../tools/sample-book/write.ts'
import { eventually, type TestApp } from '../../app/host.ts'
import { backUp, problem, sold } from '../../app/practice-till.ts'
import { addAccount, bookOf, type ChangeCase, type ChangeCases, type ChangesBench, saleAt } from './bench.ts'

/** A case of a practice till of its own, with two sales. */
function damaged(begin: (shop: TestApp, bench: ChangesBench) => Promise<TestApp>, act: Act): ChangeCase {
  return async (bench) => {
    const first = await bench.staffed('practice')
    await sold(first, 2)
    const shop = await begin(first, bench)
    await problem(shop)
    return { shop, act: () => act(shop) }
  }
}
type Act = (shop: TestApp) => Promise<unknown>

const PASSPHRASE = 'four words or more'
const TILL = ['till_changed'] as const

/** A till over a made-up book, with its last whole month. */
async function overSampleBook(bench: ChangesBench, filePath: string | null = null) {
  const shop = await bench.start({ filePath }, async (folder) => {
    const path = join(folder, 'live.sqlite')
    await writeSampleBook({ path, ...{ sales: 60, seed: 'changes', until: Date.now() } })
  })
  await shop.call('people.setUp', { name: 'Nadia', pin: '2468' })
  const today = businessDay(Date.now(), 'Africa/Algiers')
  const before = businessDay(Date.parse(`${today.slice(0, 7)}-01T00:00Z`) - 864_000_000, 'Africa/Algiers')
  const month = { span: 'month', day: daysOf('month', before, 0).from ?? '' } as const
  return { shop, month }
}

function ofMonth(begin: (shop: TestApp, month: Month) => Promise<() => Promise<unknown>>): ChangeCase {
  return async (bench) => {
    const { shop, month } = await overSampleBook(bench)
    return { shop, act: await begin(shop, month) }
  }
}
type Month = { readonly span: 'month'; readonly day: string }

async function closed(shop: TestApp, month: Month) {
  const { mark } = await shop.call('periods.view', month)
  return shop.call('periods.close', { ...month, mark, reason: 'as agreed' })
}

/** Shows past sales out of a file, and gives what takes them. */
async function importing(bench: ChangesBench) {
  const host = await bench.start()
  const filePath = join(host.folder, 'past.csv')
  writeFileSync(
    filePath,
    [
      'Invoice ID,Created (UTC),Amount,Token,Paid amount,Tx,Customer',
      'past-1,2024-02-11 10:00:00,1.50,EUR,1.50,0x1,A',
    ].join('\r\n'),
  )
  const { shop } = await overSampleBook(bench, filePath)
  const accounts = await shop.call('accounts.list', {})
  const accountId = accounts.find(({ provider }) => provider === 'daisy')?.id ?? ''
  const chosen = await shop.call('imports.choose', {})
  if (!chosen) throw new Error('no file was chosen')
  const { encoding, delimiter, headerRow, fields, zone, fileId, columns } = chosen
  const found = await shop.call('imports.preview', {
    ...{ fileId, accountId, columns },
    reading: {
      ...{ encoding, delimiter: delimiter ?? ',', headerRow, fields, zone },
      ...{ currency: null, dates: null, mark: null },
    },
  })
  if (found.kind !== 'read') throw new Error(JSON.stringify(found))
  const { previewId, mark } = found
  const take = () => shop.call('imports.take', { previewId, mark, decided: { all: false, but: [] } })
  return { shop, take }
}

/** A till that was put back to a backup, of which a provider's list tells a sale that came after it. */
async function putBack(bench: ChangesBench) {
  const first = await bench.staffed('live')
  await first.call('vault.createPassphrase', { passphrase: PASSPHRASE })
  const accountId = await addAccount(bench, first, 'daisy')
  const name = await backUp(first)
  const sale = await saleAt(first, accountId, 'DAI', '10')
  const ref = sale.links[0]?.providerRef ?? ''
  const shop = await bench.again(first, () => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${bookOf(first, 'live')}${end}`, { force: true })
  })
  await shop.call('vault.unlock', { passphrase: PASSPHRASE })
  await shop.call('backups.restore', { name })
  await eventually(async () => {
    const asked = await shop.call('backups.askedBack', {})
    return asked?.accounts.some(({ found }) => found.length > 0) ? asked : null
  })
  return { shop, accountId, ref }
}

async function movingTill(bench: ChangesBench): Promise<TestApp> {
  const shop = await bench.staffed('live', {
    savePath: join((await bench.start()).folder, 'moving.counterfoil'),
  })
  await addAccount(bench, shop, 'ocpay')
  return shop
}

/** What is done to whole books, months and imports. */
export const CHANGES_OF_BOOKS: ChangeCases = {
  'book.useKept': [
    TILL,
    damaged(
      async (shop) => {
        const older = join(shop.folder, 'older')
        copyFileSync(bookOf(shop), older)
        await sold(shop, 2)
        renameSync(older, bookOf(shop))
        await shop.envelope('invoices.note', { id: '00000000-0000-7000-8000-000000000000', text: 'x' })
        await eventually(async () => {
          await sold(shop, 1).catch(() => undefined)
          return (await problem(shop))?.keptCopy ? true : null
        }, 30_000)
        return shop
      },
      (shop) => shop.call('book.useKept', {}),
    ),
  ],
  'book.goOn': [
    ['book_went_on'],
    damaged(
      async (shop, bench) => {
        const older = join(shop.folder, 'older')
        const reopened = await bench.again(shop, () => copyFileSync(bookOf(shop), older))
        await sold(reopened, 2)
        return bench.again(reopened, () => copyFileSync(older, bookOf(shop)))
      },
      (shop) => shop.call('book.goOn', {}),
    ),
  ],
  'book.beginNew': [
    TILL,
    damaged(
      (shop, bench) => bench.again(shop, () => rmSync(bookOf(shop))),
      (shop) => shop.call('book.beginNew', {}),
    ),
  ],
  'book.salvage': [
    ['book_salvaged'],
    damaged(
      (shop, bench) =>
        bench.again(shop, () => {
          const bytes = readFileSync(bookOf(shop))
          bytes.fill(0x55, 0, 4096)
          writeFileSync(bookOf(shop), bytes)
        }),
      (shop) => shop.call('book.salvage', {}),
    ),
  ],
  'backups.restore': [
    ['book_restored'],
    async (bench) => {
      const shop = await bench.staffed('practice')
      const name = await backUp(shop)
      return { shop, act: () => shop.call('backups.restore', { name }) }
    },
  ],
  'backups.openFile': [
    ['book_restored'],
    async (bench) => {
      const other = await bench.staffed('practice')
      await sold(other, 1)
      await bench.close(other)
      const shop = await bench.staffed('practice', { filePath: bookOf(other) })
      return { shop, act: () => shop.call('backups.openFile', {}) }
    },
  ],
  'backups.takeIn': [
    ['brought_back'],
    async (bench) => {
      const { shop, accountId, ref } = await putBack(bench)
      return { shop, act: () => shop.call('backups.takeIn', { accountId, ref }) }
    },
  ],
  'backups.askedBackDone': [
    TILL,
    async (bench) => {
      const { shop } = await putBack(bench)
      return { shop, act: () => shop.call('backups.askedBackDone', {}) }
    },
  ],
  'moving.make': [
    ['till_reserved'],
    async (bench) => {
      const shop = await movingTill(bench)
      return { shop, act: () => shop.call('moving.make', { passphrase: null }) }
    },
  ],
  'moving.stop': [
    TILL,
    async (bench) => {
      const shop = await movingTill(bench)
      await shop.call('moving.make', { passphrase: null })
      return { shop, act: () => shop.call('moving.stop', {}) }
    },
  ],
  'moving.sellAgain': [
    TILL,
    async (bench) => {
      const shop = await movingTill(bench)
      await shop.call('moving.make', { passphrase: null })
      await shop.call('moving.stop', {})
      return { shop, act: () => shop.call('moving.sellAgain', {}) }
    },
  ],
  'moving.open': [
    ['book_restored'],
    async (bench) => {
      const savePath = join((await bench.start()).folder, 'moving.counterfoil')
      const other = await bench.staffed('live', { savePath })
      await addAccount(bench, other, 'ocpay')
      await other.call('moving.make', { passphrase: null })
      const shop = await bench.staffed('live', { filePath: savePath })
      await shop.call('backups.openFile', {})
      return { shop, act: () => shop.call('moving.open', { passphrase: null }) }
    },
  ],
  'periods.close': [['period_closed'], ofMonth(async (shop, month) => () => closed(shop, month))],
  'periods.reopen': [
    ['period_reopened'],
    ofMonth(async (shop, month) => {
      await closed(shop, month)
      return () => shop.call('periods.reopen', { ...month, reason: 'a wrong statement' })
    }),
  ],
  'periods.tieOut': [
    ['tied_out'],
    ofMonth(async (shop, month) => {
      const { figures } = await shop.call('periods.view', month)
      const { accountId = '', currency = '' } = figures[0] ?? {}
      const told = { accountId, currency, told: '1', explainedBy: [], reason: 'seen', source: null }
      return () => shop.call('periods.tieOut', { ...month, ...told })
    }),
  ],
  'imports.take': [
    ['import_begun', 'sale_imported', 'import_finished'],
    async (bench) => {
      const { shop, take } = await importing(bench)
      return { shop, act: take }
    },
  ],
  'imports.undo': [
    ['import_undone', 'sale_withdrawn'],
    async (bench) => {
      const { shop, take } = await importing(bench)
      await take()
      const made = await eventually(async () => {
        const { imports, running } = await shop.call('imports.view', {})
        return running === null ? (imports[0] ?? null) : null
      })
      return { shop, act: () => shop.call('imports.undo', { importId: made.id }) }
    },
  ],
}
