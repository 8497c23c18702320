import { describe, expect, it } from 'vitest'
import { MOST_PENDING, NO_MARK, type ToldChange, wholeMark } from '../../../src/main/people/mark.ts'
import { personNameOf } from '../../../src/main/people/name.ts'
import { NOBODY, RIGHTS_OF } from '../../../src/shared/contract/plain/rights.ts'
import {
  Disk,
  done,
  Killed,
  peopleBench,
  refusal,
  staffed,
  toldBook,
} from '../../support/people/people-bench.ts'

describe('a name', () => {
  it.each([
    ['Nadia Ben Ali', 'Nadia Ben Ali'],
    ['  Nadia   Ben\u00a0Ali ', 'Nadia Ben Ali'],
    ['نادية', 'نادية'],
    ['Zoé', 'Zoé'],
    ['می‌نا', 'می‌نا'],
    ['山田', '山田'],
  ])('%j is kept as %j', (typed, kept) => expect(personNameOf(typed)).toBe(kept))

  it.each([
    '',
    ' ',
    '\u200b',
    'Nadia\u202e',
    '\u2067نادية\u2069',
    'Na\ndia',
    'Na\tdia',
    'Na\u0000dia',
    'Na\u001b[31mdia',
    'Nadia\u200f',
    '---',
    'x'.repeat(61),
  ])('%j is none', (typed) => expect(personNameOf(typed)).toBeNull())

  it('is taken by one that reads the same, whatever its letters, and by one who was put away', async () => {
    const { people } = peopleBench()
    const { owner, yanis } = await staffed(people)
    const add = (name: string) => refusal(people.add(owner, { name, role: 'cashier', pin: '1111' }))
    for (const name of ['Yanis', 'YANIS', 'yänis', ' Yanis ', 'Ｙanis'])
      expect((await add(name))[0]).toBe('NAME_TAKEN')
    await done(people.putAway(owner, yanis))
    expect((await add('yanis'))[0]).toBe('NAME_TAKEN')
    expect((await add('Yanis B'))[0]).toBe('done')
  })
})

describe('a change of people', () => {
  it('leaves at least one owner who may sign in', async () => {
    const { people } = peopleBench()
    const { owner, nadia, yanis } = await staffed(people)
    const as = (role: 'cashier' | 'owner', id: string, name: string) =>
      refusal(people.change(owner, { id, name, role, language: null }))
    expect((await as('cashier', nadia, 'Nadia'))[0]).toBe('LAST_OWNER')
    expect((await refusal(people.putAway(owner, nadia)))[0]).toBe('LAST_OWNER')
    await as('owner', yanis, 'Yanis')
    expect((await refusal(people.putAway(owner, nadia)))[0]).toBe('done')
    // Who is put away is signed in no more.
    expect(people.person().signedIn).toBeNull()
  })

  it('of the role of whoever is at the till counts at once, without signing in anew', async () => {
    const { people } = peopleBench()
    const { owner, nadia, yanis } = await staffed(people)
    await done(people.change(owner, { id: yanis, name: 'Yanis', role: 'owner', language: null }))
    for (const role of ['bookkeeper', 'cashier', 'owner'] as const) {
      await done(people.change(owner, { id: nadia, name: 'Nadia', role, language: null }))
      expect(people.person()).toMatchObject({ signedIn: { id: nadia, role }, rights: RIGHTS_OF[role] })
    }
  })

  it('is told to the book with who did what to whom, and in the order it was done', async () => {
    const { people } = peopleBench()
    const book = toldBook()
    await people.bookOpened('live', book, true)
    const { owner, nadia, yanis } = await staffed(people)
    await done(people.change(owner, { id: yanis, name: 'Yanis B', role: 'bookkeeper', language: null }))
    await done(people.setPin(owner, { id: yanis, pin: '9999' }))
    await done(people.putAway(owner, yanis))
    await done(people.takeBack(owner, yanis))
    await done(people.keepAutoLock(owner, 10))
    await done(people.setOwnLanguage(owner, 'en'))
    await done(people.endAll(owner))
    expect(book.events.map(({ digest: _, ...event }) => event)).toEqual([
      { version: 1, what: 'set_up', whom: 'Nadia', role: 'owner' },
      { version: 2, what: 'added', whom: 'Yanis', role: 'cashier', by: 'Nadia' },
      {
        ...{ version: 3, what: 'changed', whom: 'Yanis B', role: 'bookkeeper' },
        ...{ before: 'Yanis, cashier', by: 'Nadia' },
      },
      { version: 4, what: 'new_pin', whom: 'Yanis B', by: 'Nadia' },
      { version: 5, what: 'put_away', whom: 'Yanis B', by: 'Nadia' },
      { version: 6, what: 'taken_back', whom: 'Yanis B', by: 'Nadia' },
      { version: 7, what: 'auto_lock', before: '5', how: '10', by: 'Nadia' },
      { version: 8, what: 'own_language', whom: 'Nadia', by: 'Nadia' },
      { version: 9, what: 'ended', by: 'Nadia' },
    ])
    expect(people.view(people.person()).state).toEqual({ kind: 'none' })
    expect(nadia).not.toBe(yanis)
  })

  it('that was made while the live book was closed is told when it opens', async () => {
    const { people } = peopleBench()
    await staffed(people)
    const book = toldBook()
    await people.bookOpened('live', book, false)
    expect(book.events).toEqual([])
    await people.bookOpened('live', book, true)
    expect(book.events.map(({ what }) => what)).toEqual(['set_up', 'added'])
  })

  it('is not left out in silence where the live book stays closed too long: how many were is told', async () => {
    const { people } = peopleBench()
    const { owner } = await staffed(people)
    for (let n = 0; n < MOST_PENDING; n += 1)
      await done(people.setOwnLanguage(owner, n % 2 === 0 ? 'en' : 'fr'))
    const book = toldBook()
    await people.bookOpened('live', book, true)
    expect(book.events).toHaveLength(MOST_PENDING)
    expect(book.events[0]).toMatchObject({ what: 'left_out', how: '3', version: 3 })
    expect(book.events.slice(1).every(({ what }) => what === 'own_language')).toBe(true)
    expect(people.view(owner).state).toMatchObject({ kind: 'signedIn' })
  })

  it('is counted as one among those left out where the settings were changed to say what is no count', () => {
    const told = { digest: 'd', whom: null, role: null, before: null, by: null, at: 1 }
    const many = Array.from({ length: MOST_PENDING - 1 }, (_, n): ToldChange => {
      return { ...told, version: n + 2, what: 'own_language', how: null }
    })
    const counted = (how: string) => {
      const pending: ToldChange[] = [{ ...told, version: 1, what: 'left_out', how }, ...many]
      const next: ToldChange = { ...told, version: 999, what: 'auto_lock', how: '5' }
      return wholeMark({ ...NO_MARK, pending }, next).pending[0]?.how
    }
    expect([counted('6'), counted('many'), counted('-1'), counted('')]).toEqual(['7', '2', '2', '2'])
  })

  it('comes to nothing where the disk takes nothing, and says why', async () => {
    const disk = new Disk()
    const { people } = peopleBench({ disk })
    const { owner } = await staffed(people)
    const before = structuredClone([...disk.file])
    disk.refuses = 'ENOSPC'
    expect((await refusal(people.add(owner, { name: 'Lina', role: 'cashier', pin: '1111' })))[0]).toBe(
      'DISK_FULL',
    )
    disk.refuses = null
    expect([...disk.file]).toEqual(before)
    expect(people.view(owner).people.map(({ name }) => name)).toEqual(['Nadia', 'Yanis'])
  })

  it('that is killed at any of its writes has come to be whole, or not at all', async () => {
    for (let writes = 0; writes < 6; writes += 1) {
      const disk = new Disk()
      const book = toldBook()
      const first = peopleBench({ disk })
      await first.people.bookOpened('live', book, true)
      const { owner } = await staffed(first.people)
      disk.writesLeft = writes
      await first.people
        .add(owner, { name: 'Lina', role: 'cashier', pin: '1111' })
        .catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error
        })
      disk.writesLeft = Number.POSITIVE_INFINITY
      const { people } = peopleBench({ disk })
      await people.bookOpened('live', book, true)
      const { state } = people.view(NOBODY)
      const { people: all } = people.view(owner)
      const isThere = all.some(({ name }) => name === 'Lina')
      const isTold = book.events.filter(({ whom }) => whom === 'Lina').length
      expect([writes, state, isTold]).toEqual([writes, { kind: 'locked' }, isThere ? 1 : 0])
      expect(isThere).toBe(writes >= 2)
    }
  })
})
