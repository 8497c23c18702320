import { useEffect, useState } from 'react'

const clocks = new Set<(now: number) => void>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Sets every clock at the same moment, so that the screen is drawn once each second and not once for each of them. */
function tick(): void {
  const now = Date.now()
  for (const set of clocks) set(now)
  timer = setTimeout(tick, 1_000 - (Date.now() % 1_000))
}

/** The wall clock, epoch ms, read again with each whole second while the component is on screen. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    clocks.add(setNow)
    timer ??= setTimeout(tick, 1_000 - (Date.now() % 1_000))
    return () => {
      clocks.delete(setNow)
      if (clocks.size > 0) return
      clearTimeout(timer)
      timer = undefined
    }
  }, [])
  return now
}
