// biome-ignore-all lint/a11y/useFocusableInteractive: the list keeps the focus and names its active option
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the list around them listens to the keyboard for all of them
import { Check } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { PersonView } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { digitOfKey, meantKey } from '../../keyboard/meant-key.ts'
import { moveActive } from '../../keyboard/move-active.ts'
import { startsLike } from './starts-like.ts'

/** So many have a digit of their own. */
const MOST_DIGITS = 9
const PAGE = 5
/** Letters of a name come no later than this after each other, ms. */
const LETTERS_MS = 900

interface Props {
  readonly list: RefObject<HTMLDivElement | null>
  readonly people: readonly PersonView[]
  readonly chosenId: string | null
  /** Who is signed in now; null for nobody. */
  readonly signedInId: string | null
  readonly onChoose: (id: string) => void
  /** The choice is made: the PIN is next. */
  readonly onChosen: (id: string) => void
}

const optionId = (id: string) => `person-${id}`

/** Who can sign in: 1 to 9 choose one, the arrows and the letters of a name go to one, Enter goes on to the PIN. */
export function PersonList({ list, people, chosenId, signedInId, onChoose, onChosen }: Props) {
  const { t } = useTranslation()
  const letters = useRef({ text: '', at: Number.NEGATIVE_INFINITY })
  const active = Math.max(
    people.findIndex(({ id }) => id === chosenId),
    0,
  )
  useEffect(() => {
    const one = people[active]
    if (one) document.getElementById(optionId(one.id))?.scrollIntoView({ block: 'nearest' })
  }, [people, active])

  function found(letter: string, at: number): PersonView | undefined {
    const { text, at: last } = letters.current
    letters.current = { text: at - last <= LETTERS_MS ? text + letter : letter, at }
    return people.find(({ name }) => startsLike(name, letters.current.text))
  }

  function listen(event: KeyboardEvent): void {
    // An event of the browser has nothing of its own that could be spread.
    const { key: typed, code, ctrlKey, metaKey, altKey, shiftKey, timeStamp } = event.nativeEvent
    if (ctrlKey || metaKey || altKey) return
    const key = meantKey({ key: typed, code, shiftKey })
    const digit = people[Number(digitOfKey({ key: typed, code, shiftKey }) ?? 0) - 1]
    const moved = /^[jk]$/i.test(key) ? null : moveActive(key, active, people.length, PAGE)
    const next = moved === null ? undefined : people[moved]
    if (digit) onChosen(digit.id)
    else if (next) onChoose(next.id)
    else if ((key === 'Enter' || key === ' ') && people[active]) onChosen(people[active].id)
    else if (/^\p{L}$/u.test(typed)) {
      const one = found(typed, timeStamp)
      if (one) onChoose(one.id)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const current = people[active]
  return (
    <div
      ref={list}
      className="person-list"
      role="listbox"
      tabIndex={0}
      aria-label={t('people.who')}
      {...(current && { 'aria-activedescendant': optionId(current.id) })}
      onKeyDown={listen}
    >
      {people.map(({ id, name, role }, index) => (
        <div
          key={id}
          id={optionId(id)}
          role="option"
          aria-selected={id === current?.id}
          className="person"
          onClick={() => onChosen(id)}
        >
          <span aria-hidden="true" className="person-digit">
            {index < MOST_DIGITS && <kbd>{index + 1}</kbd>}
          </span>
          <span className="person-words">
            <bdi className="person-name">{name}</bdi>
            <span className="person-role">
              {t(`people.role.${role}`)}
              {id === signedInId && ` · ${t('people.isSignedIn')}`}
            </span>
          </span>
          {id === current?.id && <Check aria-hidden="true" size={16} className="person-tick" />}
        </div>
      ))}
    </div>
  )
}
