import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files of tests that take longest, by the end of their paths; most of them wait for clocks more than they work. */
const LONGEST = [
  'reliability/fault-matrix.test.ts',
  'main/ledger/search/search-index.test.ts',
  'routes/moving.test.ts',
  'routes/asked-back.test.ts',
  'routes/book-truth-outside.test.ts',
  'main/command-line/command-line.test.ts',
  'main/command-line/people.test.ts',
  'routes/book-truth.test.ts',
  'reliability/few-rounds.test.ts',
  'reliability/killed-anywhere.test.ts',
  'words/pseudo.e2e.ts',
  'people/idle.e2e.ts',
  'counter/sale-states.e2e.ts',
  'window/scans.e2e.ts',
  'settings/scanner.e2e.ts',
  'people/day.e2e.ts',
  'counter/day.e2e.ts',
]

/** Begins with the longest files: one of them begun last would be waited for alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((end) => moduleId.endsWith(end))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
