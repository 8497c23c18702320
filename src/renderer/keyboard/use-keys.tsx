import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { ScannerHabits } from '../../shared/contract/shapes/scanner.ts'
import { useIsShown } from '../components/kept.tsx'
import {
  createDispatcher,
  type Dispatcher,
  type KeyHandlers,
  type KeyWatch,
  type Registered,
} from './dispatcher.ts'
import type { KeyScope } from './keys.ts'
import { isInField, isOnPressable, isOverlaid, keyPlace } from './typing.ts'

const KeysContext = createContext<Dispatcher | null>(null)

/** Hears the keys of the window: the one place where it listens to the keyboard. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [dispatcher] = useState(() => createDispatcher({ isOverlaid, isInField, isOnPressable, keyPlace }))
  useEffect(() => {
    // On its way down to what has the focus, and on its way back up.
    const stops = (['before', 'after'] as const).map((turn) => {
      const hear = (event: KeyboardEvent) => dispatcher.hear(event, turn)
      window.addEventListener('keydown', hear, turn === 'before')
      return () => window.removeEventListener('keydown', hear, turn === 'before')
    })
    window.addEventListener('keyup', dispatcher.hearReleased, true)
    return () => {
      for (const stop of stops) stop()
      window.removeEventListener('keyup', dispatcher.hearReleased, true)
    }
  }, [dispatcher])
  return <KeysContext value={dispatcher}>{children}</KeysContext>
}

/** Hears the keys of a scope for as long as the caller is seen; throws outside the provider. */
export function useKeys<Scope extends KeyScope>(
  scope: Scope,
  handlers: KeyHandlers<Scope>,
  watch: KeyWatch | null = null,
): void {
  const dispatcher = useDispatcher()
  const own = useRef<Registered>({ scope, handlers, watch })
  useEffect(() => {
    own.current.handlers = handlers
    own.current.watch = watch
  })
  const isShown = useIsShown()
  useEffect(() => (isShown ? dispatcher.register(own.current) : undefined), [dispatcher, isShown])
}

/** Makes the scanner that the till was taught known wherever keys are heard; null for none. */
export function useKnownScanner(scanner: ScannerHabits | null): void {
  const dispatcher = useDispatcher()
  useEffect(() => dispatcher.know(scanner), [dispatcher, scanner])
}

/** Gives the function that has somebody told of each key, whatever it means; it gives the way to stop. */
export function useOnKey(): Dispatcher['onKey'] {
  return useDispatcher().onKey
}

function useDispatcher(): Dispatcher {
  const dispatcher = useContext(KeysContext)
  if (!dispatcher) throw new Error('the keys have no provider around them')
  return dispatcher
}
