import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly text: string
  /** One act at most. */
  readonly children?: ReactNode
}

/** An empty place: one sentence that teaches, and one act. */
export function Teach({ title, text, children }: Props) {
  return (
    <div className="teach">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
