import { readFileSync } from 'node:fs'
import { systemClock } from '../../shared/time/clock.ts'
import { FIRST_LANGUAGE } from '../../shared/words/languages.ts'
import { createWords } from '../../shared/words/words.ts'
import { outputOf } from './output.ts'
import { runCommandLine } from './run.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

// The command line without Electron around it: `npm run -s counterfoil -- <command> --data DIR`.
const { left, ...output } = outputOf(process.stdout, process.stderr)
const code = await runCommandLine(process.argv.slice(2), {
  words: createWords(FIRST_LANGUAGE),
  version,
  usualData: null,
  now: () => systemClock.now(),
  // The key store is Electron's.
  openPeople: async () => ({ ok: false, why: 'notHere' }),
  askSecret: async () => null,
  ...output,
})
process.exitCode = await left(code)
