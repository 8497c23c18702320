import { Switch as AriaSwitch } from 'react-aria-components/Switch'

interface Props {
  readonly label: string
  readonly isSelected: boolean
  readonly onChange: (on: boolean) => void
  readonly isDisabled?: boolean
}

/** An on-off switch with its words beside it. */
export function Switch({ label, ...rest }: Props) {
  return (
    <AriaSwitch {...rest} className="switch">
      <span className="switch-track" aria-hidden="true">
        <span className="switch-thumb" />
      </span>
      {label}
    </AriaSwitch>
  )
}
