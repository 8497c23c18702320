import { ok, refuse } from '../../../shared/contract/plain/envelope.ts'
import { saveItem } from '../../catalogue/items.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about the catalogue. */
export function itemHandlers(app: AppPort) {
  return {
    'items.list': () => withBook(app, async (session) => ok([...(await session.ledger.items())])),
    'items.picture': ({ id }) =>
      withBook(app, async (session) => {
        const picture = await session.ledger.itemPicture(id)
        return ok({ webp: picture && Buffer.from(picture).toString('base64') })
      }),
    'items.save': (item) =>
      withBook(app, async (session) => {
        const saved = await saveItem(session.ledger, item, app.now())
        if (saved.ok) app.emit('items.changed', [saved.value.id])
        return saved
      }),
    'items.retire': ({ id, retired }) =>
      withBook(app, async (session) => {
        const item = await session.ledger.retireItem(id, retired, app.now())
        if (!item) return refuse('NOT_FOUND')
        app.emit('items.changed', [id])
        return ok(item)
      }),
  } satisfies Partial<Handlers>
}
