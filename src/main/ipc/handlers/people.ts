import { ok } from '../../../shared/contract/plain/envelope.ts'
import type { CallContext, Handlers } from '../router/handlers-type.ts'
import type { AppPort } from './app-port.ts'

/** Whose name is written beside an act: whoever is signed in, or the name that was typed in the settings; empty for none. */
export function callerName(app: Pick<AppPort, 'settings'>, { person }: Pick<CallContext, 'person'>): string {
  return person.signedIn?.name ?? app.settings().cashier
}

/** The routes about the people of this till, and of what of the settings is everybody's. */
export function peopleHandlers(app: AppPort) {
  const { people } = app
  return {
    'people.view': async (_, { person }) => ok(people.view(person)),
    'people.setUp': (asked) => people.setUp(asked),
    'people.add': (asked, { person }) => people.add(person, asked),
    'people.change': (asked, { person }) => people.change(person, asked),
    'people.setPin': (asked, { person }) => people.setPin(person, asked),
    'people.setOwnPin': (asked, { person }) => people.setOwnPin(person, asked),
    'people.setOwnLanguage': ({ language }, { person }) => people.setOwnLanguage(person, language),
    'people.putAway': ({ id }, { person }) => people.putAway(person, id),
    'people.takeBack': ({ id }, { person }) => people.takeBack(person, id),
    'people.keepAutoLock': ({ minutes }, { person }) => people.keepAutoLock(person, minutes),
    'people.endAll': (_, { person }) => people.endAll(person),
    'people.signIn': (asked) => people.signIn(asked),
    'people.lock': async () => ok(people.lock()),
    'people.active': async () => {
      people.active()
      return ok(null)
    },
    'people.resetOwner': (asked, { person }) => people.resetOwner(person, asked),
    'people.noticeRead': (read, { person }) => people.noticeRead(person, read),
    'settings.setOwn': async (change) => {
      const defined = Object.entries(change).filter(([, value]) => value !== undefined)
      return app.setSettings(Object.fromEntries(defined))
    },
    'settings.keepAccount': async ({ id }) => app.setSettings({ lastAccountId: id }),
  } satisfies Partial<Handlers>
}
