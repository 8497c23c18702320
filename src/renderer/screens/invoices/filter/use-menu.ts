import { useRef, useState } from 'react'
import type { Part } from './parts.ts'

/** Which part of the filter menu is open, and from where it was opened. */
export function useMenu(parts: readonly Part[]) {
  const [part, setPart] = useState<Part>(parts[0] ?? 'account')
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLElement | null>(null)
  const adder = useRef<HTMLButtonElement>(null)
  return {
    part,
    isOpen,
    opener,
    adder,
    setPart,
    open(next: Part, from: HTMLElement | null) {
      opener.current = from
      setPart(next)
      setOpen(true)
    },
    close: () => setOpen(false),
  }
}
