import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { Text } from 'react-aria-components/Text'
import { OnceHidden } from './kept.tsx'

export interface Choice {
  readonly id: string
  readonly name: string
  readonly disabled?: boolean
}

interface Props {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly value: string | null
  readonly onChange: (id: string) => void
  readonly isDisabled?: boolean
  readonly help?: string | undefined
  /** Said while nothing is chosen. */
  readonly placeholder?: string
  /** Its label is heard, and seen in what stands around it. */
  readonly isBare?: boolean
  readonly autoFocus?: boolean
}

/** A labelled picker of one among several. */
export function Select(props: Props) {
  const { label, choices, value, onChange, isDisabled = false, help, placeholder } = props
  const { isBare = false, autoFocus = false } = props
  const [isOpen, setOpen] = useState(false)
  return (
    <AriaSelect
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="field select"
      {...(placeholder !== undefined && { placeholder })}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
      isDisabled={isDisabled}
      disabledKeys={choices.filter((choice) => choice.disabled).map((choice) => choice.id)}
    >
      {/* A list that is left for another screen is not open when this one is seen again. */}
      <OnceHidden forget={() => setOpen(false)} />
      <Label className={isBare ? 'visually-hidden' : 'label'}>{label}</Label>
      <Button className="input select-button" autoFocus={autoFocus}>
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden="true" size={16} />
      </Button>
      {help && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <Popover className="popover">
        <ListBox className="list-box" items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.name} className="list-box-item">
              <bdi className="own-words" title={choice.name}>
                {choice.name}
              </bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
