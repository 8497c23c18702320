import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

interface Asked {
  /** Enter was pressed while something was missing. */
  readonly isAsked: boolean
  /** Notes that Enter was pressed in a field of this form. */
  ask(form: HTMLFormElement | null): void
}

const AskedContext = createContext<Asked>({ isAsked: false, ask: () => {} })

interface Props {
  readonly children: ReactNode
  /** False as long as something is missing. */
  readonly isReady: boolean
}

/**
 * Fields of one form whose button waits for all of them: Enter presses no button that waits, so it leads to the first field that is empty
 * or not right, and each that is needed and empty says so.
 */
export function AskedFields({ children, isReady }: Props) {
  const [pressed, setPressed] = useState<{ readonly form: HTMLFormElement | null } | null>(null)
  if (isReady && pressed !== null) setPressed(null)
  useEffect(() => {
    pressed?.form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [pressed])
  const asked = useMemo<Asked>(
    () => ({
      isAsked: pressed !== null,
      ask: (form) => {
        if (!isReady) setPressed({ form })
      },
    }),
    [pressed, isReady],
  )
  return <AskedContext value={asked}>{children}</AskedContext>
}

/** Tells a field whether it is asked for; never outside of {@link AskedFields}. */
export function useAsked(): Asked {
  return useContext(AskedContext)
}
