/** A path, which reads from the left in every language; one that is too long for its line is broken between its folders. */
export function PathText({ path }: { readonly path: string }) {
  return (
    <bdi dir="ltr">
      {path.split(/(?<=[\\/])/).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one path stand in their order and never move.
        <span key={index}>
          {part}
          <wbr />
        </span>
      ))}
    </bdi>
  )
}
