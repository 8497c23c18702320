import { ok } from '../../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../../router/handlers-type.ts'
import type { AppPort } from '../app-port.ts'
import { withBook } from '../book-problem.ts'
import { readDetail } from '../invoices.ts'

/** The routes of the customer display. */
export function customerDisplayHandlers(app: AppPort) {
  return {
    'customer.view': async () => {
      const view = await app.customer.view(async (id) => {
        const read = await withBook(app, (session) => readDetail(session, id))
        return read.ok ? read.value : null
      })
      return ok(view)
    },
    'customer.show': async (told) => {
      app.customer.show(told)
      return ok(null)
    },
    'customer.speak': async ({ language }) => {
      app.customer.speak(language)
      return ok(app.customer.display())
    },
    'customer.display': async () => ok(app.customer.display()),
  } satisfies Partial<Handlers>
}
