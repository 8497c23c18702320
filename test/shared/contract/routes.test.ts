import { expect, it } from 'vitest'
import { ERROR_CODES, isRetryable } from '../../../src/shared/contract/plain/error-codes.ts'
import { routes } from '../../../src/shared/contract/routes/index.ts'

/** Each route with its right, written a second time, so that a slip in one place shows; `!` where it writes. */
const RIGHTS = {
  look: `accounts.largestAsked accounts.list app.overview book.check backups.showFolder book.showFolder display.keepAwake exceptions.count moving.reveal invoices.get invoices.list invoices.view items.list items.picture lists.charts lists.counts lists.ids lists.invoices lists.keep lists.keepColumns lists.kept lists.month lists.newest lists.next lists.receiptCounts lists.receiptSums lists.receipts lists.saveViews lists.sums periods.closed standing.list
    vault.status`,
  sell: `invoices.abandon! invoices.acceptShortfall! invoices.check invoices.create! invoices.linkForRemainder!
    invoices.note! invoices.relink! links.copy links.open practice.expire! practice.pay! practice.payStanding! standing.check standing.copy vault.lock vault.unlock`,
  review:
    'backups.askedBack backups.takeIn! backups.view moving.view books.compare books.today exceptions.handle! exceptions.keys exceptions.kinds exceptions.list exceptions.takeIn! invoices.recordRefund! invoices.undoRefund! imports.choose imports.look imports.preview imports.rows imports.view periods.chooseStatement periods.explain periods.lookAtStatement periods.readStatement periods.tieOut! periods.view review.edit! review.redo! review.undo! trail.entries trail.stop trail.verify trail.view watching.state',
  close: 'periods.close! periods.reopen!',
  export:
    'export.again export.cancel export.changes export.compare export.jobs export.preview export.receipts export.reveal export.schedule export.schedules export.start export.status export.unschedule imports.saveOthers',
  setUp: `imports.cancel imports.take! imports.undo! backups.askedBackDone! backups.chooseFolder! backups.leaveFolder! backups.make! backups.newsRead! backups.openFile! backups.preview backups.restore! moving.make! moving.open! moving.sellAgain! moving.stop! accounts.add! accounts.forget! accounts.replaceKey! accounts.test accounts.tryKey accounts.update!
    book.beginNew! book.goOn! book.salvage! book.switch! book.useKept!
    files.dismiss! items.retire! items.save! settings.set! standing.make! standing.putAway! vault.changePassphrase! vault.createPassphrase! vault.erase!`,
}

it('each route has the right it is meant to have, and says whether it writes', () => {
  const found = Object.entries(routes).map(
    ([name, { right, write }]) => `${right} ${name}${write ? '!' : ''}`,
  )
  const meant = Object.entries(RIGHTS).flatMap(([right, names]) =>
    names.split(/\s+/).map((name) => `${right} ${name}`),
  )
  expect(found.sort()).toEqual(meant.sort())
})

it('only what may pass by itself is called worth a second try', () => {
  expect(ERROR_CODES.filter(isRetryable).toSorted()).toEqual([
    'BUSY_MAINTENANCE',
    'LOCKED',
    'RATE_LIMITED',
    'TIMED_OUT',
    'UNAVAILABLE',
    'UNREACHABLE',
    'VAULT_TEMPORARY',
  ])
})
