import { ProgressBar } from 'react-aria-components/ProgressBar'

interface Props {
  readonly label: string
  /** How much is done, from 0 to 1. */
  readonly done: number
}

/** A bar that fills as something long is done. */
export function Progress({ label, done }: Props) {
  const percent = Math.floor(done * 100)
  return (
    <ProgressBar aria-label={label} value={percent} className="progress">
      <span className="progress-track">
        <span className="progress-fill" style={{ inlineSize: `${percent}%` }} />
      </span>
    </ProgressBar>
  )
}
