import { Radio } from 'react-aria-components/RadioGroup'

interface ChoiceProps {
  readonly id: string
  readonly name: string
  readonly help: string
  readonly isDisabled?: boolean
}

/** One of several ways, and what it is. */
export function Choice({ id, name, help, isDisabled = false }: ChoiceProps) {
  return (
    <Radio value={id} isDisabled={isDisabled} className="radio export-radio">
      <span className="radio-dot" aria-hidden="true" />
      <span className="export-radio-text">
        <span className="export-radio-name">{name}</span>
        <span className="export-radio-help">{help}</span>
      </span>
    </Radio>
  )
}
