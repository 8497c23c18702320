import { readdir, stat } from 'node:fs/promises'
import type { CarryOrder, CopyProblem, RunningCopy } from '../ledger/port/copies/backups.ts'
import { type Backup, backupsIn, type OfBook, removeBackup } from './folder.ts'
import { ENDING, readName } from './names.ts'
import { toThin } from './thin.ts'

/** The second folder as it is remembered between runs. */
export interface SecondFolder {
  readonly path: string
  /** When something was last written there, epoch ms; null before the first time. */
  readonly lastAt: number | null
  /** Since when it is not there, epoch ms; null when it is. */
  readonly awaySince: number | null
  /** A person has been told of this absence. */
  readonly told: boolean
}

/** Why the second folder takes nothing; null when it does. */
export type FolderTrouble = { readonly code: CopyProblem; readonly needed: number | null } | null

export interface SecondFolderPorts {
  /** Null where the owner has chosen none. */
  get(): SecondFolder | null
  set(folder: SecondFolder): void
  carry(order: CarryOrder): RunningCopy<string>
  now(): number
  /** Tells the person, once, that the folder has been away for long. */
  tellAway(folder: SecondFolder): void
  changed(): void
  failed(error: unknown): void
}

/** An absence is told after so long, ms: a stick that lies in a drawer overnight is no trouble. */
const TOLD_AFTER_MS = 3 * 86_400_000

/** A share that does not answer for so long is away, ms. */
const ANSWERS_WITHIN_MS = 5_000

/** What keeps one backup from being carried, and none of the others. */
const OF_ONE_FILE: ReadonlySet<CopyProblem> = new Set(['CORRUPT', 'NOT_A_DATABASE'])

/** Keeps a second folder, on another disk, like the first. */
export function createSecondFolder(ports: SecondFolderPorts) {
  let trouble: FolderTrouble = null
  let running: RunningCopy<string> | null = null
  let stopped = false

  /** Notes how the folder stands, unless the owner has chosen another one meanwhile, or none. */
  function note({ path }: SecondFolder, change: Partial<SecondFolder>): void {
    const chosen = ports.get()
    if (chosen?.path === path) ports.set({ ...chosen, ...change })
  }

  /** Whether the folder is there; notes how it stands, and since when. */
  async function isThere(folder: SecondFolder): Promise<boolean> {
    const { awaySince, lastAt } = folder
    const there = (await answersInTime(folder.path)) && (lastAt === null || (await holdsBackups(folder.path)))
    if (there && awaySince !== null) note(folder, { awaySince: null, told: false })
    if (!there) {
      trouble = { code: 'FOLDER_GONE', needed: null }
      const since = awaySince ?? ports.now()
      const tell = !folder.told && ports.now() - since >= TOLD_AFTER_MS
      if (awaySince === null || tell) note(folder, { awaySince: since, told: folder.told || tell })
      if (tell) ports.tellAway(folder)
    }
    return there
  }

  /** Brings what the first folder keeps there, the newest first; what else of this book lies there is thinned by the same rule. */
  async function follow(here: readonly Backup[], of: OfBook, zone: string, mayThin: boolean): Promise<void> {
    stopped = false
    const folder = ports.get()
    if (!folder || !(await isThere(folder))) return
    const there = await backupsIn(folder.path, of)
    const isWhole = ({ damaged, witness }: Backup) => !damaged && witness !== null
    const names = new Set(there.filter(isWhole).map(({ name }) => name))
    trouble = null
    for (const { name, path, witness, damaged } of here) {
      if (stopped) return
      if (witness === null || damaged || names.has(name)) continue
      running = ports.carry({ backup: path, folder: folder.path, witness })
      const carried = await running.finished
      running = null
      if (stopped || ports.get()?.path !== folder.path) return
      if (!carried.ok) {
        trouble ??= { code: carried.code, needed: carried.needed }
        ports.failed(
          new Error(`a backup was not carried to the second folder: ${carried.code} ${carried.reason}`),
        )
        if (OF_ONE_FILE.has(carried.code)) continue
        await isThere(folder)
        return
      }
      note(folder, { lastAt: ports.now(), awaySince: null, told: false })
      ports.changed()
    }
    if (!mayThin || trouble !== null) return
    const all = (await backupsIn(folder.path, of)).map(asKept)
    for (const one of toThin(all, ports.now(), zone)) await removeBackup(one.backup)
  }

  return {
    trouble: () => trouble,
    async follow(...args: Parameters<typeof follow>): Promise<void> {
      try {
        await follow(...args)
      } catch (error) {
        // A stick that was pulled out while it was looked at.
        trouble = { code: 'FOLDER_GONE', needed: null }
        ports.failed(error)
      }
    },
    /** Lists what lies there; nothing where it is away. */
    async list(of: OfBook): Promise<readonly Backup[]> {
      const folder = ports.get()
      if (!folder || !(await answersInTime(folder.path))) return []
      return backupsIn(folder.path, of).catch(() => [])
    },
    /** Gives up what is under way, and waits for its end. */
    async stop(): Promise<void> {
      stopped = true
      running?.cancel()
      await running?.finished
    },
  }
}

/**
 * Tells the folder that backups were put in from an empty one at its path: where a disk is not mounted, the folder it is mounted at is there,
 * and what is written into it fills this computer's own disk.
 */
async function holdsBackups(path: string): Promise<boolean> {
  const names = await readdir(path).catch(() => [])
  // What lies beside a backup stays where that was taken away.
  return names.some((name) => readName(name.replace(/\.witness\.json$/, ENDING)) !== null)
}

/** A backup with what decides how long it is kept. */
export function asKept(backup: Backup) {
  const { name, madeAt, reason, witness, damaged } = backup
  return { name, madeAt, reason, commit: damaged ? null : (witness?.commit ?? null), backup }
}

async function answersInTime(path: string): Promise<boolean> {
  const looked = stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWERS_WITHIN_MS)
  })
  return Promise.race([looked, late]).finally(() => clearTimeout(timer))
}
