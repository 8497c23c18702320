import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type PracticeServer, startPractice } from '../shop/practice.ts'
import { startTestApp, type TestApp, temporaryFolder } from './host.ts'

/** The app over an empty folder, whose providers are the simulators' server. */
export interface LiveShop {
  readonly server: PracticeServer
  readonly folder: ReturnType<typeof temporaryFolder>
  readonly shop: TestApp
}

/** Gives each test of a file its own shop, before the file's other preparations; one server serves them all. */
export function liveShop(given: (live: LiveShop) => void): void {
  let server: PracticeServer
  let folder: ReturnType<typeof temporaryFolder>
  let shop: TestApp
  beforeAll(async () => {
    server = await startPractice()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    folder = temporaryFolder()
    shop = await startTestApp({ folder: folder.path, providerOrigins: server.origins })
    given({ server, folder, shop })
  })
  afterEach(async () => {
    await shop.app.close()
    folder.clean()
  })
}
