import type { ReactNode } from 'react'
import { useFormat } from '../../../../i18n/use-format.ts'

interface Props {
  readonly isOn: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
  /** How many rows it would leave, at the end of the line; undefined until that is known, when its room stays empty. */
  readonly count: number | undefined
  /** It cannot be chosen now. */
  readonly isOff?: boolean
}

/** One of several that can be chosen together. */
export function Tick({ isOn, onToggle, children, count, isOff = false }: Props) {
  const format = useFormat()
  return (
    <label className="tick">
      <input type="checkbox" className="tick-box" checked={isOn} disabled={isOff} onChange={onToggle} />
      <span className="tick-name">{children}</span>
      <span className="tick-end">{count !== undefined && format.count(count)}</span>
    </label>
  )
}
