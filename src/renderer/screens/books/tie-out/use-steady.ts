import { useEffect, useState } from 'react'

/** Gives a value once it has stayed the same for so long, ms; the one before until then. */
export function useSteady<T>(value: T, ms: number): T {
  const [steady, setSteady] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSteady(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return steady
}
