/** Gives where what is searched of a book's older sales lies: beside the book at `path`. */
export function searchPathOf(path: string): string {
  return `${path.replace(/\.sqlite$/, '')}.search`
}
