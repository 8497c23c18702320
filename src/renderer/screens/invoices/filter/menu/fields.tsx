import type { InputHTMLAttributes } from 'react'
import { useTranslation } from '../../../../i18n/use-translation.ts'

interface WhichProps<T extends string> {
  /** What is chosen between, for who does not see it. */
  readonly legend: string
  /** Tells this group from the others of the page. */
  readonly name: string
  readonly among: readonly T[]
  readonly chosen: T
  readonly wordsOf: (one: T) => string
  readonly onChoose: (one: T) => void
}

/** One of few, side by side: by what a part of the filter is meant. */
export function Which<T extends string>({ legend, name, among, chosen, wordsOf, onChoose }: WhichProps<T>) {
  return (
    <fieldset className="filter-by">
      <legend className="visually-hidden">{legend}</legend>
      {among.map((one) => (
        <label key={one} className="tick">
          <input
            type="radio"
            className="tick-box"
            name={name}
            checked={chosen === one}
            onChange={() => onChoose(one)}
          />
          {wordsOf(one)}
        </label>
      ))}
    </fieldset>
  )
}

const ENDS = ['from', 'to'] as const
type End = (typeof ENDS)[number]

interface EndsProps {
  readonly typed: Readonly<Record<End, string>>
  readonly isWrong: (end: End) => boolean
  readonly onType: (end: End, text: string) => void
  /** What kind of text is typed. */
  readonly input: Pick<InputHTMLAttributes<HTMLInputElement>, 'type' | 'inputMode' | 'dir'>
  /** What is wrong with it; null for nothing. */
  readonly wrong: string | null
}

/** From where to where, both included; an empty field is open on its side. */
export function Ends({ typed, isWrong, onType, input, wrong }: EndsProps) {
  const { t } = useTranslation()
  return (
    <>
      <div className="filter-ends">
        {ENDS.map((end) => (
          <label key={end} className="filter-end">
            {t(`list.menu.${end}`)}
            <input
              {...input}
              className="filter-input"
              value={typed[end]}
              aria-invalid={isWrong(end)}
              onChange={(event) => onType(end, event.target.value)}
            />
          </label>
        ))}
      </div>
      {wrong !== null && (
        <p className="filter-wrong" role="alert">
          {wrong}
        </p>
      )}
    </>
  )
}
