import { useEffect, useRef, useState } from 'react'

type Acts = Readonly<Record<string, (...args: never[]) => unknown>>

/** Gives functions that stay the same from one drawing to the next and do what the newest do; their names never change. */
export function useStableCallbacks<A extends Acts>(acts: A): A {
  const latest = useRef<Acts>(acts)
  useEffect(() => {
    latest.current = acts
  })
  const [still] = useState(() => {
    const names = Object.keys(acts)
    return Object.fromEntries(
      names.map((name) => [name, (...args: never[]) => latest.current[name]?.(...args)]),
    )
  })
  return still as A
}
