import { EXPORT_COLUMNS } from '../../../src/shared/contract/plain/export-columns.ts'

const COLUMNS = Object.values(EXPORT_COLUMNS).flatMap(({ columns }) => columns.map(([name]) => name))

/** What reads alike in every language, as patterns: nobody translates it. */
export const VALUES: string[] = [
  // Names of products and providers.
  '\\b(Counterfoil|Daisy|OCPay|OxaPay|OneShotPay|1ShotPay|Excel|QuickBooks|Xero|Odoo)\\b',
  // What the made-up accounts are called.
  '^Account \\d, of a long name X\\d+$',
  // Letters and signs of keys, and the first letter of a name.
  '(?<!\\p{L})\\p{L}(?!\\p{L})',
  // What a sale is called by what was sold, which is kept with it.
  '^\\d+ x .+$',
  '^[^\\[\\]]*\\b(Coffee|Bread)\\b[^\\[\\]]*$',
  // What the columns of a file for programs are called.
  `^(${COLUMNS.join('|')})$`,
  // React Aria says these itself, in the languages that it knows.
  '^Dismiss$|^Clear search$',
  // Currencies, numbers of sales, codes.
  '\\b[A-Z]{2,6}\\b',
  '\\b[A-Z]{1,4}-?\\d[\\w-]*',
  '\\b[0-9a-f]{6,}\\b',
  // Days and hours as `Intl` writes them.
  '\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(day|sday|nesday|rsday|urday)?\\b',
  '\\b(Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\\b',
  // How long ago something was, as `Intl` writes it.
  '\\b\\d+ (sec|min)\\.? ago\\b',
  // Sizes as `Intl` writes them, and figures with a power.
  '\\d\\s?(bytes?|kB|MB|GB|TB|[MKBTmkbt]|bn|E\\d+)\\b',
  // Paths, addresses, names of files and of zones.
  '(\\w+:)?[\\\\/][\\w./\\\\-]+',
  '\\S+@\\S+',
  '\\b[\\w.-]+\\.(csv|json|xlsx|sqlite|pdf)\\b',
  '\\bAlgiers\\b',
]
