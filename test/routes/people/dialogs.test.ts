import { expect, it } from 'vitest'
import { startTestApp, temporaryFolder } from '../../support/app/host.ts'
import { PINS, staffOf } from '../../support/people/staff.ts'

it.each(['locked', 'another', 'the same'] as const)(
  'a dialog that is answered when the till is %s does what its person may, or nothing',
  async (who) => {
    const [folder, target] = [temporaryFolder(), temporaryFolder()]
    let meanwhile = async () => {}
    const asked = async () => {
      await meanwhile()
      return target.path
    }
    const till = await startTestApp({
      folder: folder.path,
      folderDialog: asked,
      saveDialog: asked,
      fileDialog: asked,
    })
    try {
      const { ids, be } = await staffOf(till)
      const signIn = (name: 'Nadia' | 'Yanis') =>
        till.call('people.signIn', { id: ids[name], pin: PINS[name] })
      meanwhile = async () => {
        await till.call('people.lock', {})
        if (who !== 'locked') await signIn(who === 'another' ? 'Yanis' : 'Nadia')
      }
      const schedule = { every: 'day', kind: 'days', preset: 'machine', language: 'en' } as const
      const calls = [
        () => till.envelope('export.schedule', schedule),
        () => till.envelope('backups.chooseFolder', {}),
        () => till.envelope('backups.openFile', {}),
        () => till.envelope('imports.choose', {}),
        () => till.envelope('moving.make', { passphrase: null }),
      ]
      for (const [place, call] of calls.entries()) {
        await be('Nadia')
        const answer = await call()
        const code = answer.ok ? 'done' : answer.error.code
        if (who === 'the same') expect(code, `${place}`).not.toBe('NOT_ALLOWED')
        else {
          expect(code, `${place}`).toBe('NOT_ALLOWED')
          expect(answer.ok ? null : answer.error.params?.right === 'locked', `${place}`).toBe(
            who === 'locked',
          )
        }
      }
      meanwhile = async () => {}
      await be('Nadia')
      expect(await till.call('export.schedules', {})).toHaveLength(who === 'the same' ? 1 : 0)
      expect((await till.call('backups.view', {})).second?.path ?? null).toBe(
        who === 'the same' ? target.path : null,
      )
    } finally {
      await till.app.close()
      folder.clean()
      target.clean()
    }
  },
)
