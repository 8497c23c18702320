import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import { ownTill } from '../../support/app/own-till.ts'
import { lastEvents } from '../../support/people/staff.ts'

const own = ownTill()
const CHILD = join(import.meta.dirname, '../../support/people/till-child.ts')
const options = (...args: readonly string[]) => ['--no-warnings', CHILD, own.path, ...args]

it('a till that is killed while it adds people has each of them whole, as its book tells, and lets them sign in', async () => {
  spawnSync(process.execPath, [...NODE_FLAGS, ...options('setUp', 'Nadia')], { encoding: 'utf8' })
  let known = 1
  for (const waitMs of [0, 15, 40, 70, 100, 160]) {
    const child = spawn(process.execPath, [...NODE_FLAGS, ...options('add', `Lina ${waitMs}`)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: string[] = []
    child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text))
    while (!said.join('').includes('ready')) await once(child.stdout, 'data')
    await new Promise((done) => setTimeout(done, waitMs))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const acknowledged = said.join('').split('added').length - 1
    const till = await own.start()
    const { state, people } = await till.call('people.view', {})
    expect(state).toEqual({ kind: 'locked' })
    const added = people.length - known
    // One more may have come to be than was answered.
    expect([acknowledged, acknowledged + 1]).toContain(added)
    known = people.length
    const newest = people.find(({ name }) => name === `Lina ${waitMs} ${added - 1}`)
    if (newest) await till.call('people.signIn', { id: newest.id, pin: '1357' })
    await till.call('people.signIn', {
      id: people.find(({ name }) => name === 'Nadia')?.id ?? '',
      pin: '2468',
    })
    const told = (await lastEvents(till, 200)).filter(({ kind }) => kind === 'people_changed')
    expect(told.map(({ data }) => data.version)).toEqual(told.map((_, n) => n + 1))
    expect(told.length).toBe(known)
    await own.close()
  }
}, 120_000)

it('works under a system that counts its years otherwise, with names in both directions', () => {
  const env = { ...process.env, LC_ALL: 'th_TH.UTF-8', LANG: 'th_TH.UTF-8', TZ: 'Asia/Bangkok' }
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [...NODE_FLAGS, ...options(...args)], { encoding: 'utf8', env })
  expect(run('setUp', 'نادية Ben Ali').status).toBe(0)
  const { stdout, stderr } = run('today')
  expect(stderr).toBe('')
  const told = JSON.parse(stdout) as { date: string; names: readonly string[]; calendar: string }
  expect(told.calendar).toBe('buddhist')
  expect(told.names).toEqual(['نادية Ben Ali'])
  expect(Math.abs(Date.parse(told.date) - Date.now())).toBeLessThan(2 * 86_400_000)
})
