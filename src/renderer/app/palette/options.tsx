// biome-ignore-all lint/a11y/useFocusableInteractive: the field keeps the focus and names its active option
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the field above listens to the keyboard for all options
import type { ReactNode } from 'react'
import type { InvoiceRow } from '../../../shared/contract/shapes/invoice.ts'
import { AmountText } from '../../components/amount.tsx'
import { StatusBadge } from '../../components/status/status-badge.tsx'
import { useTranslation } from '../../i18n/use-translation.ts'
import { KeysOf } from '../../keyboard/key-map.tsx'
import type { KeyId } from '../../keyboard/keys.ts'

/** One line of the palette. */
export interface PaletteOption {
  readonly id: string
  readonly content: ReactNode
  run(): void
}

/** Lines of one kind. */
export interface Group {
  readonly id: 'actions' | 'sales' | 'settings'
  readonly options: readonly PaletteOption[]
}

interface Props {
  readonly id: string
  readonly label: string
  readonly groups: readonly Group[]
  /** The place of the chosen line among all of them, from 0. */
  readonly active: number
  readonly optionId: (index: number) => string
  readonly onChoose: (option: PaletteOption) => void
}

/** The lines of the palette, group by group. */
export function Options({ id, label, groups, active, optionId, onChoose }: Props) {
  const { t } = useTranslation()
  const starts = groups.map((_, index) =>
    groups.slice(0, index).reduce((count, group) => count + group.options.length, 0),
  )
  return (
    <div id={id} role="listbox" aria-label={label} className="palette-list">
      {groups.map((group, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
        <div key={group.id} role="group" aria-labelledby={`palette-${group.id}`}>
          <p id={`palette-${group.id}`} role="presentation" className="palette-group">
            {t(`palette.groups.${group.id}`)}
          </p>
          {group.options.map((option, nth) => {
            const place = (starts[index] ?? 0) + nth
            return (
              <div
                key={option.id}
                id={optionId(place)}
                role="option"
                aria-selected={place === active}
                className="palette-option"
                onClick={() => onChoose(option)}
              >
                {option.content}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

interface ActionProps {
  readonly label: string
  readonly keyId?: KeyId
}

/** An action or a place, with the key that leads there without the palette. */
export function ActionOption({ label, keyId }: ActionProps) {
  return (
    <>
      <span className="palette-label">{label}</span>
      {keyId && (
        <span aria-hidden="true">
          <KeysOf id={keyId} />
        </span>
      )}
    </>
  )
}

/** A sale: number, text, amount and status. */
export function SaleOption({ row }: { readonly row: InvoiceRow }) {
  return (
    <>
      <span className="palette-number">{row.number}</span>
      <bdi className="palette-label">{row.description || row.accountLabel}</bdi>
      <AmountText amount={row.asked} />
      <StatusBadge status={row.status} />
    </>
  )
}
