import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Form } from 'react-aria-components/Form'
import { PIN_LEAST } from '../../../shared/contract/plain/people.ts'
import { Button } from '../../components/button.tsx'
import { Field } from '../../components/field.tsx'
import { type PersonView, usePeople, useSignedIn, useSignIn } from '../../data/people.ts'
import { useTranslation } from '../../i18n/use-translation.ts'
import { digitNotTyped, digitsOf } from '../../setup/pin-field.tsx'
import { useAnnouncer } from '../../window/announcer.tsx'
import { PersonList } from './person-list.tsx'
import { PinPad } from './pin-pad.tsx'
import { noteTypedAhead, takeTypedAhead } from './typed-ahead.ts'
import { usePinWords } from './use-pin-words.ts'
import { useScannedPin } from './use-scanned-pin.ts'

interface Props {
  /** Asks for the way back of somebody who has forgotten the PIN. */
  readonly onForgot: (person: PersonView) => void
  /** Somebody has signed in, who may have been signed in before. */
  readonly onDone?: () => void
}

/** Chooses a person and asks for the PIN: by keys alone, by a finger alone. No scanner signs anybody in. */
export function SignIn({ onForgot, onDone }: Props) {
  const { t } = useTranslation()
  const { announce } = useAnnouncer()
  const { people } = usePeople()
  const there = people.filter(({ isAway }) => !isAway)
  const signedIn = useSignedIn()
  const signIn = useSignIn()
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [pin, setPin] = useState('')
  const [told, setTold] = useState<'scanned' | 'short' | null>(null)
  const chosen = there.find(({ id }) => id === chosenId) ?? there[0] ?? null
  const { seconds, words } = usePinWords(chosen, signIn.error)
  const list = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLFormElement>(null)
  const toPin = () => panel.current?.querySelector('input')?.focus()
  const isAlone = there.length === 1
  useEffect(() => {
    if (isAlone) panel.current?.querySelector('input')?.focus()
    else list.current?.focus()
  }, [isAlone])
  const noteCharacter = useScannedPin(() => {
    setPin('')
    setTold('scanned')
  })

  function choose(id: string): void {
    setChosenId(id)
    type('')
  }
  /** What is typed was judged by nobody yet: what was said of the last try goes. */
  function type(text: string): void {
    if (signIn.isPending) {
      noteTypedAhead()
      return
    }
    if (signIn.isError) signIn.reset()
    setTold(null)
    setPin(digitsOf(text))
  }
  function enter(): void {
    if (!chosen || signIn.isPending || seconds > 0) return
    if ([...pin].length < PIN_LEAST) {
      setTold('short')
      return
    }
    signIn.mutate(
      { id: chosen.id, pin },
      {
        onSuccess() {
          announce(t('people.didSignIn', { name: chosen.name }))
          onDone?.()
        },
        onError() {
          // What was typed meanwhile belongs to nothing.
          takeTypedAhead()
          toPin()
        },
        onSettled: () => setPin(''),
      },
    )
  }
  function listen(event: Pick<KeyboardEvent, 'key' | 'preventDefault'> & { readonly nativeEvent?: Event }) {
    const native = event.nativeEvent as globalThis.KeyboardEvent | undefined
    if (!native || native.ctrlKey || native.metaKey || native.altKey) return
    const { key, code, shiftKey, timeStamp, repeat } = native
    if (key.length === 1 && !repeat) noteCharacter(timeStamp, key)
    const step = { ArrowUp: -1, ArrowDown: 1 }[key]
    const meant = digitNotTyped({ key, code, shiftKey })
    if (meant !== null) type(pin + meant)
    else if (step !== undefined && chosen) {
      const next = there[there.indexOf(chosen) + step]
      if (next) choose(next.id)
    } else if (key === 'Backspace' && pin === '' && !isAlone) list.current?.focus()
    else return
    event.preventDefault()
  }

  if (!chosen) return null
  const said = told === null ? words : t(`people.pin.${told}`, { least: PIN_LEAST })
  return (
    <div className="sign-in">
      <PersonList
        list={list}
        people={there}
        chosenId={chosen.id}
        signedInId={signedIn?.id ?? null}
        onChoose={choose}
        onChosen={(id) => {
          choose(id)
          toPin()
        }}
      />
      <Form
        ref={panel}
        className="pin-panel"
        onSubmit={(event) => {
          event.preventDefault()
          enter()
        }}
      >
        <Field
          label={t('people.pin.of', { name: chosen.name })}
          type="password"
          inputMode="numeric"
          direction="ltr"
          autoComplete="off"
          value={pin}
          onChange={type}
          onKeyDown={(event) => {
            listen(event)
            event.continuePropagation()
          }}
          error={said}
          help={t('people.pin.enter')}
        />
        <p className="visually-hidden" role="alert">
          {seconds > 0 ? t('people.pin.waits') : said}
        </p>
        <PinPad onDigit={(digit) => type(pin + digit)} onBack={() => type([...pin].slice(0, -1).join(''))} />
        <Button
          type="submit"
          look="primary"
          size="large"
          isDisabled={seconds > 0}
          isPending={signIn.isPending}
        >
          {t('people.signIn')}
        </Button>
        <Button look="quiet" onPress={() => onForgot(chosen)}>
          {t('people.forgot.open')}
        </Button>
      </Form>
    </div>
  )
}
