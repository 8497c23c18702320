import { isRightToLeft } from '../../../../../shared/words/languages.ts'
import { useTranslation } from '../../../../i18n/use-translation.ts'

/**
 * Gives where in a drawing so wide something stands, CSS px from its left, that lies so far along the line and is so long: in a language
 * that is read from the right all stands as in a mirror. The letters are set from where they stand as in any text.
 */
export function useAcross(width: number): (along: number, long?: number) => number {
  const isMirrored = isRightToLeft(useTranslation().i18n.language)
  return (along, long = 0) => (isMirrored ? width - along - long : along)
}
