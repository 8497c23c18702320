import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT, standInLaunch } from '../../../tools/launch.ts'
import { whyMissing } from '../../support/window/launchers/index.ts'

it('an app that cannot start says where it is written down, and it is written down there', ({ skip }) => {
  const launch = standInLaunch()
  if (launch === null) return skip(whyMissing('standin') ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-broken-'))
  try {
    // A build whose page is gone: the main process runs as far as its window.
    for (const part of ['package.json', 'out/main', 'out/preload']) {
      cpSync(join(ROOT, part), join(folder, part), { recursive: true })
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
    const data = join(folder, 'data')
    const switches = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${data}`]
    const ended = spawnSync(launch.command, [...launch.args, folder, ...switches], {
      env: { ...process.env, ...launch.env, COUNTERFOIL_STANDIN_CONTROL: folder },
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(ended.status).toBe(1)
    const log = join(data, 'logs', 'counterfoil.log')
    const record = readFileSync(join(folder, 'record.jsonl'), 'utf8')
    expect(JSON.parse(record)).toMatchObject({ what: 'error-box', content: expect.stringContaining(log) })
    expect(existsSync(log) && readFileSync(log, 'utf8')).toContain('start failed')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
