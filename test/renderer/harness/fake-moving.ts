import type { ErrorCode } from '../../../src/shared/contract/plain/error-codes.ts'
import type { RouteInput, RouteName, RouteOutput } from '../../../src/shared/contract/routes/index.ts'

type Moving = Extract<RouteName, `moving.${string}`> | 'backups.openFile'
type Answers = { readonly [R in Moving]: (input: RouteInput<R>) => RouteOutput<R> }

const FILE = 'Counterfoil 2026-11-29.counterfoil'

export interface FakeMovingPorts {
  readonly scene: string
  refuse(code: ErrorCode): never
  decided(): void
  opened(): RouteOutput<'moving.open'>
}

/** A move to another computer, made of memory; `moved` is what the overview tells of it. */
export function createFakeMoving({ scene, refuse, decided, opened }: FakeMovingPorts) {
  let moved: RouteOutput<'app.overview'>['moved'] =
    scene === 'moved' ? { at: Date.now() - 7_200_000, file: FILE } : null
  let made: RouteOutput<'moving.make'> = null
  const answers: Answers = {
    'moving.view': () => ({
      making: null,
      made,
      opened:
        scene === 'moved-here'
          ? {
              ...{ name: FILE, at: Date.now() - 60_000, sales: 49_391, tillCode: 'A1A' },
              keys: { added: 3, had: 1, failed: null },
            }
          : null,
    }),
    'moving.make': ({ passphrase }) => {
      if (scene === 'moving-full') return refuse('DISK_FULL')
      if (passphrase !== null && passphrase.length < 8) return refuse('PASSPHRASE_TOO_SHORT')
      const keys = passphrase === null ? 0 : 4
      made = { name: FILE, at: Date.now(), bytes: 38_300_000, sales: 49_391, keys }
      return made
    },
    'moving.reveal': () => null,
    'moving.stop': () => {
      if (scene === 'moving-behind') return refuse('FILE_BEHIND')
      moved = { at: Date.now(), file: FILE }
      decided()
      return null
    },
    'moving.sellAgain': () => {
      moved = null
      decided()
      return null
    },
    'moving.open': ({ passphrase }) =>
      passphrase === null || passphrase === 'open sesame now' ? opened() : refuse('WRONG_PASSPHRASE'),
    'backups.openFile': () => ({
      ...{ kind: 'found', name: FILE, madeAt: Date.now() - 3_600_000, sales: 49_391 },
      lastSale: { number: 'A1-049391', at: Date.now() - 3_900_000 },
      ...{ bytes: 38_300_000, keys: scene === 'moving-without' ? 0 : 4 },
    }),
  }
  return { answers, moved: () => moved }
}
