import { useEffect } from 'react'
import { keepLeft } from '../../../data/lists/kept.ts'
import type { KeptList } from '../list/kept-list.ts'
import { leftOf } from './left.ts'

/** What has stood still for so long is kept, ms. */
const REST_MS = 1_000

/**
 * Has it kept how a person leaves the lists of a book: once they have stood still for a moment, and as they are left. Nothing is asked at a
 * key. A null `bookId` keeps nothing.
 */
export function useKeepLeft(kept: KeptList, bookId: string | null, of: string | null): void {
  useEffect(() => {
    if (bookId === null) return
    const now = () => JSON.stringify(leftOf(kept))
    let [seen, sent] = [now(), '']
    function send(left: string): void {
      if (bookId === null || left === sent) return
      sent = left
      keepLeft(bookId, of, JSON.parse(left))
    }
    const leave = () => send(now())
    const timer = setInterval(() => {
      const left = now()
      if (left === seen) send(left)
      seen = left
    }, REST_MS)
    window.addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', leave)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [kept, bookId, of])
}
