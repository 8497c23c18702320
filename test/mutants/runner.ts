import { createVitest } from 'vitest/node'

/**
 * Runs test files of the folder it was started in, for whoever started it: one process for many faults.
 *
 * A message names the files that changed and the test file; the answer names the first test that failed, or nothing.
 */
export interface RunRequest {
  /** Files whose text is another one since the last run. */
  readonly changed: readonly string[]
  readonly test: string
}

export interface RunAnswer {
  readonly failed: string | null
  /** It failed only because it took too long, which on a busy machine proves less than a wrong result. */
  readonly late: boolean
  readonly ms: number
}

const vitest = await createVitest('test', {
  watch: false,
  reporters: [{}],
  bail: 1,
  maxWorkers: 1,
  silent: true,
  // Run beside other work, a test is slow without being wrong: what hangs is ended by the time limit of its file.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 30_000 } },
})

async function run({ changed, test }: RunRequest): Promise<RunAnswer> {
  for (const file of changed) vitest.invalidateFile(file)
  const began = performance.now()
  // What failed before would end this run at once: `bail` counts all that is known.
  vitest.state.filesMap.clear()
  vitest.state.idMap.clear()
  vitest.state.clearErrors()
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    vitest.getModuleSpecifications(test),
  )
  const ms = Math.round(performance.now() - began)
  const loaded = testModules.flatMap((module) => module.errors().map((error) => `loading: ${error.message}`))
  const tests = testModules.flatMap((module) => [...module.children.allTests('failed')])
  const outside = unhandledErrors.map(String)
  const [failed = null] = [...loaded, ...tests.map((one) => one.fullName), ...outside]
  const [first] = tests
  const late =
    loaded.length === 0 && (first?.result().errors ?? []).some(({ message }) => /timed out in/.test(message))
  return testModules.length === 0 ? { failed: 'no such test', late: false, ms } : { failed, late, ms }
}

await vitest.standalone()
process.on('message', (request: RunRequest) => {
  run(request).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: `the run itself: ${String(error)}`, late: false, ms: 0 }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
