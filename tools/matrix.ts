/** What came of one fault in one operation, as the table tells it. */
export interface Outcome {
  /** The error code the screen gives its words to; null when nothing failed. */
  readonly code: string | null
  /** What the sale (or the account) is then. */
  readonly state: string
  /** What happens once the fault is over. */
  readonly next: string
}

export interface MatrixRow {
  readonly fault: string
  /** One per column. */
  readonly outcomes: readonly Outcome[]
}

export interface MatrixSection {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly MatrixRow[]
}

/** The words of an error code, as a screen says them. */
export interface CodeWords {
  readonly code: string
  readonly what: string
  readonly safe: string
  readonly next: string
}

const HEAD = `# When something goes wrong on the way to a provider

Every row is a fault, every column something the app does with the provider, every cell what came of it:

**the error code** → what the sale (or the account) is then → what happens once the fault is over.

This page is written by \`test/reliability/fault-matrix.test.ts\`, which drives every cell through the whole app over real
HTTP and fails when a cell comes out differently. After a change that is meant:
\`UPDATE_FAULTS=1 npm run test:unit -- test/reliability/fault-matrix.test.ts\`.

What holds in every cell, and is asserted there:

- One request at most was sent to make a link; no second one leaves unless a person asks for a new link. (1ShotPay's 401 to a
  stale token means "not processed": that request alone is repeated, once, with a fresh token.)
- After the fault is over the sale is paid, and the money is found.
- A paused account sends nothing, for nothing and nobody, until it is tested again or its key is replaced.
- An account whose provider names a time with Retry-After is not asked before, not even by "Check now".
- No request follows a redirect: the server it leads to never hears of one.

Columns:

- **create**: the request that makes a link. **token**: 1ShotPay's exchange of the key for a token, here before a sale.
- **read**: the question about one link; at 1ShotPay, OCPay and OxaPay its answer carries the receipts too.
  **receipts**: Daisy's question for the transfers of a link; the sale is paid by then.
- **list**: one question for many links, where there is one. **search**: the search of that list for the link of a create whose
  answer was lost.
- **check key**: "Test" in the settings.

Words:

- *unknown*: the answer was lost, so a link may have been made. The app looks for it where the provider has a list with our mark.
- *proven not made*: two complete looks at the list, half a minute apart, found nothing.
- *account pauses*: the key is refused; nothing more is sent with it until a person tests it again.
- *account rests*: this account alone is not asked for a while; the others go on.
- *asks one by one*: the list failed, so the links are asked about singly.
- no code: nothing failed that a person would have to know of.
`

/** Writes the whole page. */
export function renderFaults(sections: readonly MatrixSection[], words: readonly CodeWords[]): string {
  return [HEAD, ...sections.map(renderSection), renderWords(words)].join('\n')
}

function renderSection({ title, columns, rows }: MatrixSection): string {
  const lines = rows.map(({ fault, outcomes }) => tableLine([fault, ...outcomes.map(renderOutcome)]))
  const head = [tableLine(['fault', ...columns]), tableLine(['---', ...columns.map(() => '---')])]
  return `${[`## ${title}`, '', ...head, ...lines].join('\n')}\n`
}

function renderOutcome({ code, state, next }: Outcome): string {
  return `${code === null ? 'no code' : `**${code}**`} → ${state} → ${next}`
}

function renderWords(words: readonly CodeWords[]): string {
  const lines = words.map((one) => tableLine([`**${one.code}**`, one.what, one.safe, one.next]))
  const head = [
    tableLine(['code', 'what happened', 'what is safe', 'what to do']),
    tableLine(['---', '---', '---', '---']),
  ]
  const lead =
    'A sale whose outcome is unknown is always told in the words of OUTCOME_UNKNOWN, whatever the code.'
  return `${['## What the screen says', '', lead, '', ...head, ...lines].join('\n')}\n`
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
