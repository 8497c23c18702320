import { useKeys } from '../../../keyboard/use-keys.tsx'
import { useLateSpace } from './use-late-space.ts'
import type { ReviewActs } from './use-review.ts'

interface Ways {
  onNote(): void
  onTag(): void
  go(index: number): void
}

/** Hears the keys of a review. */
export function useReviewKeys(review: ReviewActs, { onNote, onTag, go }: Ways): void {
  const { space, watch } = useLateSpace({
    aim: () => review.target(),
    act: (target) => void review.mark(target),
    onCode: (within) => review.selection.clearFresh(within),
  })
  useKeys(
    'list',
    review.isOn
      ? {
          markReviewed: space,
          noteRows: onNote,
          tagRows: onTag,
          nextDue: () => void review.next().then((place) => place !== null && go(place)),
          selectAll: () => review.selection.all(),
          undoEdit: () => void review.turn('undo'),
          redoEdit: () => void review.turn('redo'),
        }
      : {},
    watch,
  )
}
