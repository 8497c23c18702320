import { z } from 'zod'
import { PERIOD_REASON_LIMIT } from '../../plain/limits.ts'
import { STATEMENT_DELIMITERS, STATEMENT_ENCODINGS } from '../../plain/statements.ts'
import { decimal, id, said } from '../../shapes/atoms.ts'
import { matrixStretch } from '../../shapes/lists/month.ts'
import { closedDays, periodView } from '../../shapes/periods/period.ts'
import {
  chosenStatement,
  explanations,
  readStatement,
  statementReading,
} from '../../shapes/periods/statement.ts'
import { none, nothing, read, write } from '../route.ts'

const currency = z.string().min(2).max(20)
/** Days from the edge of the period, and between the rows of one explanation. */
const within = z.number().int().min(1).max(14)
const reason = said.max(PERIOD_REASON_LIMIT)

/** The routes about the periods of the books: how they stand, what was told of them, and their closing. */
export const periodsRoutes = {
  'periods.view': read('review', matrixStretch, periodView),
  /** The periods that are closed, in their order. */
  'periods.closed': read('look', nothing, z.strictObject({ periods: z.array(closedDays) })),
  /** Closes a period at the figures that were seen; PERIOD_CHANGED where they are others by now, REASON_NEEDED where not all is as it should be. */
  'periods.close': write(
    'close',
    matrixStretch.extend({ mark: z.string().max(60), reason: reason.nullable() }),
    none,
  ),
  /** Opens a closed period again. */
  'periods.reopen': write('reopen', matrixStretch.extend({ reason }), none),
  /** Keeps what a statement says of an account in a currency; null takes back what was told. */
  'periods.tieOut': write(
    'review',
    matrixStretch.extend({
      accountId: id,
      currency,
      told: decimal.nullable(),
      explainedBy: z.array(id).max(50),
      reason: reason.nullable(),
      source: z
        .strictObject({
          name: z.string().max(300),
          rows: z.number().int().min(0),
          found: z.number().int().min(0),
        })
        .nullable(),
    }),
    none,
  ),
  /** Asks for a file; null where the person closed the dialog. */
  'periods.chooseStatement': read('review', nothing, chosenStatement.nullable()),
  /** Looks at a chosen file again, written in another way. */
  'periods.lookAtStatement': read(
    'review',
    z.strictObject({
      fileId: id,
      encoding: z.enum(STATEMENT_ENCODINGS),
      delimiter: z.enum(STATEMENT_DELIMITERS),
    }),
    chosenStatement,
  ),
  /** Reads a chosen file whole and holds it against the book; how it was read is remembered for the next file with the same names. */
  'periods.readStatement': read(
    'review',
    matrixStretch.extend({
      fileId: id,
      accountId: id,
      currency,
      within,
      reading: statementReading,
      columns: chosenStatement.shape.columns,
    }),
    readStatement,
  ),
  /** Looks for single receipts, pairs and triples that explain why a statement says something else. */
  'periods.explain': read(
    'review',
    matrixStretch.extend({ accountId: id, currency, told: decimal, within }),
    explanations,
  ),
} as const
