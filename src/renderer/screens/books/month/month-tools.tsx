import { Printer } from 'lucide-react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { MATRIX_SPANS, type MatrixSpan } from '../../../../shared/contract/plain/matrix-spans.ts'
import { Button } from '../../../components/button.tsx'
import { ExportButton } from '../../../exporting/export-button.tsx'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { shortcutOf } from '../../../keyboard/keys.ts'
import { MONTH_VIEWS, type MonthView } from '../kept-books.ts'
import { MonthStep } from '../month-step.tsx'
import { FIGURES, type Figure } from './figures.ts'

interface Props {
  /** The stretch in words. */
  readonly stretch: string
  /** The same, both ends included. */
  readonly days: { readonly from: string; readonly to: string }
  readonly span: MatrixSpan
  readonly figure: Figure
  /** Says whether one before, or one after, can be gone to. */
  readonly hasBefore: boolean
  readonly hasAfter: boolean
  readonly onStep: (by: number) => void
  readonly onSpan: (span: MatrixSpan) => void
  readonly onFigure: (figure: Figure) => void
  readonly view: MonthView
  readonly onView: (view: MonthView) => void
  /** Null where nothing stands that could be printed. */
  readonly onPrint: (() => void) | null
}

/** Which days are looked at, how many of them, and what their cells show. */
export function MonthTools(props: Props) {
  const { stretch, days, span, figure, view, hasBefore, hasAfter } = props
  const { onStep, onSpan, onFigure, onView, onPrint } = props
  const { t } = useTranslation()
  return (
    <div className="month-tools">
      <MonthStep stretch={stretch} {...{ hasBefore, hasAfter }} onStep={onStep} />
      <Choices
        label={t('month.spans')}
        all={MATRIX_SPANS}
        chosen={span}
        nameOf={(one) => t(`month.span.${one}`)}
        onChange={onSpan}
      />
      {view === 'days' && (
        <Choices
          label={t('month.figures')}
          all={FIGURES}
          chosen={figure}
          nameOf={(one) => t(`month.figure.${one}`)}
          onChange={onFigure}
        />
      )}
      <div className="month-ends">
        <Choices
          label={t('month.views')}
          all={MONTH_VIEWS}
          chosen={view}
          nameOf={(one) => t(`month.view.${one}`)}
          onChange={onView}
        />
        <ExportButton from={{ list: 'books', days }} filterWords={stretch} />
        <Button
          aria-label={t('month.print')}
          aria-keyshortcuts={shortcutOf('monthPrint')}
          isDisabled={onPrint === null}
          onPress={() => onPrint?.()}
        >
          <Printer aria-hidden="true" size={16} />
        </Button>
      </div>
    </div>
  )
}

interface ChoicesProps<T extends string> {
  readonly label: string
  readonly all: readonly T[]
  readonly chosen: T
  readonly nameOf: (one: T) => string
  readonly onChange: (one: T) => void
}

function Choices<T extends string>({ label, all, chosen, nameOf, onChange }: ChoicesProps<T>) {
  return (
    <ToggleButtonGroup
      className="views"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const next = all.find((one) => keys.has(one))
        if (next) onChange(next)
      }}
    >
      {all.map((one) => (
        <ToggleButton key={one} id={one} className="view month-view">
          {nameOf(one)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
