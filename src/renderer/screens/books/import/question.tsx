import type { ImportPreview } from '../../../../shared/contract/shapes/books/imports.ts'
import { Button } from '../../../components/button.tsx'
import { useOverview } from '../../../data/app.ts'
import { cellInSight } from '../../../i18n/hidden-amounts.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { cityOf } from '../../../i18n/zone-words.ts'
import type { OpenedFile } from './opened-file.ts'

type Answer = Partial<Pick<OpenedFile, 'dates' | 'mark' | 'zone'>>

interface Props {
  readonly asked: Extract<ImportPreview, { kind: 'ask' }>
  /** Who answered the one before, or chose the file, goes on here. */
  readonly takesFocus: boolean
  readonly onAnswer: (answer: Answer) => void
}

/** Asks what only whoever wrote the file knows, with rows of it. */
export function Question({ asked: { what, isBoth, examples }, takesFocus, onAnswer }: Props) {
  const { t } = useTranslation()
  const { zone } = useOverview().book
  const answers: Readonly<Record<typeof what, readonly (readonly [string, Answer])[]>> = {
    dates: [
      [t('tieOut.dayFirst'), { dates: 'dayFirst' }],
      [t('tieOut.monthFirst'), { dates: 'monthFirst' }],
    ],
    mark: [
      [t('tieOut.commaMark'), { mark: ',' }],
      [t('tieOut.pointMark'), { mark: '.' }],
    ],
    zone: [
      [t('imports.inUtc'), { zone: 'utc' }],
      [t('imports.inCity', { city: cityOf(zone) }), { zone: 'book' }],
    ],
  }
  const words = what === 'zone' ? t('imports.askZone') : t(`tieOut.ask.${what}`)
  return (
    <fieldset className="tie-ask import-ask">
      <legend className="visually-hidden">{words}</legend>
      <p>
        <strong>{words}</strong> {isBoth && what !== 'zone' && t(`tieOut.both.${what}`)}
      </p>
      <ul>
        {examples.map(({ row, text }) => (
          <li key={row}>
            {t('imports.line', { line: row })} <bdi>{cellInSight(text)}</bdi>
          </li>
        ))}
      </ul>
      <div className="actions">
        {answers[what].map(([name, answer], nth) => (
          <Button key={name} autoFocus={takesFocus && nth === 0} onPress={() => onAnswer(answer)}>
            {name}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
