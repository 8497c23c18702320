import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMedia } from '../../../../window/use-media.ts'

/** Tells whether the window is being printed; what stands on paper alone is drawn before its pages are laid out. */
export function usePaper(): boolean {
  const isPaper = useMedia('print')
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setIsPrinting(true))
    const end = () => setIsPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return isPaper || isPrinting
}
