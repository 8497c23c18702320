import { OPEN } from '../../../support/shop/exceptions.ts'
import type { DayRoom } from './room.ts'

/** How often the window asks again for what it shows. */
const LIST_MS = 4_000
const REVIEW_MS = 60_000

const ALL = { search: '', status: [], provider: [], cursor: null, limit: 50 }

/** Asks what an open window asks, whatever comes of it, until the day is over. */
export async function lookOn({ till, time, isOver }: DayRoom): Promise<void> {
  const list = async () => {
    while (!isOver()) {
      await till.ask('invoices.list', ALL)
      await till.ask('exceptions.count', {})
      await time.wait(LIST_MS)
    }
  }
  const review = async () => {
    while (!isOver()) {
      await till.ask('app.overview', {})
      await till.ask('books.today', {})
      await till.ask('watching.state', {})
      await till.ask('exceptions.list', OPEN)
      await till.ask('backups.view', {})
      await till.ask('invoices.list', { ...ALL, search: 'customer 7' })
      await time.wait(REVIEW_MS)
    }
  }
  await Promise.all([list(), review()])
}
