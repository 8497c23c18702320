/** Says whether two typings are one passphrase, as the vault reads it (NFKC): an accent may come as a letter of its own or with it. */
export function isSamePassphrase(first: string, second: string): boolean {
  return first.normalize('NFKC') === second.normalize('NFKC')
}
