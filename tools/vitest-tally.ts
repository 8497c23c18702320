import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** A file of tests, and how long it took with its loading. */
export interface TimedFile {
  readonly name: string
  readonly seconds: number
}

/** How a run of the tests ended, for whoever started it. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  /** What failed, by name, with the first line of its message. */
  readonly failures: readonly { readonly name: string; readonly message: string }[]
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  readonly files: readonly TimedFile[]
}

/** Writes the tally of a run, with the name of every test that failed or was skipped, and why, to the file in `COUNTERFOIL_TALLY`. */
// biome-ignore lint/style/noDefaultExport: a reporter is loaded by its default export
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env.COUNTERFOIL_TALLY
    if (file === undefined) return
    let passed = 0
    const failures = errors.map((error) => ({ name: 'outside of a test', message: messageOf(error) }))
    const skipped: { name: string; reason: string }[] = []
    for (const module of modules) {
      // A file that cannot even be loaded has no tests to count.
      const [unread] = module.errors()
      if (unread !== undefined) failures.push({ name: module.relativeModuleId, message: messageOf(unread) })
      // Nor has a part whose beginning failed: its tests are none that were skipped.
      for (const suite of module.children.allSuites()) {
        const [unbegun] = suite.errors()
        if (unbegun !== undefined) {
          failures.push({
            name: `${module.relativeModuleId} > ${suite.fullName}`,
            message: messageOf(unbegun),
          })
        }
      }
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') passed += 1
        else if (result.state === 'failed')
          failures.push({
            name: `${module.relativeModuleId} > ${test.fullName}`,
            message: messageOf(result.errors[0]),
          })
        else skipped.push({ name: test.fullName, reason: noteOf(result) })
      }
    }
    const files = modules.map(timed)
    const failed = failures.length
    writeFileSync(file, JSON.stringify({ passed, failed, failures, skipped, files } satisfies Tally))
  }
}

/** Says in lines which files took the longest, the slowest first. */
export function slowestLines(files: readonly TimedFile[], count: number): readonly string[] {
  const slowest = files.toSorted((one, other) => other.seconds - one.seconds).slice(0, count)
  const width = slowest[0]?.seconds.toFixed(1).length ?? 0
  return slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(width)} s  ${name}`)
}

function timed(module: TestModule): TimedFile {
  const { collectDuration, duration, environmentSetupDuration, prepareDuration, setupDuration } =
    module.diagnostic()
  const ms = collectDuration + duration + environmentSetupDuration + prepareDuration + setupDuration
  return { name: module.relativeModuleId, seconds: ms / 1_000 }
}

function messageOf(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)
  return message.split('\n', 1)[0] ?? ''
}

function noteOf(result: object): string {
  return 'note' in result && typeof result.note === 'string' ? result.note : 'no reason given'
}
