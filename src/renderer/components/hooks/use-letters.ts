import { useEffect, useState } from 'react'

/** Says whether the letters of the page are loaded, so that a text can be measured. */
export function useLetters(): boolean {
  const [areThere, setThere] = useState(document.fonts.status === 'loaded')
  useEffect(() => {
    if (areThere) return
    let isWanted = true
    void document.fonts.ready.then(() => isWanted && setThere(true))
    return () => {
      isWanted = false
    }
  }, [areThere])
  return areThere
}
