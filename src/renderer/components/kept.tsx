import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from 'react'

const ShownContext = createContext(true)

interface Props {
  readonly isShown: boolean
  readonly children: ReactNode
}

/**
 * A part of the screen that stays drawn, with its measures, while another stands in its place: it is neither seen nor
 * reached meanwhile, and is there again without being drawn anew.
 */
export function Kept({ isShown, children }: Props) {
  return (
    <ShownContext value={isShown}>
      <div className={isShown ? 'kept' : 'kept kept-hidden'}>{children}</div>
    </ShownContext>
  )
}

/** Says whether a person sees the part that the caller stands in; true where it is not kept behind anything. */
export function useIsShown(): boolean {
  return useContext(ShownContext)
}

/** Gives a value as it was when the part was seen last: what nobody sees need not be drawn with a newer one. */
export function useAsSeen<T>(value: T): T {
  const isShown = useIsShown()
  const seen = useRef(value)
  useLayoutEffect(() => {
    if (isShown) seen.current = value
  })
  return isShown ? value : seen.current
}

/** Forgets what belongs to one visit of a kept part, once it is out of sight and when there is time. It draws nothing. */
export function OnceHidden({ forget }: { readonly forget: () => void }) {
  const isShown = useIsShown()
  const latest = useEffectEvent(forget)
  useEffect(() => {
    if (!isShown) startTransition(() => latest())
  }, [isShown])
  return null
}
