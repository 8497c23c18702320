import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about the catalogue. */
export function itemHandlers(app: AppPort) {
  return {
    'items.list': () => withBook(app, async (session) => ok([...(await session.catalogue.items())])),
    'items.picture': ({ id }) =>
      withBook(app, async (session) => ok({ webp: await session.catalogue.picture(id) })),
    'items.save': (item) => withBook(app, (session) => session.catalogue.save(item)),
    'items.retire': ({ id, retired }) => withBook(app, (session) => session.catalogue.retire(id, retired)),
  } satisfies Partial<Handlers>
}
