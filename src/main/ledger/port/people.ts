/** What the book was told last of the till's people: by it the book knows when somebody has changed their file. */
export interface ToldPeople {
  /** Rises with every change; -1 where what stands in the book is none of the app's. */
  readonly version: number
  /** Of all that the people's file said then. */
  readonly digest: string
  /** Nobody needs to sign in since then. */
  readonly isEnded: boolean
}
