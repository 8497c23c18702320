import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { electronLaunch, standInLaunch } from '../../tools/launch.ts'
import { NODE_FLAGS } from '../../tools/node-flags.mjs'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Where a Node is named for another reason than to start the project's own code with it. */
const NOT_STARTED = [
  "import { execPath } from 'node:process'",
  // The Node of whoever runs setup starts npm alone, and may be one that does not know the flags.
  '@param {string} execPath',
  'function npmCommand(env, platform, execPath, exists)',
  'return { command: execPath, args: [script], shell: false }',
  'npmCommand(process.env, process.platform, process.execPath, existsSync)',
  // Only its file matters.
  'copyFileSync(process.execPath, part)',
  'existsSync(pinnedNode(root, process.platform))',
  'browser: process.execPath }',
  'toBe(process.execPath)',
  // The stand-in, with the words of its launch.
  'spawn(process.execPath, $' + '{args}, ',
]
const A_NODE =
  /\bexecPath\b|\bpinnedNode\(root, process\.platform\)|\bspawn\w*\(node\b|\b(?:spawn|exec|fork)\w*\(\s*'(?:node|npx)'/g
const WITH_FLAGS = /^,\s*(?:args: )?\[?\s*\.\.\.(?:NODE_FLAGS|process\.execArgv)\b/

/** The places of a source that start a Node of the project without its flags, each with what follows it. */
function startsWithout(source: string): string[] {
  const text = NOT_STARTED.reduce((rest, known) => rest.replaceAll(known, ''), source)
  return [...text.matchAll(A_NODE)]
    .map(({ 0: found, index }) => ({ found, rest: text.slice(index + found.length) }))
    .filter(({ rest }) => !WITH_FLAGS.test(rest))
    .map(({ found, rest }) => found + rest.slice(0, 40))
}

/** Every file of a folder that may start a process. */
function programs(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('/node-flags.test.ts'))
}

describe('the flags of the project’s Node', () => {
  it('keep V8 from protecting its code with memory keys, which ends the process now and then', () => {
    expect(NODE_FLAGS).toContain('--no-memory-protection-keys')
  })

  it('have reached the process that runs the tests', () => {
    expect(process.execArgv).toEqual(expect.arrayContaining([...NODE_FLAGS]))
  })

  it('are set for every file of tests', () => {
    for (const config of ['vitest.config.ts', 'vitest.e2e.config.ts'])
      expect(read(config)).toContain('execArgv: [...NODE_FLAGS]')
  })

  it.each(['test', 'tools'])('are passed on wherever %s starts a Node', (folder) => {
    const without = programs(folder).flatMap((path) =>
      startsWithout(read(path)).map((at) => `${path}: ${at}`),
    )
    expect(without).toEqual([])
  })

  it('are missed where they are not passed on', () => {
    for (const source of [
      "spawn(process.execPath, ['-e', ''])",
      'spawnSync(execPath,\n  [join(ROOT, script)])',
      "spawn(process.execPath, ['x', ...NODE_FLAGS])",
      'const node = process.execPath\n',
      'spawn(node, [script])',
      "spawnSync('node', [...args])",
      "spawnSync(pinnedNode(root, process.platform), ['--version'])",
    ])
      expect(startsWithout(source), source).toHaveLength(1)
    expect(startsWithout('spawn(process.execPath, [...NODE_FLAGS, script])')).toEqual([])
  })

  it('go to every script of package.json, by way of the one that starts Node', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const words = Object.values(scripts).flatMap((script) => script.split(' && '))
    const others = words.filter((word) => !/^(node tools\/run\.mjs |npm run )/.test(word))
    expect(others).toEqual(['node tools/setup.mjs'])
    expect(read('tools/run.mjs')).toContain('spawn(node, [...NODE_FLAGS, ')
  })

  it('go to the stand-in, also when it is opened by hand', () => {
    vi.stubEnv('CHROMIUM_PATH', '/a/browser')
    expect(standInLaunch()?.args.slice(0, NODE_FLAGS.length)).toEqual(NODE_FLAGS)
    vi.unstubAllEnvs()
    for (const script of ['electron', 'electron.cmd'])
      for (const flag of NODE_FLAGS) expect(read(`tools/electron-standin/${script}`)).toContain(flag)
  })

  it('never go to Electron', () => {
    for (const flag of NODE_FLAGS) expect(electronLaunch()?.args ?? []).not.toContain(flag)
    expect(read('test/support/window/launchers/electron.ts')).not.toMatch(/NODE_FLAGS|execArgv/)
  })
})
