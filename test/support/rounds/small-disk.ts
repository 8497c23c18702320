import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../app/folder.ts'

/** A disk of its own that can be filled to the last page. */
export interface SmallDisk {
  readonly path: string
  /** Fills it until so many pages are left. */
  leave(pages: number): void
  /** Takes the filling away. */
  makeRoom(): void
  unmount(): void
}

const MEBIBYTES = 24

/** Why no small disk can be had here; null when it can. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'a small disk is mounted on Linux only'
  try {
    mountSmallDisk().unmount()
    return null
  } catch (error) {
    return `a small disk cannot be mounted: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Mounts an empty disk in memory; throws where the system does not let this person. */
export function mountSmallDisk(): SmallDisk {
  const folder = temporaryFolder()
  const run = (program: string, args: readonly string[]) => {
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${program}: ${stderr?.trim() || 'it is not there'}`)
  }
  try {
    run('mount', ['-t', 'tmpfs', '-o', `size=${MEBIBYTES}m`, 'tmpfs', folder.path])
  } catch (error) {
    folder.clean()
    throw error
  }
  const path = join(folder.path, 'shop')
  const filling = join(folder.path, 'filling')
  mkdirSync(path)

  function fill(pages: number): boolean {
    rmSync(filling, { force: true })
    const { bfree, bsize } = statfsSync(folder.path)
    try {
      appendFileSync(filling, Buffer.alloc(Math.max(0, bfree - pages) * bsize))
    } catch {
      return false
    }
    return statfsSync(folder.path).bfree === pages
  }

  return {
    path,
    leave(pages) {
      // The app's own threads write meanwhile, and may take a page in between.
      for (let tries = 0; tries < 50; tries += 1) if (fill(pages)) return
      throw new Error(`the disk cannot be filled up to ${pages} pages`)
    },
    makeRoom: () => rmSync(filling, { force: true }),
    unmount() {
      run('umount', ['-l', folder.path])
      folder.clean()
    },
  }
}
