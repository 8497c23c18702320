import { describe, expect, it } from 'vitest'
import { NOBODY, OWNER, RIGHTS_OF } from '../../../src/shared/contract/plain/rights.ts'
import { Disk, done, peopleBench, refusal, staffed } from '../../support/people/people-bench.ts'

describe('signing in', () => {
  it('makes whoever it is who is at the till, and nobody else; before there are people it is the owner', async () => {
    const { people } = peopleBench()
    expect(people.person()).toEqual(OWNER)
    const { nadia, yanis } = await staffed(people)
    expect(people.person().signedIn?.name).toBe('Nadia')
    await done(people.signIn({ id: yanis, pin: '1357' }))
    expect(people.person()).toEqual({
      signedIn: { id: yanis, name: 'Yanis', role: 'cashier' },
      rights: RIGHTS_OF.cashier,
    })
    expect(await refusal(people.signIn({ id: nadia, pin: '1357' }))).toEqual(['PIN_WRONG', { left: 4 }])
    // Whoever was signed in still is.
    expect(people.person().signedIn?.id).toBe(yanis)
    people.lock()
    expect([people.person().signedIn, people.person().rights]).toEqual([null, ['enter']])
  })

  it('takes the digits of any script, with what a keyboard adds to them, and nothing that is no PIN', async () => {
    const { people } = peopleBench()
    const { nadia } = await staffed(people)
    for (const pin of ['2468', '٢٤٦٨', '२४६८', '２４６８', '2\u200e468'])
      expect((await done(people.signIn({ id: nadia, pin }))).state).toEqual({ kind: 'signedIn', id: nadia })
    for (const pin of ['', '246', '24 68', '2468 ', 'abcd', '1'.repeat(13)])
      expect((await refusal(people.setPin(OWNER, { id: nadia, pin })))[0], pin).toBe('PIN_UNFIT')
  })

  it('of two at once the one that is answered last is signed in', async () => {
    const { people } = peopleBench()
    const { nadia, yanis } = await staffed(people)
    const [one, other] = await Promise.all([
      done(people.signIn({ id: yanis, pin: '1357' })),
      done(people.signIn({ id: nadia, pin: '2468' })),
    ])
    expect([one.state, other.state]).toEqual([
      { kind: 'signedIn', id: yanis },
      { kind: 'signedIn', id: nadia },
    ])
    expect(people.person().signedIn?.id).toBe(nadia)
  })

  it('a lock that comes while a PIN is looked at holds', async () => {
    const { people } = peopleBench()
    const { yanis } = await staffed(people)
    const signing = people.signIn({ id: yanis, pin: '1357' })
    people.lock()
    expect((await done(signing)).state).toEqual({ kind: 'locked' })
    expect(people.person().signedIn).toBeNull()
  })

  it('a sleep that comes while people are set up leaves the till locked', async () => {
    const { people } = peopleBench()
    const setting = people.setUp({ name: 'Nadia', pin: '2468' })
    people.slept()
    const { state, people: all } = await done(setting)
    expect(state).toEqual({ kind: 'locked' })
    const nadia = all[0]?.id ?? ''
    expect((await done(people.signIn({ id: nadia, pin: '2468' }))).state).toEqual({
      kind: 'signedIn',
      id: nadia,
    })
  })

  it('is locked when the till starts again', async () => {
    const { people, disk } = peopleBench()
    await staffed(people)
    expect(peopleBench({ disk }).people.view(OWNER).state).toEqual({ kind: 'locked' })
  })
})

describe('wrong PINs', () => {
  async function fiveWrong() {
    const bench = peopleBench()
    const ids = await staffed(bench.people)
    const answers: (readonly [string, object])[] = []
    for (let n = 0; n < 5; n += 1)
      answers.push(await refusal(bench.people.signIn({ id: ids.yanis, pin: '0000' })))
    return { ...bench, ...ids, answers, right: () => bench.people.signIn({ id: ids.yanis, pin: '1357' }) }
  }

  it('five of them begin a wait of half a minute, in which the right one is not looked at either', async () => {
    const { answers, right, time, people, nadia } = await fiveWrong()
    expect(answers).toEqual([
      ['PIN_WRONG', { left: 4 }],
      ['PIN_WRONG', { left: 3 }],
      ['PIN_WRONG', { left: 2 }],
      ['PIN_WRONG', { left: 1 }],
      ['PIN_WRONG', { left: 0, seconds: 30 }],
    ])
    expect(await refusal(right())).toEqual(['PIN_WAIT', { seconds: 30 }])
    time.pass(29_000)
    expect(await refusal(right())).toEqual(['PIN_WAIT', { seconds: 1 }])
    // Of another person nothing is held up.
    await done(people.signIn({ id: nadia, pin: '2468' }))
    time.pass(1_000)
    await done(right())
  })

  it('each one behind them doubles the wait, up to a quarter of an hour', async () => {
    const { people, yanis, time } = await fiveWrong()
    const waits: number[] = []
    for (let n = 0; n < 7; n += 1) {
      time.pass(15 * 60_000)
      const [, { seconds }] = (await refusal(people.signIn({ id: yanis, pin: '0000' }))) as [
        string,
        { seconds: number },
      ]
      waits.push(seconds)
    }
    expect(waits).toEqual([60, 120, 240, 480, 900, 900, 900])
  })

  it('a clock that is set forward or back shortens no wait, and neither does a restart', async () => {
    const { disk, yanis, time } = await fiveWrong()
    for (const jump of [86_400_000, -86_400_000]) {
      const clock = { now: () => time.clock.now() + jump, monotonic: time.clock.monotonic }
      const { people } = peopleBench({ disk, time: { ...time, clock } })
      expect(await refusal(people.signIn({ id: yanis, pin: '1357' }))).toEqual(['PIN_WAIT', { seconds: 30 }])
    }
  })

  it.each(['people’s file', 'settings'])(
    'are not forgotten where they are taken out of the %s',
    async (where) => {
      const { disk, yanis, time } = await fiveWrong()
      if (where === 'settings') disk.tries = {}
      else disk.file.set('wrongPins', {})
      const { people } = peopleBench({ disk, time })
      expect(await refusal(people.signIn({ id: yanis, pin: '1357' }))).toEqual(['PIN_WAIT', { seconds: 30 }])
      time.pass(30_000)
      await done(people.signIn({ id: yanis, pin: '1357' }))
      expect([disk.tries, disk.file.get('wrongPins')]).toEqual([{}, {}])
    },
  )

  it('passphrases are counted at the lock screen as PINs are, also over a restart', async () => {
    const { people, disk, time } = peopleBench({ passphrase: 'four words or more' })
    const { nadia, yanis } = await staffed(people)
    const reset = (till: typeof people, passphrase: string) =>
      till.resetOwner(NOBODY, { passphrase, pin: '8642', id: nadia, name: null })
    for (let n = 0; n < 5; n += 1)
      expect((await refusal(reset(people, 'a guess')))[0]).toBe('WRONG_PASSPHRASE')
    const again = peopleBench({ disk, time, passphrase: 'four words or more' }).people
    for (const till of [people, again])
      expect(await refusal(reset(till, 'four words or more'))).toEqual(['PASSPHRASE_WAIT', { seconds: 30 }])
    // Nobody's PIN is held up by it.
    await done(people.signIn({ id: yanis, pin: '1357' }))
    time.pass(30_000)
    await done(reset(again, 'four words or more'))
    expect([disk.tries, disk.file.get('wrongPins')]).toEqual([{}, {}])
  })

  it('wrong passphrases are told each, wherever they are typed, and to the owner who signs in next until it is read', async () => {
    const { people, disk, time, wrongPassphrases } = peopleBench({ passphrase: 'four words or more' })
    const { nadia, yanis } = await staffed(people)
    const wrong = async () => ({ ok: false, error: { code: 'WRONG_PASSPHRASE' } }) as const
    people.lock()
    const first = time.clock.now()
    await refusal(people.resetOwner(NOBODY, { passphrase: 'a guess', pin: '8642', id: nadia, name: null }))
    time.pass(60_000)
    await people.tryPassphrase('keys', wrong)
    expect(wrongPassphrases).toEqual([
      { at: 'lock', tries: 1 },
      { at: 'keys', tries: 1 },
    ])
    const told = { count: 2, firstAt: first, lastAt: first + 60_000 }
    expect(people.view(people.person()).wrongPassphrases).toBeNull()
    await done(people.signIn({ id: yanis, pin: '1357' }))
    expect(people.view(people.person()).wrongPassphrases).toBeNull()
    const again = peopleBench({ disk, time, passphrase: 'four words or more' }).people
    expect((await done(again.signIn({ id: nadia, pin: '2468' }))).wrongPassphrases).toEqual(told)
    // What is read of the one is not read of the other.
    expect((await done(again.noticeRead(again.person(), { what: 'pin' }))).wrongPassphrases).toEqual(told)
    // Nor is one that came while it was read.
    const { lastAt } = told
    time.pass(1_000)
    await again.tryPassphrase('keys', wrong)
    const more = { ...told, count: 3, lastAt: lastAt + 1_000 }
    const reads = { what: 'passphrases' } as const
    expect((await done(again.noticeRead(again.person(), { ...reads, lastAt }))).wrongPassphrases).toEqual(
      more,
    )
    const all = { ...reads, lastAt: more.lastAt }
    expect((await done(again.noticeRead(again.person(), all))).wrongPassphrases).toBeNull()
  })

  it('wrong passphrases are told the first before the last, and none is read unseen, also where the clock is set back', async () => {
    const bench = peopleBench()
    const { time } = bench
    let back = 0
    const clock = { now: () => time.clock.now() - back, monotonic: time.clock.monotonic }
    const { people, disk } = peopleBench({ time: { ...time, clock } })
    await staffed(people)
    const wrong = async () => ({ ok: false, error: { code: 'WRONG_PASSPHRASE' } }) as const
    const seen = clock.now()
    await people.tryPassphrase('keys', wrong)
    back = 3_600_000
    await people.tryPassphrase('keys', wrong)
    const [first, last] = [seen - back, seen + 1]
    expect(disk.wrongPassphrases).toEqual({ count: 2, firstAt: first, lastAt: last })
    const read = { what: 'passphrases', lastAt: seen } as const
    expect((await done(people.noticeRead(people.person(), read))).wrongPassphrases).toMatchObject({
      count: 2,
    })
  })

  it('a passphrase waits after five wrong ones also where nobody set up people, over restarts, and a right one ends that', async () => {
    const bench = peopleBench()
    const wrong = async () => ({ ok: false, error: { code: 'WRONG_PASSPHRASE' } }) as const
    const right = async () => ({ ok: true, value: null }) as const
    for (let n = 0; n < 5; n += 1)
      expect((await refusal(bench.people.tryPassphrase('keys', wrong)))[0]).toBe('WRONG_PASSPHRASE')
    const { disk, time } = bench
    const again = peopleBench({ disk, time })
    for (const { people } of [bench, again])
      expect(await refusal(people.tryPassphrase('keys', right))).toEqual(['PASSPHRASE_WAIT', { seconds: 30 }])
    time.pass(30_000)
    await done(again.people.tryPassphrase('keys', right))
    expect(disk.tries).toEqual({})
    expect(disk.wrongPassphrases).toBeNull()
  })

  it('guesses at a locked till keep nobody from opening the keys, and another passphrase begins at none', async () => {
    const { people, disk } = peopleBench({ passphrase: 'four words or more' })
    const { nadia } = await staffed(people)
    const right = async () => ({ ok: true, value: null }) as const
    const wrong = async () => ({ ok: false, error: { code: 'WRONG_PASSPHRASE' } }) as const
    people.lock()
    for (let n = 0; n < 5; n += 1)
      await refusal(people.resetOwner(NOBODY, { passphrase: 'a guess', pin: '8642', id: nadia, name: null }))
    await done(people.tryPassphrase('keys', right))
    for (let n = 0; n < 5; n += 1) await people.tryPassphrase('keys', wrong)
    expect((await refusal(people.tryPassphrase('keys', right)))[0]).toBe('PASSPHRASE_WAIT')
    people.passphraseReplaced()
    expect(disk.tries).toEqual({})
    await done(people.tryPassphrase('keys', right))
  })

  it('an attempt that came to no verdict is no try, and ends no count', async () => {
    const { people, disk } = peopleBench()
    const wrong = async () => ({ ok: false, error: { code: 'WRONG_PASSPHRASE' } }) as const
    const other = async () => ({ ok: false, error: { code: 'PASSPHRASE_TOO_SHORT' } }) as const
    for (let n = 0; n < 4; n += 1) await people.tryPassphrase('keys', wrong)
    for (let n = 0; n < 3; n += 1) await people.tryPassphrase('keys', other)
    expect(disk.tries).toEqual({ 'passphrase-keys': 4 })
    await people.tryPassphrase('keys', wrong)
    expect((await refusal(people.tryPassphrase('keys', wrong)))[0]).toBe('PASSPHRASE_WAIT')
  })

  it('a kill while a PIN is looked at has counted it', async () => {
    const { people, disk } = peopleBench()
    const { yanis } = await staffed(people)
    const looking = people.signIn({ id: yanis, pin: '0000' })
    // In its turn the count is on the disk before the work has begun.
    await Promise.resolve().then(() => undefined)
    expect(disk.file.get('wrongPins')).toEqual({ [yanis]: 1 })
    await looking
  })

  it('an owner ends the wait with a new PIN', async () => {
    const { people, yanis, owner } = await fiveWrong()
    await done(people.setPin(owner, { id: yanis, pin: '9753' }))
    await done(people.signIn({ id: yanis, pin: '9753' }))
  })

  it('hold where the disk takes no count', async () => {
    const disk = new Disk()
    const { people } = peopleBench({ disk })
    const { yanis } = await staffed(people)
    disk.refuses = 'ENOSPC'
    for (let n = 0; n < 5; n += 1) await people.signIn({ id: yanis, pin: '0000' })
    expect((await refusal(people.signIn({ id: yanis, pin: '1357' })))[0]).toBe('PIN_WAIT')
  })

  it('are answered alike for a person who was put away, and for one who never was', async () => {
    const { people } = peopleBench()
    const { yanis, owner } = await staffed(people)
    await done(people.putAway(owner, yanis))
    for (const id of [yanis, 'somebody-who-is-not-here'])
      expect(await refusal(people.signIn({ id, pin: '1357' })), id).toEqual(['PIN_WRONG', { left: 4 }])
  })

  it('count for the old PIN of whoever gives itself a new one', async () => {
    const { people } = peopleBench()
    const { owner } = await staffed(people)
    const change = (current: string) => people.setOwnPin(owner, { current, pin: '1111' })
    expect(await refusal(change('0000'))).toEqual(['PIN_WRONG', { left: 4 }])
    await done(change('2468'))
    expect(await refusal(people.setPin(owner, { id: owner.signedIn?.id ?? '', pin: '2222' }))).toEqual([
      'NOT_ALLOWED',
      { right: 'ownLooks' },
    ])
  })
})

describe('the lock that comes by itself', () => {
  async function signedIn(minutes: 0 | 1 | 5) {
    const bench = peopleBench()
    const { owner } = await staffed(bench.people)
    await done(bench.people.keepAutoLock(owner, minutes))
    const isLocked = () => bench.people.person().signedIn === null
    return { ...bench, isLocked }
  }

  it('comes after the minutes without a sign of life, and begins anew with each', async () => {
    const { people, time, isLocked } = await signedIn(5)
    time.pass(4 * 60_000)
    people.active()
    time.pass(4 * 60_000)
    expect(isLocked()).toBe(false)
    time.pass(60_000)
    expect(isLocked()).toBe(true)
    people.active()
    expect(isLocked()).toBe(true)
  })

  it('never comes by minutes where never was chosen', async () => {
    const { time, isLocked } = await signedIn(0)
    time.pass(30 * 86_400_000)
    expect(isLocked()).toBe(false)
  })

  it.each([0, 5] as const)(
    'comes outright where the system tells of a sleep or a locked screen, whatever the clocks say (%s minutes)',
    async (minutes) => {
      const { people, isLocked } = await signedIn(minutes)
      people.wake()
      expect(isLocked()).toBe(false)
      people.slept()
      expect(isLocked()).toBe(true)
    },
  )

  it('comes after a sleep that no system tells of, also where never was chosen', async () => {
    let slept = 0
    const time = peopleBench().time
    const clock = { now: () => time.clock.now() + slept, monotonic: time.clock.monotonic }
    for (const wake of ['active', 'wake', 'timer'] as const) {
      const { people } = peopleBench({ time: { ...time, clock } })
      const { owner } = await staffed(people)
      await done(people.keepAutoLock(owner, 0))
      slept += 3_600_000
      if (wake === 'timer') time.pass(15_000)
      else people[wake]()
      expect(people.person().signedIn, wake).toBeNull()
    }
  })

  it('comes after a sleep, before any sign of life of whoever woke the machine', async () => {
    let slept = 0
    const time = peopleBench().time
    const clock = { now: () => time.clock.now() + slept, monotonic: time.clock.monotonic }
    for (const wake of ['active', 'wake', 'timer'] as const) {
      const { people } = peopleBench({ time: { ...time, clock } })
      await staffed(people)
      slept += 3_600_000
      if (wake === 'timer') time.pass(15_000)
      else people[wake]()
      expect(people.person().signedIn, wake).toBeNull()
    }
  })

  it('does not come by a clock that is set back', async () => {
    let set = 0
    const time = peopleBench().time
    const clock = { now: () => time.clock.now() - set, monotonic: time.clock.monotonic }
    const { people } = peopleBench({ time: { ...time, clock } })
    await staffed(people)
    set = 86_400_000
    people.active()
    time.pass(4 * 60_000)
    expect(people.person().signedIn).not.toBeNull()
    time.pass(60_000)
    expect(people.person().signedIn).toBeNull()
  })
})
