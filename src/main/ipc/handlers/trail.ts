import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'
import { withBook } from './book-problem.ts'

/** The routes of the trail. */
export function trailHandlers(app: AppPort) {
  return {
    'trail.view': () =>
      withBook(app, async ({ ledger }) =>
        ok({ head: await ledger.trailHead(), running: app.trail.running(), last: app.trail.last() }),
      ),
    'trail.entries': ({ from, limit }) =>
      withBook(app, async ({ ledger }) => ok(await ledger.trailEntries(from, limit))),
    'trail.verify': () =>
      withBook(app, async () => {
        app.trail.verify()
        return ok(null)
      }),
    'trail.stop': async () => {
      app.trail.stop()
      return ok(null)
    },
  } satisfies Partial<Handlers>
}
