import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually, startTestApp, temporaryFolder } from '../support/app/host.ts'
import { partsOf } from '../support/books/xlsx-reader.ts'

const HOUR = 3_600_000

test('a file for each day that is over is made in its folder, also when the app was closed then', async () => {
  const folder = temporaryFolder()
  const target = temporaryFolder()
  let now = Date.UTC(2026, 9, 20, 12)
  const clock = { now: () => now, monotonic: () => performance.now() }
  const open = () => startTestApp({ folder: folder.path, folderPath: target.path, clock })
  const files = () =>
    readdirSync(target.path)
      .filter((name) => name.endsWith('.csv'))
      .toSorted()
  let app = await open()
  try {
    const asked = { every: 'day', kind: 'days', preset: 'machine', language: 'en' } as const
    const [schedule] = (await app.call('export.schedule', asked)) ?? []
    expect(schedule).toMatchObject({ ...asked, folder: target.path, through: '2026-10-19', failed: null })
    now += 20 * HOUR
    app.app.wake()
    await eventually(async () => (files().length === 1 ? true : null))
    expect(files()).toEqual(['days_2026-10-20_v1.csv'])
    await eventually(async () =>
      (await app.call('export.schedules', {}))[0]?.through === '2026-10-20' ? true : null,
    )
    await app.app.close()

    now += 48 * HOUR
    // What lies there is never replaced.
    writeFileSync(join(target.path, 'days_2026-10-22_v1.csv'), 'mine')
    app = await open()
    await eventually(async () => (files().length === 4 ? true : null))
    expect(files()).toEqual(['20_v1', '21_v1', '22_v1', '22_v1_2'].map((name) => `days_2026-10-${name}.csv`))
    expect(readFileSync(join(target.path, 'days_2026-10-22_v1.csv'), 'utf8')).toBe('mine')
    const jobs = await app.call('export.jobs', {})
    expect(jobs.map(({ by, days }) => [by, days?.from])).toEqual([
      ['schedule', '2026-10-22'],
      ['schedule', '2026-10-21'],
    ])

    await eventually(async () =>
      (await app.call('export.schedules', {}))[0]?.through === '2026-10-22' ? true : null,
    )
    // A folder that is gone is said, and tried again.
    rmSync(target.path, { recursive: true })
    now += 24 * HOUR
    app.app.wake()
    await eventually(async () => {
      const [one] = await app.call('export.schedules', {})
      return one?.failed === 'FOLDER_GONE' && one.through === '2026-10-22' ? true : null
    })
    expect(await app.call('export.unschedule', { id: schedule?.id ?? '' })).toEqual([])
  } finally {
    await app.app.close()
    folder.clean()
    target.clean()
  }
})

test('nothing of the practice book is made by itself', async () => {
  const folder = temporaryFolder()
  const app = await startTestApp({ folder: folder.path, folderPath: folder.path })
  try {
    await app.call('book.switch', { kind: 'practice' })
    const asked = { every: 'month', kind: 'movements', preset: 'xlsx', language: 'en' } as const
    expect((await app.refused('export.schedule', asked)).code).toBe('NOT_ALLOWED')
  } finally {
    await app.app.close()
    folder.clean()
  }
})

test('a manifest that lies there alone is never replaced, and a day that a clock which was ahead wrote too early is made once it is over', async () => {
  const folder = temporaryFolder()
  const target = temporaryFolder()
  let now = Date.UTC(2026, 9, 20, 22)
  const clock = { now: () => now, monotonic: () => performance.now() }
  const app = await startTestApp({ folder: folder.path, folderPath: target.path, clock })
  const files = () => readdirSync(target.path).toSorted()
  const through = async () => (await app.call('export.schedules', {}))[0]?.through
  const wakeAt = async (at: number, until: string) => {
    now = at
    app.app.wake()
    await eventually(async () => ((await through()) === until ? true : null))
  }
  try {
    const manifest = join(target.path, 'days_2026-10-20_v1.csv.manifest.json')
    writeFileSync(manifest, 'of a file that was taken away')
    await app.call('export.schedule', { every: 'day', kind: 'days', preset: 'machine', language: 'en' })
    // Two hours ahead: the day is not over yet.
    await wakeAt(now + 2 * HOUR, '2026-10-20')
    expect(readFileSync(manifest, 'utf8')).toBe('of a file that was taken away')
    expect(files()).toContain('days_2026-10-20_v1_2.csv')
    await wakeAt(now - 2 * HOUR, '2026-10-19')
    await wakeAt(now + 2 * HOUR, '2026-10-20')
    expect(files()).toContain('days_2026-10-20_v1_3.csv')
  } finally {
    await app.app.close()
    folder.clean()
    target.clean()
  }
})

test('a file that is made by itself is in the language of the app, whoever is signed in', async () => {
  const [folder, target] = [temporaryFolder(), temporaryFolder()]
  let now = Date.UTC(2026, 9, 20, 12)
  const clock = { now: () => now, monotonic: () => performance.now() }
  const app = await startTestApp({ folder: folder.path, folderPath: target.path, clock })
  try {
    await app.call('settings.set', { language: 'fr' })
    const { people } = await app.call('people.setUp', { name: 'Nadia', pin: '2468' })
    await app.call('people.setOwnLanguage', { language: 'en' })
    await app.call('export.schedule', { every: 'day', kind: 'days', preset: 'xlsx', language: 'en' })
    now += 20 * HOUR
    // The clock that jumped has locked the till.
    await app.call('people.active', {})
    await app.call('people.signIn', { id: people[0]?.id ?? '', pin: '2468' })
    expect((await app.call('app.overview', {})).locale).toBe('en-GB')
    app.app.wake()
    const made = await eventually(
      async () => readdirSync(target.path).find((name) => name.endsWith('.xlsx')) ?? null,
    )
    const text = JSON.stringify([...partsOf(join(target.path, made))])
    expect(text).toContain('Devise')
    expect(text).not.toContain('Currency')
  } finally {
    await app.app.close()
    folder.clean()
    target.clean()
  }
}, 60_000)
