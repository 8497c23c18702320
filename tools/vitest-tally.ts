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
  readonly skipped: readonly { readonly name: string; readonly reason: string }[]
  readonly files: readonly TimedFile[]
}

/** Writes the tally of a run, with every skipped test's name and reason, to the file in `COUNTERFOIL_TALLY`. */
// biome-ignore lint/style/noDefaultExport: a reporter is loaded by its default export
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const file = process.env.COUNTERFOIL_TALLY
    if (file === undefined) return
    let passed = 0
    let failed = errors.length
    const skipped: { name: string; reason: string }[] = []
    for (const module of modules) {
      // A file that cannot even be loaded has no tests to count.
      if (module.errors().length > 0) failed += 1
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') passed += 1
        else if (result.state === 'failed') failed += 1
        else skipped.push({ name: test.fullName, reason: noteOf(result) })
      }
    }
    const files = modules.map(timed)
    writeFileSync(file, JSON.stringify({ passed, failed, skipped, files } satisfies Tally))
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

function noteOf(result: object): string {
  return 'note' in result && typeof result.note === 'string' ? result.note : 'no reason given'
}
