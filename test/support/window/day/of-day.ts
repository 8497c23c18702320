import { PEOPLE } from '../people.ts'

/** What people write on this day, each in the language of the till. */
export const DAYS = [
  {
    locale: 'en-GB',
    said: 'He comes back on Thursday for the rest',
    tag: 'thursday',
    why: 'He paid in cash',
  },
  { locale: 'fr-DZ', said: 'Il revient jeudi à l’heure du thé', tag: 'jeudi', why: 'Réglé en espèces' },
  { locale: 'ar-DZ', said: 'سيعود يوم الخميس مع أخيه', tag: 'الخميس', why: 'دفع الباقي نقدًا' },
] as const

const { leila, amine, noor } = PEOPLE
/** Those who are not the owner. */
export const OTHERS = [leila.name, amine.name, noor.name]
const SOLD = ['created', 'link_requested', 'link_made', 'status_changed']
const sold = (number: string, name: string) => SOLD.map((kind) => `${number} ${kind} ${name}`)

/** What the book names somebody for. */
export const WHO_DID_WHAT = [
  ...sold('PR-000001', amine.name),
  `PR-000001 note ${amine.name}`,
  ...sold('PR-000002', noor.name),
  `PR-000002 abandoned ${noor.name}`,
  ...sold('PR-000003', noor.name),
  ...sold('PR-000004', amine.name),
  ...['reviewed', 'tagged'].map((kind) => `PR-000001 ${kind} ${leila.name}`),
  `PR-000003 exception_settled ${leila.name}`,
  `book export ${leila.name}`,
]
/** What a provider tells, and what comes of it. */
export const NOBODYS = [
  ...['account_added', 'status_seen', 'receipt_seen', 'receipt_changed', 'status_changed'],
  'exception_raised',
]
