import type { ReactNode } from 'react'

interface Props {
  readonly isOn: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
  /** Stands at the end of the line. */
  readonly end?: string
}

/** One of several that can be chosen together. */
export function Tick({ isOn, onToggle, children, end }: Props) {
  return (
    <label className="tick">
      <input type="checkbox" className="tick-box" checked={isOn} onChange={onToggle} />
      <span className="tick-name">{children}</span>
      {end !== undefined && <span className="tick-end">{end}</span>}
    </label>
  )
}
