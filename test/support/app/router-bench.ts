import { createRouter, type Router } from '../../../src/main/ipc/router/create-router.ts'
import { createGate, type Gate } from '../../../src/main/ipc/router/gate.ts'
import type { Handlers } from '../../../src/main/ipc/router/handlers-type.ts'
import type { Sender } from '../../../src/main/ipc/router/sender.ts'
import type { Log } from '../../../src/main/log/log.ts'
import { refuse } from '../../../src/shared/contract/plain/envelope.ts'
import { OWNER, type Person, type WindowRole } from '../../../src/shared/contract/plain/rights.ts'
import { routes } from '../../../src/shared/contract/routes/index.ts'

export const WINDOW: Sender = {
  frameMissing: false,
  isMainFrame: true,
  webContentsId: 1,
  url: 'app://bundle/index.html',
}

export interface RouterBench {
  readonly router: Router
  readonly gate: Gate
  readonly logged: readonly (readonly unknown[])[]
  readonly called: readonly string[]
}

interface Bench {
  readonly log?: Log | undefined
  /** What the window that calls is for. */
  readonly role?: WindowRole
  readonly person?: Person
}

/** A router whose handlers all refuse, but for the ones a test brings. */
export function routerBench(
  own: Partial<Handlers> = {},
  { log, role = 'till', person = OWNER }: Bench = {},
): RouterBench {
  const logged: unknown[][] = []
  const called: string[] = []
  const refusing = Object.fromEntries(
    Object.keys(routes).map((route) => [
      route,
      async () => {
        called.push(route)
        return refuse('NOT_FOUND')
      },
    ]),
  )
  const gate = createGate()
  let ids = 0
  const router = createRouter({
    handlers: { ...refusing, ...own } as unknown as Handlers,
    gate,
    sender: { allowedOrigins: ['app://bundle'], windows: () => new Map([[1, role]]) },
    person: () => person,
    log: log ?? {
      info: (...parts) => logged.push(['info', ...parts]),
      warn: (...parts) => logged.push(['warn', ...parts]),
      error: (...parts) => logged.push(['error', ...parts]),
    },
    newId: () => {
      ids += 1
      return `call-${ids}`
    },
  })
  return { router, gate, logged, called }
}
