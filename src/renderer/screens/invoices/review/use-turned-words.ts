import type { TurnedEdit } from '../../../../shared/contract/shapes/lists/review.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useTranslation } from '../../../i18n/use-translation.ts'
import { nameOfTurned, tagIn, withNumber } from './edit-words.ts'

/** Gives the sentence of what was undone or brought back, and of what was overtaken. */
export function useTurnedWords(): (way: 'undo' | 'redo', turned: TurnedEdit | null) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return (way, turned) => {
    if (!turned) return t(way === 'undo' ? 'review.nothingToUndo' : 'review.nothingToRedo')
    const { edit, done, overtaken, overtakenNumber } = turned
    const name = nameOfTurned(edit)
    const number = turned.number || t('attention.noSale')
    const values = { count: done, figure: format.count(done), number, tag: tagIn(edit) }
    const what = t(`review.${way === 'undo' ? 'undone' : 'redone'}.${name}`, values)
    if (overtaken === 0) return what
    const rest = { count: overtaken, figure: format.count(overtaken), number: overtakenNumber }
    return `${what} ${t('review.overtaken', withNumber(rest, t('attention.ofNoSale')))}`
  }
}
