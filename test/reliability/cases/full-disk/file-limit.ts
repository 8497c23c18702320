import { auditBook } from '../../../support/rounds/audit.ts'
import { noCounts, type ReliabilityCase } from '../../../support/rounds/case.ts'
import { startShopProcess } from '../../../support/rounds/shop-process.ts'
import { openStall } from '../../../support/rounds/stall.ts'

/** About what opening a book and its account leaves in the journal. */
const LEAST_KIB = 64
const STEP_KIB = 8
const MOST_SALES = 40

/** An app that may write no file beyond a limit, as a quota has it: it sells until there is no room, goes on reading, and loses nothing. */
export const fileLimit: ReliabilityCase = {
  name: 'file-size limit in the middle of sales',
  rounds: 20,
  few: 1,
  judged: true,
  missing: () => (process.platform === 'win32' ? 'a limit of the file size is set by a Unix shell' : null),
  async run({ rounds, tell }) {
    const counts = noCounts()
    for (let round = 0; round < rounds; round += 1) {
      const fileLimitKib = LEAST_KIB + round * STEP_KIB
      const stall = await openStall()
      const till = startShopProcess({ ...stall, fileLimitKib })
      const wrong: string[] = []
      const answered: string[] = []
      if (!(await till.ready)) wrong.push('it does not start')
      let refused = 0
      for (let n = 0; n < MOST_SALES && refused < 3; n += 1) {
        const order = stall.sale()
        const answer = await till.ask('invoices.create', order)
        if (answer?.ok) answered.push(order.token)
        else refused += 1
        const code = answer?.ok ? null : (answer?.error.code ?? 'nothing')
        if (code !== null && !['DISK_FULL', 'DISK_IO'].includes(code)) wrong.push(`a sale: ${code}`)
      }
      const page = { search: '', status: [], provider: [], cursor: null, limit: 50 } as const
      const list = await till.ask('invoices.list', { ...page, status: [], provider: [] })
      if (!list?.ok || list.value.rows.length < answered.length) wrong.push('the list cannot be read')
      await till.close()

      const again = await stall.open()
      const { bookProblem } = await again.call('app.overview', {})
      if (bookProblem !== null) wrong.push(`without the limit it says ${bookProblem.code}`)
      const order = stall.sale()
      if ((await again.envelope('invoices.create', order)).ok) answered.push(order.token)
      else wrong.push('without the limit it does not sell')
      await again.app.close()
      const { halves, repeats, sales } = auditBook(stall.book)
      const gone = answered.filter((token) => !sales.has(token))
      counts.acknowledged += answered.length
      counts.lost += gone.length
      counts.doubled += repeats.length
      counts.partial += wrong.length + halves.length
      const told = [...gone.map((token) => `${token} is lost`), ...wrong, ...halves, ...repeats]
      if (told.length > 0) tell(`${fileLimitKib} KiB: ${told.join('; ')}`)
      await stall.close()
    }
    return { rounds, ...counts, noticed: null }
  },
}
