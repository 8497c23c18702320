import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fullDiskCase, goodOr, mustRead } from './moment.ts'

/** Settings name it as what it means for them. */
const FULL = ['DISK_FULL', 'NOT_KEPT']

/** The settings are the new ones or the old ones, and can be read. */
export const fullAtSettings = fullDiskCase({
  name: 'a settings write',
  rounds: 4,
  few: 1,
  async at(place, pages) {
    const { disk, shop, stall, wrong } = place
    await shop.call('settings.set', { cashier: 'before' })
    disk.leave(pages)
    const changed = await shop.envelope('settings.set', { cashier: 'after' })
    const good = goodOr(FULL, changed, 'a change of the settings', wrong)
    const file = JSON.parse(readFileSync(join(stall.folder, 'settings.json'), 'utf8')) as {
      readonly settings: { readonly person: string }
    }
    if (file.settings.person !== (good ? 'after' : 'before')) wrong(`the file says ${file.settings.person}`)
    await mustRead(place)
    disk.makeRoom()
    await shop.call('settings.set', { cashier: 'after' })
    const order = stall.sale()
    await shop.call('invoices.create', order)
    return [order.token]
  },
})

/** The other book is open, or the one that was open still is. */
export const fullAtSwitch = fullDiskCase({
  name: 'a book switch',
  rounds: 30,
  few: 1,
  async at(place, pages) {
    const { disk, shop, stall, wrong } = place
    const order = stall.sale()
    await shop.call('invoices.create', order)
    disk.leave(pages)
    const switched = await shop.envelope('book.switch', { kind: 'practice' })
    const good = goodOr(FULL, switched, 'a switch', wrong)
    const { bookProblem, book } = await shop.call('app.overview', {})
    if (bookProblem !== null) wrong(`no book is open: ${bookProblem.code}`)
    if (book.kind !== (good ? 'practice' : 'live')) wrong(`the ${book.kind} book is open`)
    await mustRead(place)
    disk.makeRoom()
    for (const kind of ['practice', 'live'] as const) await shop.call('book.switch', { kind })
    return [order.token]
  },
})
