import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../../../support/shop/matrix-room.ts'
import { fullDiskCase, goodOr, mustRead, type Place } from './moment.ts'

const FULL = ['DISK_FULL']

/** Makes a sale and waits until its link is there. */
async function openSale({ shop, stall }: Place) {
  const order = stall.sale()
  const { invoice } = await shop.call('invoices.create', order)
  const detail = await until(
    () => shop.call('invoices.get', { id: invoice.id }),
    (one) => one.invoice.status === 'open',
  )
  return { token: order.token, id: invoice.id, ref: detail.links[0]?.providerRef ?? '' }
}

/** A sale is committed, or refused whole; the same press makes it once there is room. */
export const fullAtSale = fullDiskCase({
  name: 'a sale',
  rounds: 20,
  few: 2,
  async at(place, pages) {
    const { disk, shop, stall, wrong } = place
    const earlier = await openSale(place)
    disk.leave(pages)
    const orders = [stall.sale(), stall.sale(), stall.sale()]
    const answers = []
    for (const order of orders) answers.push(await shop.envelope('invoices.create', order))
    for (const answer of answers) goodOr(FULL, answer, 'a sale', wrong)
    await mustRead(place)
    disk.makeRoom()
    for (const [place, order] of orders.entries()) {
      const before = answers[place]
      const { invoice } = await shop.call('invoices.create', order)
      if (before?.ok && before.value.invoice.id !== invoice.id) wrong('the same press made another sale')
    }
    return [earlier.token, ...orders.map((order) => order.token)]
  },
})

/** Money that came is committed whole, or not at all and asked about again. */
export const fullAtReceipt = fullDiskCase({
  name: 'the commit of a receipt',
  rounds: 12,
  few: 1,
  async at(place, pages) {
    const { disk, shop, stall, wrong } = place
    const { token, id, ref } = await openSale(place)
    stall.server.practice.pay({ provider: stall.provider, ref })
    disk.leave(pages)
    const checked = await shop.envelope('invoices.check', { id })
    goodOr(FULL, checked, 'a check', wrong)
    const seen = await shop.call('invoices.get', { id })
    const { status } = seen.invoice
    if ((status === 'paid') !== (seen.receipts.length === 1))
      wrong(`${status} with ${seen.receipts.length} receipts`)
    if (checked.ok && status !== 'paid') wrong(`the check was good and the sale is ${status}`)
    disk.makeRoom()
    await until(
      () => shop.call('invoices.check', { id }),
      (detail) => detail.invoice.status === 'paid' && detail.receipts.length === 1,
    )
    return [token]
  },
})

/** An export stands whole under its name, or the old file does. */
export const fullAtExport = fullDiskCase({
  name: 'an export',
  rounds: 4,
  few: 1,
  closes: true,
  async at(place, pages) {
    const { disk, stall, wrong } = place
    const { token, id, ref } = await openSale(place)
    stall.server.practice.pay({ provider: stall.provider, ref })
    await place.shop.call('invoices.check', { id })
    await place.shop.app.close()
    const savePath = join(disk.path, 'receipts.csv')
    const old = 'what was exported last month'
    writeFileSync(savePath, old)
    const shop = await stall.open({ savePath })
    const runExport = async () => {
      const job = await shop.call('export.receipts', {})
      return until(
        () => shop.call('export.status', { jobId: job?.id ?? '' }),
        (now) => now.state !== 'running',
      )
    }
    disk.leave(pages)
    const first = await runExport()
    const text = readFileSync(savePath, 'utf8')
    if (first.state === 'failed' && first.error !== 'DISK_FULL')
      wrong(`the export failed with ${first.error}`)
    if (first.state === 'failed' && text !== old) wrong('the old file is not as it was')
    if (first.state === 'done' && !text.includes(id)) wrong('the file is not whole')
    await mustRead({ ...place, shop })
    disk.makeRoom()
    const again = await runExport()
    if (again.state !== 'done') wrong(`with room the export ${again.state}`)
    await shop.app.close()
    return [token]
  },
})

/** What was sold is there, however the app closed. */
export const fullAtClose = fullDiskCase({
  name: 'a close',
  rounds: 12,
  few: 1,
  closes: true,
  async at(place, pages) {
    const { disk, shop, stall, wrong } = place
    const sales = []
    for (let n = 0; n < 3; n += 1) sales.push((await openSale(place)).token)
    disk.leave(pages)
    await shop.app.close().catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : String(error)
      if (code !== 'DISK_FULL') wrong(`closing says ${String(code)}`)
    })
    disk.makeRoom()
    const again = await stall.open()
    const { bookProblem, invoiceCount } = await again.call('app.overview', {})
    if (bookProblem !== null || invoiceCount !== 3) wrong(`it opens with ${JSON.stringify(bookProblem)}`)
    const order = stall.sale()
    await again.call('invoices.create', order)
    await again.app.close()
    if (existsSync(`${stall.book}-wal`)) wrong('the journal is still there after a clean close')
    return [...sales, order.token]
  },
})
