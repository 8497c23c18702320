import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { startTestApp, type TestApp, type TestAppOptions, temporaryFolder } from './host.ts'

/** A folder of its own for each test, and the app over it, started as the test needs it. */
export interface OwnTill {
  /** The app's folder. */
  readonly path: string
  /** Starts the app in its live book. */
  start(options?: Partial<TestAppOptions>): Promise<TestApp>
  /** Starts it in its practice book. */
  practise(options?: Partial<TestAppOptions>): Promise<TestApp>
  close(): Promise<void>
  /** Gives another folder, which is removed after the test. */
  another(): string
  /** Does it once the app of this test is closed; the last first. */
  afterwards(clean: () => void | Promise<void>): void
}

/** Gives each test of a file its till; the app is closed and all folders are removed after it. */
export function ownTill(): OwnTill {
  let path = ''
  let app: TestApp | null = null
  let cleaning: (() => void | Promise<void>)[] = []
  const another = () => {
    const folder = temporaryFolder()
    cleaning.push(folder.clean)
    return folder.path
  }
  const close = async () => {
    await app?.app.close()
    app = null
  }
  const start: OwnTill['start'] = async (options) => {
    await close()
    app = await startTestApp({ folder: path, ...options })
    return app
  }
  beforeEach(() => {
    path = another()
  })
  afterEach(async () => {
    await close()
    for (const clean of cleaning.toReversed()) await clean()
    cleaning = []
  })
  return {
    get path() {
      return path
    },
    start,
    async practise(options) {
      const till = await start(options)
      await till.envelope('book.switch', { kind: 'practice' })
      return till
    },
    close,
    another,
    afterwards: (clean) => void cleaning.push(clean),
  }
}

/** All files in a folder and the folders in it, by their paths. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
}
