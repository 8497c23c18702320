import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RouteInput } from '../../../shared/contract/routes/index.ts'
import type { ImportRow } from '../../../shared/contract/shapes/books/imports.ts'
import { call } from '../call.ts'
import { joined } from '../joined.ts'
import { keys } from '../keys.ts'
import type { ListTypes, Stretches } from '../lists/sources.ts'

/** The rows of a file as a list that is read by place. */
export interface ImportTypes extends ListTypes {
  readonly filter: ListTypes['filter'] & { readonly previewId: string }
  readonly by: 'trouble'
  readonly row: ImportRow
}

export const IMPORT_ROWS: Stretches<ImportTypes> = {
  name: 'import',
  stretch: ({ filter: { previewId } }, from, limit) => call('imports.rows', { previewId, from, limit }),
  first: async () => null,
}

/** The imports of the book and the one under way, which is read each second in case an event was lost. */
export function useImports() {
  return useQuery({
    queryKey: keys.imports(),
    queryFn: () => call('imports.view', {}),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.running ? 1_000 : false),
  })
}

const choose = joined(() => call('imports.choose', {}))

/** Asks for a file of past sales; null where the dialog was closed. */
export function useChooseImport() {
  return useMutation({ mutationFn: choose })
}

/** Looks at a chosen file again, written in another way. */
export function useLookAtImport() {
  return useMutation({ mutationFn: (input: RouteInput<'imports.look'>) => call('imports.look', input) })
}

/**
 * What will happen with a file, read as it is asked; not asked for where `asked` is null. While an import is taken or undone the book says
 * something else at each moment: it is asked for then once the one that runs has ended, which `nth` counts.
 */
export function useImportPreview(
  asked: RouteInput<'imports.preview'> | null,
  { nth, isBusy }: { readonly nth: number; readonly isBusy: boolean },
) {
  return useQuery({
    queryKey: keys.importPreview(asked ?? {}, nth),
    queryFn: () => (asked === null ? null : call('imports.preview', asked)),
    enabled: asked !== null && !isBusy,
    staleTime: 0,
    gcTime: 0,
  })
}

/** Begins to take what was shown; where that is no longer true it is read anew. */
export function useTakeImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: RouteInput<'imports.take'>) => call('imports.take', input),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.imports() }),
    onError: () => client.invalidateQueries({ queryKey: ['importPreview'] }),
  })
}

/** Gives up what is being taken. */
export function useCancelImport() {
  return useMutation({ mutationFn: () => call('imports.cancel', {}) })
}

/** Begins to undo an import as a whole. */
export function useUndoImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (importId: string) => call('imports.undo', { importId }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.imports() }),
  })
}

/** Asks where to save the rows that are not taken; null where the dialog was closed. */
export function useSaveOthers() {
  return useMutation({
    mutationFn: (input: RouteInput<'imports.saveOthers'>) => call('imports.saveOthers', input),
  })
}
