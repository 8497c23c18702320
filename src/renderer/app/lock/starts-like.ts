const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase()

/** Says whether a name, or a word of it, begins with these letters, whatever their case and accents. */
export function startsLike(name: string, letters: string): boolean {
  const begun = plain(letters)
  return [name, ...name.split(/[\s'-]+/u)].some((part) => plain(part).startsWith(begun))
}
