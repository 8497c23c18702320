import { join } from 'node:path'
import type { RouteInput } from '../../../../src/shared/contract/routes/index.ts'
import type { TestApp } from '../../app/host.ts'
import { PINS } from '../staff.ts'
import { addAccount, type ChangeCase, type ChangeCases, type ChangesBench } from './bench.ts'

/** A case of the live book that all share. */
function live(begin: (shop: TestApp, bench: ChangesBench) => Promise<() => Promise<unknown>>): ChangeCase {
  return async (bench) => {
    const shop = await bench.shared('live')
    return { shop, act: await begin(shop, bench) }
  }
}

/** A case of a live till of its own. */
function own(begin: (shop: TestApp, bench: ChangesBench) => Promise<() => Promise<unknown>>): ChangeCase {
  return async (bench) => {
    const shop = await bench.staffed('live')
    return { shop, act: await begin(shop, bench) }
  }
}

const personOf = async (shop: TestApp, name: string) =>
  (await shop.call('people.view', {})).people.find((one) => one.name === name)?.id ?? ''

const PEOPLE = ['people_changed'] as const
const TILL = ['till_changed'] as const
const PASSPHRASE = 'four words or more'
const WALLET = '0x52908400098527886E0F7030069857D2E4169EE7'

/** What is done to accounts, keys, settings and people. */
export const CHANGES_OF_TILL: ChangeCases = {
  'accounts.add': [['account_added'], live(async (shop, bench) => () => addAccount(bench, shop, 'ocpay'))],
  'accounts.update': [
    ['account_changed'],
    live(async (shop, bench) => {
      const id = await addAccount(bench, shop, 'daisy')
      return () => shop.call('accounts.update', { id, label: 'daisy', settings: { walletAddress: WALLET } })
    }),
  ],
  'accounts.replaceKey': [
    ['account_key_changed'],
    live(async (shop, bench) => {
      const id = await addAccount(bench, shop, 'ocpay')
      return () => shop.call('accounts.replaceKey', { id, credentials: { apiKey: 'another one' } })
    }),
  ],
  'accounts.forget': [
    ['account_forgotten'],
    live(async (shop, bench) => {
      const id = await addAccount(bench, shop, 'ocpay')
      return () => shop.call('accounts.forget', { id })
    }),
  ],
  'settings.set': [
    TILL,
    live(async (shop) => () => shop.call('settings.set', { quickAmounts: { DZD: ['500', '12.50'] } })),
  ],
  'vault.createPassphrase': [
    TILL,
    own(async (shop) => () => shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })),
  ],
  'vault.changePassphrase': [
    TILL,
    own(async (shop) => {
      await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
      return () =>
        shop.call('vault.changePassphrase', { current: PASSPHRASE, passphrase: 'other words here' })
    }),
  ],
  'vault.erase': [
    TILL,
    own(async (shop) => {
      await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
      return () => shop.call('vault.erase', {})
    }),
  ],
  'people.setUp': [
    PEOPLE,
    async (bench) => {
      const shop = await bench.start()
      return { shop, act: () => shop.call('people.setUp', { name: 'Nadia', pin: PINS.Nadia }) }
    },
  ],
  'people.add': [
    PEOPLE,
    live(async (shop) => () => shop.call('people.add', { name: 'Leila', role: 'cashier', pin: '4812' })),
  ],
  'people.change': [
    PEOPLE,
    live(async (shop) => {
      const id = await personOf(shop, 'Yanis')
      return () => shop.call('people.change', { id, name: 'Yanis', role: 'cashier', language: 'fr' })
    }),
  ],
  'people.setPin': [
    PEOPLE,
    live(async (shop) => {
      const id = await personOf(shop, 'Yanis')
      return () => shop.call('people.setPin', { id, pin: '97531' })
    }),
  ],
  'people.setOwnPin': [
    PEOPLE,
    own(async (shop) => () => shop.call('people.setOwnPin', { current: PINS.Nadia, pin: '8642' })),
  ],
  'people.setOwnLanguage': [
    PEOPLE,
    own(async (shop) => () => shop.call('people.setOwnLanguage', { language: 'en' })),
  ],
  'people.putAway': [
    PEOPLE,
    own(async (shop) => {
      const id = await personOf(shop, 'Yanis')
      return () => shop.call('people.putAway', { id })
    }),
  ],
  'people.takeBack': [
    PEOPLE,
    own(async (shop) => {
      const id = await personOf(shop, 'Yanis')
      await shop.call('people.putAway', { id })
      return () => shop.call('people.takeBack', { id })
    }),
  ],
  'people.keepAutoLock': [
    PEOPLE,
    own(async (shop) => () => shop.call('people.keepAutoLock', { minutes: 10 })),
  ],
  'people.endAll': [PEOPLE, own(async (shop) => () => shop.call('people.endAll', {}))],
  'people.resetOwner': [
    PEOPLE,
    own(async (shop) => {
      await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
      const id = await personOf(shop, 'Nadia')
      return async () => {
        await shop.call('people.lock', {})
        await shop.call('people.resetOwner', { passphrase: PASSPHRASE, pin: '8642', id, name: null })
        await shop.call('people.signIn', { id, pin: '8642' })
      }
    }),
  ],
  'people.noticeRead': [
    PEOPLE,
    own(async (shop) => {
      await shop.call('vault.createPassphrase', { passphrase: PASSPHRASE })
      const id = await personOf(shop, 'Nadia')
      await shop.call('people.resetOwner', { passphrase: PASSPHRASE, pin: '8642', id, name: null })
      await shop.call('people.signIn', { id, pin: '8642' })
      return () => shop.call('people.noticeRead', { what: 'pin' })
    }),
  ],
  'backups.chooseFolder': [
    TILL,
    async (bench) => {
      const shop = await bench.staffed('live', { folderPath: (await bench.start()).folder })
      return { shop, act: () => shop.call('backups.chooseFolder', {}) }
    },
  ],
  'backups.leaveFolder': [
    TILL,
    async (bench) => {
      const shop = await bench.staffed('live', { folderPath: (await bench.start()).folder })
      await shop.call('backups.chooseFolder', {})
      return { shop, act: () => shop.call('backups.leaveFolder', {}) }
    },
  ],
  'export.schedule': [
    TILL,
    async (bench) => {
      const shop = await bench.staffed('live', { folderPath: (await bench.start()).folder })
      return { shop, act: () => shop.call('export.schedule', SCHEDULE) }
    },
  ],
  'export.unschedule': [
    TILL,
    async (bench) => {
      const shop = await bench.staffed('live', { folderPath: (await bench.start()).folder })
      const all = await shop.call('export.schedule', SCHEDULE)
      return { shop, act: () => shop.call('export.unschedule', { id: all?.[0]?.id ?? '' }) }
    },
  ],
  'export.receipts': [
    ['export'],
    async (bench) => {
      const shop = await bench.staffed('live', { savePath: join((await bench.start()).folder, 'a.csv') })
      return { shop, act: () => shop.call('export.receipts', {}) }
    },
  ],
  'export.start': [['export'], exporting(async (shop) => () => shop.call('export.start', EVENTS))],
  'export.again': [
    ['export'],
    exporting(async (shop) => {
      const id = await compared(shop)
      return () => shop.call('export.again', { id })
    }),
  ],
  'export.changes': [
    ['export'],
    exporting(async (shop) => {
      const id = await compared(shop)
      await shop.call('items.save', { id: null, name: 'Tea', currency: 'DZD', price: '250', code: null })
      return () => shop.call('export.changes', { id })
    }),
  ],
}

const SCHEDULE = { every: 'month', kind: 'movements', preset: 'xlsx', language: 'en' } as const
const EVENTS: RouteInput<'export.start'> = {
  ...{ kind: 'events', filter: { period: null } },
  ...{ zone: null, columns: null, preset: 'machine', language: 'en' },
}

/** A till that saves where it opens files. */
function exporting(begin: (shop: TestApp) => Promise<() => Promise<unknown>>): ChangeCase {
  return async (bench) => {
    const path = join((await bench.start()).folder, 'events.csv')
    const shop = await bench.staffed('live', { savePath: path, filePath: path })
    return { shop, act: await begin(shop) }
  }
}

/** Writes a file, and looks at what has changed since. */
async function compared(shop: TestApp): Promise<string> {
  const job = await shop.call('export.start', EVENTS)
  for (;;) {
    const { state } = await shop.call('export.status', { jobId: job?.id ?? '' })
    if (state === 'done') break
    if (state !== 'running') throw new Error(`the file was not written: ${state}`)
    await new Promise((done) => setTimeout(done, 20))
  }
  return (await shop.call('export.compare', {}))?.id ?? ''
}
