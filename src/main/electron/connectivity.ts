/** Makes a look that tells, by calling back, when the machine has come online since the look before. */
export function onlineEdge(isOnline: () => boolean, onOnline: () => void): () => void {
  let before = isOnline()
  return () => {
    const now = isOnline()
    if (now && !before) onOnline()
    before = now
  }
}
