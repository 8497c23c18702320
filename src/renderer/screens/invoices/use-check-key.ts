import { useEffect, useRef } from 'react'
import { isKey } from '../../keyboard/keys.ts'

/** F5 asks the provider now, as on the counter, wherever the focus is but in a dialog. */
export function useCheckKey(check: () => void): void {
  const latest = useRef(check)
  useEffect(() => {
    latest.current = check
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isKey('checkRow', event) || event.shiftKey || event.repeat || event.defaultPrevented) return
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
