import { useEffect, useState } from 'react'
import { businessDay } from '../../shared/time/zone.ts'

const AGAIN_MS = 20_000

/** The business day of now in a zone, "2026-11-20"; it changes at midnight. */
export function useBusinessDay(zone: string): string {
  const [today, setToday] = useState(() => businessDay(Date.now(), zone))
  useEffect(() => {
    const timer = setInterval(() => setToday(businessDay(Date.now(), zone)), AGAIN_MS)
    return () => clearInterval(timer)
  }, [zone])
  return today
}
