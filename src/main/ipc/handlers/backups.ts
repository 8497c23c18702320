import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'

/** The routes about the backups of the open book. */
export function backupsHandlers({ books }: AppPort) {
  return {
    'backups.view': async () => ok(await books.backups.view()),
    'backups.make': () => books.backups.make(),
    'backups.chooseFolder': () => books.backups.chooseFolder(),
    'backups.leaveFolder': () => books.backups.leaveFolder(),
    'backups.showFolder': async () => {
      books.backups.showFolder()
      return ok(null)
    },
    'backups.newsRead': async () => books.backups.read(),
    'backups.askedBack': async () => ok(books.askedBack.view()),
    'backups.askedBackDone': async () => books.askedBack.putAway(),
    'backups.preview': ({ name }) => books.backups.preview(name),
    'backups.openFile': () => books.openFile(),
    'backups.restore': ({ name }) => books.restore(name),
  } satisfies Partial<Handlers>
}
