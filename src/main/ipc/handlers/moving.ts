import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes about moving to another computer. */
export function movingHandlers(app: AppPort) {
  return {
    'moving.view': async () => ok(app.books.moving.view()),
    'moving.make': ({ passphrase }) => withBook(app, () => app.books.moving.make(passphrase)),
    'moving.reveal': async () => app.books.moving.reveal(),
    'moving.stop': () => withBook(app, () => app.books.moving.stop()),
    'moving.sellAgain': async () => app.books.moving.sellAgain(),
    'moving.open': ({ passphrase }) => app.books.openFound(passphrase),
  } satisfies Partial<Handlers>
}
