import { readFileSync } from 'node:fs'
import { systemClock } from '../../shared/time/clock.ts'
import { commandLineWords, environmentLanguages } from './language.ts'
import { outputOf } from './output.ts'
import { runCommandLine } from './run.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string
}

// The command line without Electron around it: `npm run -s counterfoil -- <command> --data DIR`.
const { left, ...output } = outputOf(process.stdout, process.stderr)
const args = process.argv.slice(2)
const code = await runCommandLine(args, {
  words: await commandLineWords(args, null, environmentLanguages(process.env)),
  version,
  usualData: null,
  now: () => systemClock.now(),
  // The key store is Electron's.
  openPeople: async () => ({ ok: false, why: 'notHere' }),
  askSecret: async () => null,
  ...output,
})
process.exitCode = await left(code)
