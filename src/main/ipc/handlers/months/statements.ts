import { ok } from '../../../../shared/contract/plain/envelope.ts'
import type { MatrixStretch } from '../../../../shared/contract/shapes/lists/month.ts'
import type { ChosenStatement, ReadStatement } from '../../../../shared/contract/shapes/periods/statement.ts'
import { exponentOf } from '../../../../shared/money/currency.ts'
import { moneyFrom, toDecimal } from '../../../../shared/money/money.ts'
import { attoIn, decimalOfAtto } from '../../../../shared/money/scale.ts'
import { signedAtto } from '../../../../shared/money/tie-out.ts'
import { beginningsOf } from '../../../../shared/time/zone.ts'
import type { Session } from '../../../session/session.ts'
import type { FileRead } from '../../../statements/port.ts'
import type { ChosenStatement as Chosen } from '../../../statements/statements.ts'
import type { Handlers } from '../../router/handlers-type.ts'
import type { AppPort } from '../app-port.ts'
import { withBook } from '../book-problem.ts'
import { daysIn } from './periods.ts'

const DAY_MS = 86_400_000

/** The routes of the statements that a period is held against. */
export function statementHandlers(app: AppPort) {
  function viewOf({ fileId, name, look }: Chosen): ChosenStatement {
    const { columns, sample, ...rest } = look
    const remembered = app.lists.reading(columns)
    return { fileId, name, ...rest, columns: [...columns], sample: sample.map((row) => [...row]), remembered }
  }
  return {
    'periods.chooseStatement': async () => {
      const chosen = await app.statements.choose()
      return chosen.ok ? ok(chosen.value && viewOf(chosen.value)) : chosen
    },
    'periods.lookAtStatement': async ({ fileId, encoding, delimiter }) => {
      const chosen = await app.statements.look(fileId, encoding, delimiter)
      return chosen.ok ? ok(viewOf(chosen.value)) : chosen
    },
    'periods.readStatement': ({ fileId, accountId, currency, within, reading, columns, ...stretch }) =>
      withBook(app, async (session) => {
        const held = await heldBeside(session, stretch, { accountId, currency, within })
        const read = await app.statements.read(fileId, { ...reading, ...held, currency })
        if (!read.ok) return read
        if (read.value.kind === 'read') app.lists.keepReading(columns, reading)
        return ok(viewOfRead(read.value))
      }),
    'periods.explain': ({ accountId, currency, told, within, ...stretch }) =>
      withBook(app, async (session) => {
        const held = await heldBeside(session, stretch, { accountId, currency, within })
        const isIn = (at: number) => at >= held.from && at < held.until
        const book = held.candidates
          .filter(({ paidAt }) => isIn(paidAt))
          .reduce((units, { amount }) => units + attoIn(amount), 0n)
        const explained = await app.statements.explain({
          ...{ candidates: held.candidates, from: held.from, until: held.until, within: held.within },
          ...{ difference: signedAtto(told) - book, slack: slackOf(currency, told) },
        })
        if (!explained.ok) return explained
        const rows = new Map(held.candidates.map((one) => [one.id, one]))
        const { best, ...counts } = explained.value
        return ok({
          ...counts,
          best: best.map(({ ids }) =>
            ids.flatMap((id) => {
              const row = rows.get(id)
              if (!row) return []
              const decimal = decimalOfAtto(attoIn(row.amount)).replace(/0+$/, '').replace(/\.$/, '')
              const amount = { currency, amount: toDecimal(moneyFrom(currency, decimal)) }
              return [{ ...row, amount, isIn: isIn(row.paidAt) }]
            }),
          ),
        })
      }),
  } satisfies Partial<Handlers>
}

/** The receipts of a period and some days before and behind it. */
async function heldBeside(
  { periods, ledger }: Session,
  stretch: MatrixStretch,
  { accountId, currency, within: days }: { accountId: string; currency: string; within: number },
) {
  const { zone } = await ledger.book()
  const { firstDay, lastDay } = daysIn(stretch)
  const begins = beginningsOf(firstDay, lastDay, zone)
  const [from, until] = [begins[0] ?? 0, begins.at(-1) ?? 0]
  const within = days * DAY_MS
  const candidates = await periods.candidates(accountId, currency, from - within, until + within)
  return { zone, firstDay, lastDay, from, until, within, candidates }
}

/** What a statement with fewer decimals than its currency may leave out, in 10^-18. */
function slackOf(currency: string, told: string): bigint {
  const decimals = Math.max(2, told.split('.')[1]?.length ?? 0)
  return decimals >= exponentOf(currency) ? 0n : 10n ** BigInt(18 - decimals) - 1n
}

function viewOfRead(read: FileRead): ReadStatement {
  switch (read.kind) {
    case 'ask':
      return { ...read, examples: [...read.examples] }
    case 'read':
      return { ...read, unreadRows: [...read.unreadRows], missing: [...read.missing] }
    case 'failed':
      return read
  }
}
