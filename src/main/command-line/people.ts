import { PERSON_NAME_LIMIT } from '../../shared/contract/plain/people.ts'
import type { Words } from '../../shared/words/words.ts'
import type { OpenedPeople } from '../people/people-port.ts'
import { type Line, MisuseError } from './arguments.ts'
import { plainText } from './tables.ts'

export interface PeoplePorts {
  readonly words: Words
  /** Opens people while the app is closed. */
  openPeople(): Promise<OpenedPeople>
  /** Asks for what nobody is to read along; null where the input has ended. */
  askSecret(prompt: string): Promise<string | null>
  /** Writes an answer, to be read by a program. */
  answer(text: string): void
  /** Writes what is no answer. */
  say(text: string): void
}

/** Sets a new PIN for an owner who has lost the old one; gives whether it was set. Throws a MisuseError for what is not understood. */
export async function setOwnerPin(line: Line, ports: PeoplePorts): Promise<boolean> {
  const [act, name = null] = line.words
  if (act === undefined) throw new MisuseError({ why: 'missing', option: 'new-pin' })
  if (act !== 'new-pin') throw new MisuseError({ why: 'tooMany', text: act })
  // The app's lock is of its own folder, and a PIN is of all its books.
  const unheeded =
    line.data !== null ? '--data' : line.isPractice ? '--practice' : line.isJson ? '--json' : null
  if (unheeded !== null) throw new MisuseError({ why: 'unknownOption', text: unheeded, command: 'people' })
  const { words, say, answer } = ports
  const refused = (text: string) => {
    say(text)
    return false
  }
  const people = await ports.openPeople()
  if (!people.ok) return refused(words.t(`cli.people.${people.why}`))
  if (people.state === 'none') return refused(words.t('cli.people.none'))
  const owner =
    people.state === 'broken' ? firstOwner(name ?? people.cashier, words) : ownerOf(people.owners, name)
  if (owner === null) {
    const names = people.owners.map((one) => plainText(one.name)).join(', ')
    return refused(
      words.t(name === null ? 'cli.people.which' : 'cli.people.noOwner', {
        names,
        name: plainText(name ?? ''),
      }),
    )
  }
  const pin = await ports.askSecret(words.t('cli.people.pin', { name: plainText(owner.name) }))
  const again = pin === null ? null : await ports.askSecret(words.t('cli.people.again'))
  if (pin === null || again === null) return refused(words.t('cli.people.cut'))
  if (pin !== again) return refused(words.t('cli.people.differ'))
  const set = await people.setPin({ pin, id: owner.id, name: owner.id === null ? owner.name : null })
  if (!set.ok) {
    const of = (part: 'what' | 'safe' | 'next') =>
      words.t(`errors.${set.error.code}.${part}` as 'errors.PIN_UNFIT.what')
    return refused(`${of('what')} ${of('safe')} ${of('next')}`)
  }
  answer(words.t(owner.id === null ? 'cli.people.begun' : 'cli.people.done', { name: plainText(owner.name) }))
  return true
}

interface Owner {
  /** Null for one who is to be the first. */
  readonly id: string | null
  readonly name: string
}

function firstOwner(name: string, { t }: Words): Owner {
  return { id: null, name: name.trim().slice(0, PERSON_NAME_LIMIT) || t('cli.people.owner') }
}

/** The owner of that name, or the only one; null where that tells nobody, or more than one. */
function ownerOf(owners: readonly Owner[], name: string | null): Owner | null {
  const isNamed = (one: Owner) => one.name.toLowerCase() === name?.trim().toLowerCase()
  const meant = name === null ? owners : owners.filter(isNamed)
  return meant.length === 1 ? (meant[0] ?? null) : null
}
