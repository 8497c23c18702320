import { useMedia } from '../../../window/use-media.ts'

/** How many sales of each group have room at the side; what has none is counted. */
export interface SideRoom {
  readonly attention: number
  readonly today: number
  readonly last: number
}

const BESIDE = '(width >= 1200px)'
const UPRIGHT = '(width < 900px)'
/** Beside the stage the groups scroll by themselves. */
const ALL: SideRoom = { attention: 1_000, today: 1_000, last: 1_000 }

/** Says how many there is room for, in a window where `attention` sales need a person. */
export function useSideRoom(attention: number): SideRoom {
  const isBeside = useMedia(BESIDE)
  const isUpright = useMedia(UPRIGHT)
  if (isBeside) return ALL
  if (isUpright)
    return attention > 0 ? { attention: 1, today: 2, last: 3 } : { attention: 0, today: 3, last: 3 }
  return attention > 0 ? { attention: 2, today: 2, last: 1 } : { attention: 0, today: 3, last: 1 }
}
