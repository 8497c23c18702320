import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from './call.ts'
import { joined } from './joined.ts'
import { keys } from './keys.ts'

const makeBackup = joined(() => call('backups.make', {}))
const openFile = joined(() => call('backups.openFile', {}))
const chooseFolder = joined(() => call('backups.chooseFolder', {}))
const restore = joined((name: string) => call('backups.restore', { name }))
const salvage = joined(() => call('book.salvage', {}))

/** How much of the list may have grown older while the screen stands, ms: "newer in the book" counts on. */
const VIEW_AGAIN_MS = 30_000

/** The backups of the open book, and where they go; none where they are not asked for. */
export function useBackups(isAsked = true) {
  return useQuery({
    enabled: isAsked,
    queryKey: keys.backups(),
    queryFn: () => call('backups.view', {}),
    staleTime: 0,
    refetchInterval: VIEW_AGAIN_MS,
  })
}

/** What the providers' lists hold that the open book was put back without; null where nothing is asked back. */
export function useAskedBack() {
  return useQuery({
    queryKey: [...keys.backups(), 'askedBack'],
    queryFn: () => call('backups.askedBack', {}),
    staleTime: 0,
  })
}

const takeIn = joined((link: { readonly accountId: string; readonly ref: string }) =>
  call('backups.takeIn', link),
)

/** Takes a link that only its provider knows into the book; gives the number of its sale. */
export function useTakeIn() {
  return useMutation({ mutationFn: takeIn })
}

/** Says that a person has dealt with it, so that it is told no more. */
export function useAskedBackDone() {
  return useMutation({ mutationFn: () => call('backups.askedBackDone', {}) })
}

/** What going back to a backup means; null asks for none. */
export function useRestorePreview(name: string | null) {
  return useQuery({
    queryKey: [...keys.backups(), 'preview', name],
    queryFn: () => call('backups.preview', { name: name ?? '' }),
    enabled: name !== null,
    staleTime: 0,
  })
}

/** Says that what was put in the book's place has been read. */
export function useNewsRead() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call('backups.newsRead', {}),
    onSettled: () => client.invalidateQueries({ queryKey: keys.overview() }),
  })
}

/** Makes a backup at once. */
export function useMakeBackup() {
  return useMutation({ mutationFn: makeBackup })
}

/** Puts a backup in the book's place; what is `done` then is done also where the screen that asked is gone by then. */
export function useRestore(done: () => void) {
  return useMutation({
    mutationFn: restore,
    onSuccess: done,
  })
}

/** Saves what can be read of the damaged book into a new one in its place. */
export function useSalvage(done: () => void) {
  return useMutation({ mutationFn: salvage, onSuccess: done })
}

/** Asks for the file of a book or a backup, and puts it in the book's place. */
export function useOpenBookFile() {
  return useMutation({ mutationFn: openFile })
}

/** Asks for a second folder. */
export function useChooseBackupFolder() {
  return useMutation({ mutationFn: chooseFolder })
}

/** Copies no backups to the second folder any more. */
export function useLeaveBackupFolder() {
  return useMutation({ mutationFn: () => call('backups.leaveFolder', {}) })
}

/** Shows the folder of the backups. */
export function useShowBackups() {
  return useMutation({ mutationFn: () => call('backups.showFolder', {}) })
}
