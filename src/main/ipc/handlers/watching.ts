import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The route about what the watcher is doing. */
export function watchingHandlers(app: AppPort) {
  return {
    'watching.state': () => withBook(app, async (session) => ok([...(await session.watcher.state())])),
  } satisfies Partial<Handlers>
}
