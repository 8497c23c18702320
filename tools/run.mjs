import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'

/**
 * Sets up what is missing, then runs a file of the project on its pinned Node: `node tools/run.mjs tools/check.ts …`.
 *
 * Prints nothing on stdout itself. The file's process gets the signals, and gives the exit code.
 */
const major = Number.parseInt(process.versions.node, 10)
if (major < 20) {
  console.error(
    `Node 20 or newer is needed here, and this is Node ${process.versions.node}. Install one from nodejs.org.`,
  )
  process.exit(1)
}
const { ROOT, setUp } = await import('./setup.mjs')
const { NODE_FLAGS } = await import('./node-flags.mjs')
const { pinnedNode } = await import('./setup/dependencies.mjs')
const { say, SetupProblem } = await import('./setup/say.mjs')

try {
  await setUp()
} catch (error) {
  say(error instanceof SetupProblem ? error.message : String(error?.stack ?? error))
  process.exit(1)
}

const node = pinnedNode(ROOT, process.platform)
const [file = '', ...args] = process.argv.slice(2)
const env = { ...process.env }
const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
env[pathName] = [dirname(node), join(ROOT, 'node_modules', '.bin'), env[pathName]].join(delimiter)
const child = spawn(node, [...NODE_FLAGS, join(ROOT, file), ...args], { stdio: 'inherit', env, cwd: ROOT })

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)))
}
// Whoever started this may be killed outright; what was started here must not outlive it.
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM')
}, 500).unref()
child.on('error', (error) => {
  say(`${node} could not be started: ${error.message}`)
  process.exit(1)
})
child.on('close', (code, signal) =>
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
)
