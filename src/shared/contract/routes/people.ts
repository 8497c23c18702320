import { z } from 'zod'
import { id, typedPassphrase } from '../shapes/atoms.ts'
import {
  autoLock,
  noticeRead,
  peopleView,
  personLanguage,
  personName,
  role,
  typedPin,
} from '../shapes/people.ts'
import { settings } from '../shapes/settings.ts'
import { none, nothing, read, write } from './route.ts'

/** The routes about the people of this till. Each that changes something answers with how it is now. */
export const peopleRoutes = {
  /** Who there is and who is signed in. Who is put away is told to an owner alone. */
  'people.view': read('enter', nothing, peopleView),
  /** Sets people up with their first owner, who is signed in then. ALREADY_DONE where they are. */
  'people.setUp': write('people', z.strictObject({ name: personName, pin: typedPin }), peopleView),
  'people.add': write('people', z.strictObject({ name: personName, role, pin: typedPin }), peopleView),
  /** LAST_OWNER where no owner would be left. */
  'people.change': write(
    'people',
    z.strictObject({ id, name: personName, role, language: personLanguage }),
    peopleView,
  ),
  /** Gives somebody another PIN, and ends a wait. */
  'people.setPin': write('people', z.strictObject({ id, pin: typedPin }), peopleView),
  /** One's own, for which the one of before is needed; a wrong one counts like any other. */
  'people.setOwnPin': write('ownLooks', z.strictObject({ current: typedPin, pin: typedPin }), peopleView),
  /** One's own language; null for the app's. CONFLICT where people were never set up. */
  'people.setOwnLanguage': write('ownLooks', z.strictObject({ language: personLanguage }), peopleView),
  'people.putAway': write('people', z.strictObject({ id }), peopleView),
  'people.takeBack': write('people', z.strictObject({ id }), peopleView),
  'people.keepAutoLock': write('people', z.strictObject({ minutes: autoLock }), peopleView),
  /** Nobody needs to sign in from now on, as before people were set up. */
  'people.endAll': write('people', nothing, peopleView),
  /** PIN_WRONG with `left`; PIN_WAIT with `seconds`, and the PIN was not looked at. The one of before stays signed in then. */
  'people.signIn': read('enter', z.strictObject({ id, pin: typedPin }), peopleView),
  'people.lock': read('enter', nothing, peopleView),
  /** A sign of life of whoever is at the till. */
  'people.active': read('enter', nothing, none),
  /**
   * A new PIN for an owner by the passphrase of the keys; nobody is signed in by it. Where people are broken they begin again
   * with one owner of this `name`, and what was there is put aside. WRONG_PASSPHRASE; PASSPHRASE_WAIT with `seconds`; CONFLICT where there is no passphrase.
   */
  'people.resetOwner': read(
    'enter',
    z.strictObject({
      passphrase: typedPassphrase,
      pin: typedPin,
      /** Which owner; null where people are broken. */
      id: id.nullable(),
      /** Used where people are broken. */
      name: personName.nullable(),
    }),
    peopleView,
  ),
  /** The owner has read that a PIN was set past the old one, or of the wrong passphrases up to the last that was told. */
  'people.noticeRead': read('people', noticeRead, peopleView),
  /** How the till looks and sounds, which is everybody's. */
  'settings.setOwn': write(
    'ownLooks',
    settings.pick({ theme: true, sound: true, volume: true }).partial(),
    settings,
  ),
  /** The account that was sold with last. */
  'settings.keepAccount': write('sell', z.strictObject({ id }), settings),
} as const
