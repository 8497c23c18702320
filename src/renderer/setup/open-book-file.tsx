import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { useOpenBookFile } from '../data/backups.ts'
import { type FoundFile, FoundFileDialog } from './found-file-dialog.tsx'
import { OpeningErrorWords } from './opening-error.tsx'

/** The way to an existing book: a backup, a plain book, or the file from another computer. */
export function OpenBookFile({ label }: { readonly label: string }) {
  const openFile = useOpenBookFile()
  const [found, setFound] = useState<FoundFile | null>(null)
  return (
    <>
      <Button
        needs="setUp"
        isPending={openFile.isPending}
        onPress={() =>
          openFile.mutate(undefined, {
            onSuccess: (chosen) => setFound(chosen?.kind === 'found' ? chosen : null),
          })
        }
      >
        {label}
      </Button>
      <OpeningErrorWords error={openFile.error} />
      {found && <FoundFileDialog file={found} onClose={() => setFound(null)} />}
    </>
  )
}
