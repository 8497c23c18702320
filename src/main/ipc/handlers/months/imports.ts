import { ok } from '../../../../shared/contract/plain/envelope.ts'
import type { ChosenImport, SaleImport } from '../../../../shared/contract/shapes/books/imports.ts'
import { namesOfTitles } from '../../../../shared/words/column-titles.ts'
import type { ImportView } from '../../../ledger/port/imports.ts'
import { proposeFields, proposeZone } from '../../../statements/imports/fields.ts'
import type { ChosenStatement } from '../../../statements/statements.ts'
import type { Handlers } from '../../router/handlers-type.ts'
import type { AppPort } from '../app-port.ts'
import { withBook } from '../book-problem.ts'
import { callerName } from '../people.ts'

/** So many imports are told, the last ones. */
const MOST_TOLD = 1_000

/** The routes of past sales that come out of a file. */
export function importHandlers(app: AppPort) {
  async function viewOf({ fileId, name, look }: ChosenStatement): Promise<ChosenImport> {
    const { columns, moreColumns, sample, encoding, isEncodingSure, delimiter, headerRow } = look
    const fields = proposeFields(await namesOfTitles(columns), sample)
    return {
      ...{ fileId, name, encoding, isEncodingSure, delimiter, headerRow, columns: [...columns], moreColumns },
      sample: sample.map((row) => [...row]),
      ...{ fields, zone: proposeZone(columns, fields) },
      remembered: app.lists.importReading(columns),
    }
  }
  return {
    'imports.view': () =>
      withBook(app, async ({ imports }) =>
        ok({
          running: app.imports.running(),
          ended: app.imports.ended(),
          imports: (await imports.all()).slice(0, MOST_TOLD).map(toldOf),
        }),
      ),
    'imports.choose': async () => {
      const chosen = await app.statements.choose()
      return chosen.ok ? ok(chosen.value && (await viewOf(chosen.value))) : chosen
    },
    'imports.look': async ({ fileId, encoding, delimiter }) => {
      const chosen = await app.statements.look(fileId, encoding, delimiter)
      return chosen.ok ? ok(await viewOf(chosen.value)) : chosen
    },
    'imports.preview': ({ columns, ...asked }) =>
      withBook(app, async (session) => {
        const found = await app.imports.preview(session, asked)
        if (found.ok && found.value.kind === 'read')
          app.lists.keepImportReading(columns, { reading: asked.reading, accountId: asked.accountId })
        return found
      }),
    'imports.rows': async ({ previewId, from, limit }) => {
      const found = app.imports.rows(previewId, from, limit)
      return found.ok ? ok({ count: found.value.count, rows: [...found.value.rows] }) : found
    },
    'imports.take': (asked, call) =>
      withBook(app, (session) => app.imports.take(session, { ...asked, person: callerName(app, call) })),
    'imports.cancel': async () => {
      app.imports.cancel()
      return ok(null)
    },
    'imports.undo': ({ importId }, call) =>
      withBook(app, (session) => app.imports.undo(session, importId, callerName(app, call))),
    'imports.saveOthers': (asked) =>
      withBook(app, (session) => app.imports.saveOthers(session, { ...asked, locale: app.locale() })),
  } satisfies Partial<Handlers>
}

function toldOf({ sha256: _, undone, ...view }: ImportView): SaleImport {
  return { ...view, undone: undone && { ...undone } }
}
