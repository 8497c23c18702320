import { expect, it } from 'vitest'
import { ERROR_CODES, isRetryable } from '../../../src/shared/contract/plain/error-codes.ts'
import { routes } from '../../../src/shared/contract/routes/index.ts'

/** Each route with its right, written a second time, so that a slip in one place shows; `!` where it writes. */
const RIGHTS = {
  enter:
    'app.overview customer.view display.hideAmounts display.keepAwake people.active people.lock people.resetOwner people.signIn people.view',
  ownLooks: 'people.setOwnLanguage! people.setOwnPin! settings.setOwn!',
  look: `accounts.list book.check customer.display exceptions.count invoices.get invoices.list invoices.view items.list items.picture
    lists.counts lists.ids lists.invoices lists.keep lists.keepColumns lists.kept lists.newest lists.receiptCounts lists.receipts periods.closed
    standing.list vault.status`,
  check: 'invoices.check invoices.note! links.copy links.open standing.check',
  sell: `accounts.largestAsked customer.show customer.speak invoices.abandon! invoices.acceptShortfall! invoices.create! invoices.linkForRemainder! invoices.relink!
    practice.expire! practice.pay! practice.payStanding! settings.keepAccount! standing.copy vault.lock vault.unlock`,
  ownDay: 'books.ownToday',
  review: `backups.askedBack backups.takeIn! backups.view books.compare exceptions.handle! exceptions.keys exceptions.kinds exceptions.list
    exceptions.takeIn! invoices.recordRefund! invoices.undoRefund! imports.choose imports.look imports.preview imports.rows imports.view
    lists.charts lists.month lists.next lists.receiptSums lists.saveViews lists.sums periods.chooseStatement periods.explain
    periods.lookAtStatement periods.readStatement periods.tieOut! periods.view review.edit! review.redo! review.undo! trail.entries trail.stop
    trail.verify trail.view watching.state`,
  close: 'periods.close!',
  export: `export.again export.cancel export.changes export.compare export.jobs export.preview export.receipts export.reveal
    export.schedules export.start export.status imports.saveOthers`,
  allDays: 'books.today',
  reopen: 'periods.reopen!',
  setUp: `imports.cancel imports.take! imports.undo! backups.askedBackDone! backups.chooseFolder! backups.leaveFolder! backups.make!
    backups.newsRead! backups.openFile! backups.preview backups.restore! backups.showFolder moving.make! moving.open! moving.reveal
    moving.sellAgain! moving.stop! moving.view accounts.add! accounts.forget! accounts.replaceKey! accounts.test accounts.tryKey accounts.update!
    book.beginNew! book.goOn! book.salvage! book.showFolder book.switch! book.useKept! export.schedule export.unschedule files.dismiss!
    items.retire! items.save! settings.set! standing.make! standing.putAway! vault.changePassphrase! vault.createPassphrase! vault.erase!`,
  people: `people.add! people.change! people.endAll! people.keepAutoLock! people.noticeRead people.putAway! people.setPin! people.setUp!
    people.takeBack!`,
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
