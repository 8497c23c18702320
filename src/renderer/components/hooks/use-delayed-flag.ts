import { useEffect, useState } from 'react'

/** Says whether something has been so for `ms`, since `of` last became another; what is over sooner is never drawn. */
export function useDelayedFlag(isSo: boolean, ms: number, of?: unknown): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    void of
    if (!isSo) return
    const timer = setTimeout(() => setLasts(true), ms)
    return () => {
      clearTimeout(timer)
      setLasts(false)
    }
  }, [isSo, ms, of])
  return isSo && lasts
}
