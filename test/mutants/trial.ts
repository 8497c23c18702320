import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'
import type { RunAnswer, RunRequest } from './runner.ts'

const COPIED = [
  'src',
  'test',
  'tools',
  'docs',
  'resources',
  'package.json',
  'package-lock.json',
  'vitest.config.ts',
]
const CONFIGS = [
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
  'biome.json',
]

/** A copy of the tree where faults are put in and tests run, so that nobody else ever sees a fault. */
export interface Trial {
  /** Changes a file of the copy. */
  write(file: string, text: string): void
  /** Runs one test file; a run that goes past `limitMs` counts as failed. */
  run(test: string, limitMs: number): Promise<RunAnswer>
  /** Gives the compiler's first complaint of one file and what it imports, or of the whole tree; null when it has none. */
  complaint(of: string | 'everything'): string | null
  /** Ends what runs and takes the copy away. */
  end(): Promise<void>
}

/** Copies the tree at `root` and starts the runner in it. */
export function startTrial(root: string): Trial {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'counterfoil-mutants-')))
  for (const name of [...COPIED, ...CONFIGS])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  let runner: Promise<ChildProcess> | null = null
  /** What was written since the last run: the runner holds the former text. */
  const changed = new Set<string>()

  const stop = async () => {
    const child = await runner
    runner = null
    // Its workers are of its group; one that spins hears nothing else.
    if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }

  return {
    write(file, text) {
      writeFileSync(join(folder, file), text)
      changed.add(join(folder, file))
    },
    async run(test, limitMs) {
      runner ??= startRunner(folder)
      const child = await runner
      const request: RunRequest = { changed: [...changed], test: join(folder, test) }
      changed.clear()
      const answer = await answerOf(child, request, limitMs)
      if (answer === null) await stop()
      return (
        answer ?? { failed: `${test}: past the time limit, or the process died`, late: true, ms: limitMs }
      )
    },
    complaint(of) {
      // A name that nothing uses any more is no proof that its use is held.
      const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false }
      const own = of === 'everything' ? {} : { include: [], files: [of] }
      const project = { extends: './tsconfig.node.json', compilerOptions, ...own }
      writeFileSync(join(folder, 'tsconfig.trial.json'), JSON.stringify(project))
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      const { status, stdout } = spawnSync(
        process.execPath,
        [...NODE_FLAGS, tsc, '-p', 'tsconfig.trial.json'],
        { cwd: folder, encoding: 'utf8' },
      )
      return status === 0 ? null : (stdout.split('\n')[0] ?? 'types')
    },
    async end() {
      await stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function startRunner(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...NODE_FLAGS, join(folder, 'test/mutants/runner.ts')], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child))
    child.once('exit', () => reject(new Error('the runner did not start')))
  })
}

function answerOf(child: ChildProcess, request: RunRequest, limitMs: number): Promise<RunAnswer | null> {
  return new Promise((resolve) => {
    const done = (answer: RunAnswer | null) => {
      clearTimeout(timer)
      child.off('message', done)
      child.off('exit', gone)
      resolve(answer)
    }
    const gone = () => done(null)
    const timer = setTimeout(gone, limitMs)
    child.on('message', done)
    child.on('exit', gone)
    child.send(request)
  })
}
