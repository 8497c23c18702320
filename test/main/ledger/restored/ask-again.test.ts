import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openLedger } from '../../../../src/main/ledger/thread/open-ledger.ts'
import { bookStampText } from '../../../../src/main/ledger/witness/file-stamp.ts'
import {
  ACCOUNT,
  addAccount,
  bookOptions,
  eur,
  later,
  START,
  tempFolder,
} from '../../../support/books/open-book.ts'
import { there } from '../../../support/books/there.ts'

it.each([true, false])('in a restored book (%s) every link that stays is due at once', async (restored) => {
  const folder = tempFolder()
  const options = bookOptions({
    path: join(folder, 'live.sqlite'),
    witnessPath: join(folder, 'live.witness'),
  })
  const first = await openLedger(options, START)
  addAccount(first.ledger)
  const wish = { token: 'box', accountId: ACCOUNT, itemId: null, name: 'Box', asked: eur('5.00'), at: START }
  const { link } = there(first.ledger.createStandingLink(wish))
  const facts = { rawStatus: '0', rawAnswer: '{}', nextCheckAt: START, at: START }
  first.ledger.recordStandingMade({ id: link.id, ref: 'ref-1', url: 'https://pay.example/1', ...facts })
  first.ledger.recordStandingUnanswered(link.id, 'TIMED_OUT', START + 300_000)
  expect(first.ledger.dueStandingLinks(START + 1_000)).toEqual([])
  first.close()

  const restoredFile = restored ? bookStampText(options.path) : null
  const again = await openLedger({ ...options, restoredFile }, START + 1_000)
  later(() => again.close())
  expect(again.ledger.dueStandingLinks(START + 1_000).map(({ id }) => id)).toEqual(restored ? [link.id] : [])
})
