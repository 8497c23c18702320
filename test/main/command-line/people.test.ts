import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openPeopleAtTerminal } from '../../../src/main/app/people/terminal.ts'
import { runCommandLine } from '../../../src/main/command-line/run.ts'
import { secretsFrom } from '../../../src/main/command-line/secret.ts'
import type { Keychain } from '../../../src/main/vault/keychain.ts'
import { systemClock } from '../../../src/shared/time/clock.ts'
import { createWords } from '../../../src/shared/words/words.ts'
import { appFiles, weakKeychain } from '../../support/app/host.ts'
import { ownTill } from '../../support/app/own-till.ts'
import { lastEvents, PINS, staffOf } from '../../support/people/staff.ts'
import { tamperings } from '../../support/people/tamperings.ts'
import { ringKeychain } from '../../support/rounds/ring-keychain.ts'

const own = ownTill()

/** Runs a line over the folder of a closed till, with what is typed for each question. */
async function run(typed: readonly string[], args: readonly string[], keychain: Keychain = ringKeychain) {
  const said: string[] = []
  const prompts: string[] = []
  const left = [...typed]
  const code = await runCommandLine(args, {
    ...{ words: createWords('en'), version: '1.2.3', usualData: own.path, now: () => 0 },
    openPeople: () =>
      openPeopleAtTerminal({
        files: appFiles(own.path),
        keychain,
        platform: 'linux',
        dataDir: own.path,
        clock: systemClock,
        failed: () => undefined,
      }),
    async askSecret(prompt) {
      prompts.push(prompt)
      return left.shift() ?? null
    },
    answer: (text) => said.push(text),
    say: (text) => said.push(text),
  })
  return { code, said: said.join('\n'), prompts }
}
const newPin = (pin: string, ...name: readonly string[]) => run([pin, pin], ['people', 'new-pin', ...name])

async function closedTill(passphrase: string | null = null, keychain: Keychain = ringKeychain) {
  const till = await own.start({ keychain })
  if (passphrase !== null) await till.call('vault.createPassphrase', { passphrase })
  const { ids } = await staffOf(till)
  await own.close()
  return ids
}

describe('a lost PIN of an owner', () => {
  it('is set anew in a terminal, told to the book, and said to the owner who signs in next', async () => {
    const ids = await closedTill()
    const { code, said, prompts } = await newPin('864200')
    expect([code, said]).toEqual([0, expect.stringContaining('Nadia has a new PIN')])
    expect(prompts).toHaveLength(2)
    const till = await own.start({ keychain: ringKeychain })
    expect((await till.refused('people.signIn', { id: ids.Nadia, pin: PINS.Nadia })).code).toBe('PIN_WRONG')
    const signed = await till.call('people.signIn', { id: ids.Nadia, pin: '864200' })
    expect(signed.notice).toMatchObject({ how: 'terminal', name: 'Nadia' })
    expect(await lastEvents(till, 1)).toMatchObject([
      { kind: 'people_changed', by: null, data: { what: 'reset', whom: 'Nadia', how: 'terminal' } },
    ])
  })

  it('is not set where the keys lie under a passphrase, or the key store opens nothing', async () => {
    await closedTill('four words or more')
    expect(await newPin('864200')).toMatchObject({
      code: 1,
      said: expect.stringContaining('have a passphrase'),
    })
  })

  it('is not set where the key store does not answer', async () => {
    const till = await own.start({ keychain: ringKeychain })
    await till.call('accounts.add', {
      ...{ provider: 'oxapay', label: 'Till', settings: {} },
      credentials: { merchantKey: 'ABCDEF-123456-ABCDEF-123456' },
    })
    await staffOf(till)
    await own.close()
    const silent: Keychain = { ...ringKeychain, available: () => false }
    const other: Keychain = {
      ...ringKeychain,
      decrypt: async () => Promise.reject(new Error('another ring')),
    }
    for (const keychain of [silent, other, weakKeychain])
      expect(await run(['1111', '1111'], ['people', 'new-pin'], keychain)).toMatchObject({
        code: 1,
        said: expect.stringContaining('key store'),
      })
    expect((await newPin('1111')).code).toBe(0)
  })

  it('of several owners is of the one who is named', async () => {
    const till = await own.start({ keychain: ringKeychain })
    const { ids } = await staffOf(till)
    await till.call('people.change', { id: ids.Karim, name: 'Karim', role: 'owner', language: null })
    await own.close()
    expect(await newPin('1111')).toMatchObject({ code: 1, said: expect.stringContaining('Nadia') })
    expect(await newPin('1111', 'Yanis')).toMatchObject({
      code: 1,
      said: expect.stringContaining('not an owner'),
    })
    expect((await newPin('1111', 'karim')).code).toBe(0)
    const again = await own.start({ keychain: ringKeychain })
    await again.call('people.signIn', { id: ids.Karim, pin: '1111' })
    await again.call('people.signIn', { id: ids.Nadia, pin: PINS.Nadia })
  })

  it.each<[string, readonly string[], string]>([
    ['two that differ', ['1111', '2222'], 'not the same'],
    ['none', [], 'No PIN was typed'],
    ['only one', ['1111'], 'No PIN was typed'],
    ['one that is none', ['12', '12'], '4 to 12 digits'],
  ])('changes nothing by %s', async (_, typed, words) => {
    const ids = await closedTill()
    expect(await run(typed, ['people', 'new-pin'])).toMatchObject({
      code: 1,
      said: expect.stringContaining(words),
    })
    const till = await own.start({ keychain: ringKeychain })
    await till.call('people.signIn', { id: ids.Nadia, pin: PINS.Nadia })
  })

  it('needs no person where there are none, and takes no option that is not meant', async () => {
    await own.start({ keychain: ringKeychain })
    await own.close()
    expect(await newPin('1111')).toMatchObject({ code: 1, said: expect.stringContaining('not set up') })
    for (const args of [
      ['people'],
      ['people', 'list'],
      ['people', 'new-pin', 'a', 'b'],
      ['people', 'new-pin', '--json'],
    ])
      expect((await run([], args)).code, args.join(' ')).toBe(2)
    expect((await run([], ['people', 'new-pin', '--pin', '1111'])).code).toBe(2)
  })
})

describe.each(tamperings(() => own.path))('where %s, the terminal', (_, tamper, why) => {
  it('leads back once and for all, and the book is told', async () => {
    const { Nadia, Karim } = await closedTill()
    const path = (name: string) => join(own.path, name)
    for (const name of ['people.json', 'settings.json']) copyFileSync(path(name), path(`${name}.old`))
    const till = await own.start({ keychain: ringKeychain })
    await till.call('people.signIn', { id: Nadia, pin: PINS.Nadia })
    await till.call('people.putAway', { id: Karim })
    await own.close()
    tamper()
    expect(await newPin('864200', 'Nadia')).toMatchObject({
      code: 0,
      said: expect.stringContaining('Nadia'),
    })
    for (const isFirst of [true, false]) {
      const again = await own.start({ keychain: ringKeychain })
      const { state, people } = await again.call('people.view', {})
      expect([state, people.map(({ name }) => name)]).toEqual([{ kind: 'locked' }, ['Nadia']])
      const id = people[0]?.id ?? ''
      const signed = await again.call('people.signIn', { id, pin: '864200' })
      if (isFirst) {
        expect(signed.notice).toMatchObject({ how: 'terminal', name: 'Nadia' })
        const [last] = await lastEvents(again, 1)
        expect(last?.data).toMatchObject({ what: 'begun_again', how: 'terminal', before: why })
      }
      await own.close()
    }
  }, 60_000)
})

it('the terminal leads back also where the live book cannot be read', async () => {
  await closedTill()
  rmSync(join(own.path, 'settings.json'))
  renameSync(join(own.path, 'live.sqlite'), join(own.path, 'live.kept'))
  writeFileSync(join(own.path, 'live.sqlite'), 'no book')
  expect((await newPin('864200', 'Nadia')).code).toBe(0)
  renameSync(join(own.path, 'live.kept'), join(own.path, 'live.sqlite'))
  const { state } = await (await own.start({ keychain: ringKeychain })).call('people.view', {})
  expect(state).toEqual({ kind: 'locked' })
})

describe('a secret that is asked for', () => {
  function terminal(isTTY: boolean) {
    const raw: boolean[] = []
    const source = Object.assign(new PassThrough(), { isTTY, setRawMode: (on: boolean) => raw.push(on) })
    const shown = new PassThrough()
    return { source, shown, raw, ask: secretsFrom(source as never, shown) }
  }

  it('is shown nowhere, and the terminal is left as it was', async () => {
    const { source, shown, raw, ask } = terminal(true)
    const asked = ask('New PIN: ')
    source.write('24\u007f')
    source.write('468\r')
    expect(await asked).toBe('2468')
    expect([raw, String(shown.read())]).toEqual([[true, false], 'New PIN: \n'])
  })

  it('is a line of a pipe, also of Windows, and none at its end', async () => {
    const { source, ask } = terminal(false)
    source.end('2468\r\n1357\n99')
    expect([await ask(''), await ask(''), await ask(''), await ask('')]).toEqual(['2468', '1357', '99', null])
  })

  it('is given up by Ctrl C', async () => {
    const { source, ask } = terminal(true)
    const asked = ask('')
    source.write('24\u0003')
    expect(await asked).toBeNull()
  })
})
