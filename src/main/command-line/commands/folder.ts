import { statSync } from 'node:fs'

/** Says whether a folder lies at a path; false for anything that cannot be looked at: a name that is too long, a folder without rights, a circle of links. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
