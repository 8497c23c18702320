import { accessSync, chmodSync, constants, copyFileSync, lstatSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonStore } from '../../json-store.ts'
import { type Content, codeOf, type Fault, readContent, type Verdict } from './read-content.ts'

/** What a small JSON file of the app is called, how large it may be, and what makes its content usable. */
export interface AppFilePlan {
  /** Without its ending. */
  readonly name: string
  readonly mostBytes: number
  judge(content: Content): Verdict
}

/** Writes a file's whole content as this text, whole or not at all, readable by its owner alone; throws what the disk or `asText` refuses. */
export type WriteWhole = (
  folder: string,
  name: string,
  content: Content,
  asText: (content: Content) => string,
) => void

export interface AppFilePorts {
  readonly folder: string
  readonly write: WriteWhole
  /** Epoch ms. */
  now(): number
  failed(error: unknown): void
}

/** What lies at the path can be neither read nor moved, so nothing is written there. */
export class BlockedFile extends Error {
  readonly code = 'BLOCKED'
}

/** It would be longer than what is read at the next start, which would put it aside as damaged. */
export class FullFile extends Error {
  readonly code = 'FULL'
}

/** A small JSON file of the app, which opens whatever lies at its path. */
export interface AppFile extends JsonStore {
  readonly path: string
  /** Whether a file lay there at the start. */
  readonly wasThere: boolean
  /** Renames what lies there as damaged, so that another is begun; nothing where nothing lies there. Throws what the disk refuses. */
  putAside(): void
  /** True while what lies at the path can be neither read nor moved: every write throws then. */
  stuck(): boolean
}

/** What is put aside is told from the file by its fault and the time, UTC. */
const ASIDE = /^(\w+)\.(damaged|newer|unreadable|partly)-[\dTZ-]+\.json$/

/** Tells what was put aside and why by its name; null for any other name. */
export function readAsideName(name: string): { readonly name: string; readonly fault: Fault } | null {
  const [, file, fault] = ASIDE.exec(name) ?? []
  return file === undefined ? null : { name: file, fault: fault as Fault }
}

/**
 * Opens the file, and looks at it again before each use, should another program have changed it.
 *
 * What cannot be used is renamed, never overwritten or removed, and what was held in memory goes on; at the start that is
 * nothing. `get` never throws. `set` and `delete` throw what the disk refuses and a file that would be too long to be read again
 * (FullFile), and hold nothing that was not written.
 */
export function openAppFile(plan: AppFilePlan, ports: AppFilePorts): AppFile {
  const { folder, now, failed } = ports
  const path = join(folder, `${plan.name}.json`)
  let content: Content = {}
  /** What the content was read from or written to; null where that is to be looked at again. */
  let known: string | null = null
  let hasRead = false
  let stuckBy: unknown = null

  function look(): void {
    const seen = signatureOf(path)
    if (seen === known) return
    const found = readContent(path, plan.mostBytes, plan.judge, stuckBy === null)
    const wasStuck = stuckBy !== null
    stuckBy = null
    if (found.kind === 'sound') content = found.content
    if (found.kind === 'silent') stuckBy = found.error
    if (found.kind === 'faulty') {
      if (!hasRead) content = found.content
      stuckBy = putAside(found.fault)
      if (stuckBy === null && found.fault === 'partly') tryToWrite()
    }
    // A disk that did not answer is asked again: nothing about the file need have changed by then.
    known = found.kind === 'silent' ? null : signatureOf(path)
    hasRead ||= found.kind !== 'silent'
    if (stuckBy !== null && !wasStuck) failed(stuckBy)
  }

  /** Whoever writes has read before: what was out of reach then must not be replaced now by what was made without it. */
  function lookToWrite(): void {
    if (stuckBy === null) look()
    if (stuckBy !== null) throw new BlockedFile(path, { cause: stuckBy })
  }

  /** Gives what was in the way; null when it is done. A file that goes on in part is copied, so that it is never missing. */
  function putAside(fault: Fault): unknown {
    try {
      const time = new Date(now()).toISOString().replace(/[:.]/g, '-')
      const aside = freeName(folder, `${plan.name}.${fault}-${time}`)
      if (fault === 'partly') copyFileSync(path, aside, constants.COPYFILE_EXCL)
      else renameSync(path, aside)
      if (lstatSync(aside).isFile()) chmodSync(aside, 0o600)
      return null
    } catch (error) {
      return error
    }
  }

  function tryToWrite(): void {
    try {
      write(content)
    } catch (error) {
      failed(error)
    }
  }

  function asText(next: Content): string {
    const text = JSON.stringify(next, null, '\t')
    if (Buffer.byteLength(text) > plan.mostBytes) throw new FullFile(path)
    return text
  }

  function write(next: Content): void {
    // The writer tries for a second where it may not write; that is known at once.
    accessSync(folder, constants.W_OK)
    ports.write(folder, plan.name, next, asText)
    content = next
    known = signatureOf(path)
  }

  function replace(): void {
    lookToWrite()
    if (known === ABSENT) return
    const refused = putAside('damaged')
    if (refused !== null) throw refused
    content = {}
    known = signatureOf(path)
  }

  const wasThere = signatureOf(path) !== ABSENT
  look()
  return {
    path,
    wasThere,
    putAside: replace,
    stuck() {
      look()
      return stuckBy !== null
    },
    get(key) {
      look()
      return Object.hasOwn(content, key) ? content[key] : undefined
    },
    set(key, value) {
      lookToWrite()
      // The same object may have changed within; only a plain value tells that nothing is new.
      if (known !== ABSENT && typeof value !== 'object' && content[key] === value) return
      write({ ...content, [key]: value })
    },
    delete(key) {
      lookToWrite()
      if (!Object.hasOwn(content, key)) return
      const { [key]: _gone, ...rest } = content
      write(rest)
    },
  }
}

const ABSENT = 'absent'

/** Tells one state of the file from another without reading it. */
function signatureOf(path: string): string {
  const link = statOf(() => lstatSync(path, { bigint: true }))
  if (link === null) return ABSENT
  const file = link.isSymbolicLink() ? statOf(() => statSync(path, { bigint: true })) : link
  return [link.ino, file?.dev, file?.ino, file?.size, file?.mtimeNs, file?.mode].join()
}

function statOf<T>(look: () => T): T | null {
  try {
    return look()
  } catch {
    return null
  }
}

/** Two files put aside in one millisecond must not become one. */
function freeName(folder: string, wanted: string): string {
  for (let n = 1; ; n++) {
    const path = join(folder, `${wanted}${n === 1 ? '' : `-${n}`}.json`)
    try {
      lstatSync(path)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return path
      throw error
    }
  }
}
