/** A hash as it is read: its first eight characters in two groups; the whole is its title. */
export function EntryHash({ hash }: { readonly hash: string | null }) {
  if (hash === null) return <span className="list-soft">—</span>
  return (
    <span className="trail-hash" translate="no" title={hash}>
      {`${hash.slice(0, 4)} ${hash.slice(4, 8)}`}
    </span>
  )
}
