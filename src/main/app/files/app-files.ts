import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ErrorCode } from '../../../shared/contract/plain/error-codes.ts'
import type { FileNotice } from '../../../shared/contract/shapes/file-notice.ts'
import { isPracticeSnapshot } from '../../practice/world/state.ts'
import { judgeVault } from '../../vault/vault-file.ts'
import { writeFailure } from '../../vault/write-failure.ts'
import { judgeLists } from '../lists/kept-lists.ts'
import { judgeSettings } from '../settings.ts'
import { type AppFile, type AppFilePlan, openAppFile, readAsideName, type WriteWhole } from './app-file.ts'
import type { Content, Verdict } from './read-content.ts'

const MEGABYTE = 1_000_000

const PLANS = [
  { name: 'settings', mostBytes: MEGABYTE, judge: judgeSettings },
  { name: 'vault', mostBytes: 20 * MEGABYTE, judge: (content) => ({ kind: judgeVault(content) }) },
  { name: 'lists', mostBytes: 20 * MEGABYTE, judge: judgeLists },
  // Whether it may be used is told by the settings and the book: whatever is JSON is kept as it lies there.
  { name: 'people', mostBytes: MEGABYTE, judge: () => ({ kind: 'sound' }) },
  { name: 'practice', mostBytes: 200 * MEGABYTE, judge: judgePractice },
  { name: 'window', mostBytes: MEGABYTE, judge: judgeWindow },
] as const satisfies readonly AppFilePlan[]

/** What a person should read first. */
const ORDER: readonly FileNotice['file'][] = [
  'folder',
  'vault',
  'people',
  'settings',
  'lists',
  'practice',
  'window',
]

/** The small files of the app, without their ending. */
export type AppFileName = (typeof PLANS)[number]['name']

/** The small files of the app, opened, and what a person must be told about them. */
export interface AppFiles {
  readonly stores: Readonly<Record<AppFileName, AppFile>>
  /** What nobody has said to have read yet, and what is still so: what stops selling first, of one file the oldest. */
  notices(): readonly FileNotice[]
  /** Every notice of this moment has been read. What was put aside is not told again, also after a restart. */
  dismiss(): void
  /** Why a key may not be held in memory alone: keys were kept on the disk before, or may be. Null when it may. */
  whyNotInMemory(): 'FILE_BLOCKED' | 'VAULT_UNAVAILABLE' | null
}

export interface AppFilesPorts {
  /** The folder of the files; the books lie beneath it. */
  readonly folder: string
  readonly write: WriteWhole
  /** Epoch ms. */
  now(): number
  failed(error: unknown): void
}

/** Under which key of the settings file it is kept which notices were read. */
const KEY = 'fileNotices'
const remembered = z.object({ read: z.array(z.string()), missing: z.boolean() })

/** Opens the small files of the app, whatever lies at their paths; never throws. */
export function openAppFiles(ports: AppFilesPorts): AppFiles {
  const { folder, failed } = ports
  const full = whyUnwritable(folder)
  const [settings, vault, lists, people, practice, window] = PLANS.map((plan) =>
    openAppFile(plan, ports),
  ) as [AppFile, AppFile, AppFile, AppFile, AppFile, AppFile]
  const stores = { settings, vault, lists, people, practice, window }
  const isMissing = !settings.wasThere && hasBooks(folder) && asides('settings').length === 0
  /** What was read in this run, also where that cannot be written down. */
  const read = new Set<string>()
  if (isMissing) remember({ ...recalled(), missing: true })

  function recalled(): z.infer<typeof remembered> {
    return remembered.catch({ read: [], missing: false }).parse(settings.get(KEY))
  }

  function remember(value: z.infer<typeof remembered>): void {
    try {
      settings.set(KEY, value)
    } catch (error) {
      failed(error)
    }
  }

  /** What was put aside, by its name. */
  function asides(name?: AppFileName): readonly string[] {
    return namesIn(folder).filter((one) => {
      const aside = readAsideName(one)
      return aside !== null && (name === undefined ? aside.name in stores : aside.name === name)
    })
  }

  function all(): readonly FileNotice[] {
    const past = recalled()
    const putAside = asides()
      .filter((id) => !past.read.includes(id))
      .map((id): FileNotice => {
        const { name, fault } = readAsideName(id) ?? { name: 'settings', fault: 'damaged' }
        return { id, file: name as AppFileName, what: fault, path: join(folder, id) }
      })
    const stuck = PLANS.filter(({ name }) => stores[name].stuck()).map(
      ({ name }): FileNotice => ({
        id: `${name}-blocked`,
        file: name,
        what: 'blocked',
        path: stores[name].path,
      }),
    )
    return [
      ...putAside,
      ...(isMissing || past.missing
        ? [{ id: 'settings-missing', file: 'settings', what: 'missing', path: settings.path } as const]
        : []),
      ...stuck,
      ...(full === null
        ? []
        : [
            {
              id: 'folder',
              file: 'folder',
              what: full === 'DISK_FULL' ? 'full' : 'readOnly',
              path: folder,
            } as const,
          ]),
    ]
  }

  return {
    stores,
    notices: () =>
      all()
        .filter(({ id }) => !read.has(id))
        .toSorted((one, other) => ORDER.indexOf(one.file) - ORDER.indexOf(other.file)),
    dismiss() {
      for (const { id } of all()) read.add(id)
      remember({ read: [...asides()], missing: false })
    },
    whyNotInMemory() {
      if (vault.stuck()) return 'FILE_BLOCKED'
      return asides('vault').length > 0 ? 'VAULT_UNAVAILABLE' : null
    },
  }
}

function judgePractice({ snapshot }: Content): Verdict {
  if (snapshot === undefined || isPracticeSnapshot(snapshot)) return { kind: 'sound' }
  const version = typeof snapshot === 'object' && snapshot !== null && Reflect.get(snapshot, 'version')
  return { kind: typeof version === 'number' && version > 1 ? 'newer' : 'damaged' }
}

/** Any place of a window will do: one that cannot be used gives the usual one. */
function judgeWindow({ window }: Content): Verdict {
  return {
    kind: window === undefined || (typeof window === 'object' && window !== null) ? 'sound' : 'damaged',
  }
}

function hasBooks(folder: string): boolean {
  return ['live', 'practice'].some((kind) => existsSync(join(folder, 'books', `${kind}.sqlite`)))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

/** As much as a settings file takes. */
const TRIAL = Buffer.alloc(16_384)

/** Tries whether the folder takes a file; a reason when it does not. The trial is named as what a start sweeps away. */
function whyUnwritable(folder: string): ErrorCode | null {
  const trial = join(folder, 'settings.json.tmp-0000000000000000')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
    writeFileSync(trial, TRIAL, { mode: 0o600, flush: true })
    return null
  } catch (error) {
    return writeFailure(error)
  } finally {
    try {
      rmSync(trial, { force: true })
    } catch {
      // Where nothing can be written there is nothing to remove.
    }
  }
}
