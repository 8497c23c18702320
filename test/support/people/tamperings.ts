import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { PeopleTrouble } from '../../../src/shared/contract/shapes/people.ts'

/** Who tampers with the files of a closed till, with what, and what the till says then. Of before its last change of people there are copies (`.old`). */
export function tamperings(
  folder: () => string,
): readonly (readonly [what: string, tamper: () => void, why: PeopleTrouble])[] {
  const path = (name: string) => join(folder(), name)
  const read = (name: string) => JSON.parse(readFileSync(path(name), 'utf8'))
  /** Changes a file as somebody would with an editor. */
  function edit(name: string, change: (text: string) => string): void {
    const before = readFileSync(path(name), 'utf8')
    const after = change(before)
    expect(after).not.toBe(before)
    writeFileSync(path(name), after)
  }

  const putBack = (name: string) => copyFileSync(path(`${name}.old`), path(name))
  return [
    [
      'the people’s file was edited: a cashier is an owner',
      () => edit('people.json', (text) => text.replace('"role": "cashier"', '"role": "owner"')),
      'changed',
    ],
    [
      'the people’s file was edited: another’s PIN is the owner’s',
      () => {
        const file = read('people.json') as { people: { people: { name: string; pin: unknown }[] } }
        const [nadia, yanis] = ['Nadia', 'Yanis'].map((name) =>
          file.people.people.find((one) => one.name === name),
        )
        if (nadia && yanis) nadia.pin = yanis.pin
        writeFileSync(path('people.json'), JSON.stringify(file))
      },
      'changed',
    ],
    [
      'the people’s file was edited: people were turned off',
      () => edit('people.json', (text) => text.replace('"isEnded": false', '"isEnded": true')),
      'changed',
    ],
    ['the people’s file was removed', () => rmSync(path('people.json')), 'missing'],
    ['the people’s file was emptied', () => writeFileSync(path('people.json'), '{}'), 'missing'],
    [
      'the people’s file is no JSON any more',
      () => writeFileSync(path('people.json'), '{"people":'),
      'missing',
    ],
    ['an older people’s file was put back', () => putBack('people.json'), 'older'],
    [
      'the settings were edited: they know of no people',
      () => {
        const { people: _, ...others } = read('settings.json')
        writeFileSync(path('settings.json'), JSON.stringify(others))
      },
      'settings',
    ],
    [
      'the settings were edited: people were never set up',
      () =>
        edit('settings.json', (text) =>
          text.replace(/"version": 4,\s+"digest": "\w+"/, '"version": 0, "digest": null'),
        ),
      'settings',
    ],
    ['the settings were removed', () => rmSync(path('settings.json')), 'settings'],
    ['older settings were put back', () => putBack('settings.json'), 'settings'],
    [
      'older settings and an older people’s file were put back together',
      () => {
        putBack('settings.json')
        putBack('people.json')
      },
      'book',
    ],
    [
      'settings and people’s file were removed together',
      () => {
        rmSync(path('settings.json'))
        rmSync(path('people.json'))
      },
      'book',
    ],
  ]
}
