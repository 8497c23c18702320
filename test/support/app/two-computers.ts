import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPromise } from 'yauzl'
import { ZipFile } from 'yazl'
import { readBundle } from '../../../src/main/ledger/copies/bundle-file.ts'
import { PROVIDER_IDS, type ProviderId } from '../../../src/shared/contract/plain/provider-ids.ts'
import type { PracticeServer } from '../shop/practice.ts'
import { eventually, startTestApp, type TestApp } from './host.ts'
import { testKeychain } from './vault-bench.ts'

/** The providers whose keys the first computer has. */
export const KEYS = PROVIDER_IDS
export const PASSPHRASE = 'four words or more'

const ASKED: Readonly<Record<ProviderId, { readonly currency: string; readonly amount: string }>> = {
  daisy: { currency: 'DAI', amount: '10' },
  oneshotpay: { currency: 'USD', amount: '12.50' },
  ocpay: { currency: 'DZD', amount: '7400' },
  oxapay: { currency: 'USDT', amount: '20' },
}

/** One computer with the app on it. */
export interface Computer {
  readonly app: TestApp
  /** Where its save dialog points at first. */
  readonly file: string
  /** Points it elsewhere; null closes it. */
  saveTo(path: string | null): void
}

/** Several computers, each with a folder of its own in `folder`; all sell through the simulators. */
export function computers(folder: string, server: PracticeServer) {
  const open = new Map<string, TestApp>()
  /** The first computer has a keychain of its own, the others have none. */
  const keychain = testKeychain()
  async function stop(name: string): Promise<void> {
    await open.get(name)?.app.close()
    open.delete(name)
  }
  return {
    /** Starts the app of a computer, anew where it runs; its file dialog gives this file. */
    async start(name: string, filePath: string | null = null): Promise<Computer> {
      await stop(name)
      const file = join(folder, name === 'a' ? 'moving.counterfoil' : `${name}.counterfoil`)
      let saved: string | null = file
      const app = await startTestApp({
        ...{ folder: join(folder, name), filePath, providerOrigins: server.origins },
        ...(name === 'a' && { keychain }),
        saveDialog: async () => saved,
      })
      open.set(name, app)
      return {
        app,
        file,
        saveTo(path) {
          saved = path
        },
      }
    },
    /** A sale as the counter sends it, but for its token. */
    sale: saleOf,
    harm,
    async close(): Promise<void> {
      for (const name of [...open.keys()]) await stop(name)
    },
  }
}

async function saleOf(app: TestApp, provider: ProviderId) {
  const accounts = await app.call('accounts.list', {})
  const accountId = accounts.find((one) => one.provider === provider)?.id ?? ''
  return { accountId, ...ASKED[provider], description: '', customerName: null, customerEmail: null }
}

/** Sells through the account of that provider, and waits until its link is there. */
export async function sellFor(app: TestApp, provider: ProviderId) {
  const sale = { token: crypto.randomUUID(), ...(await saleOf(app, provider)) }
  const { invoice } = await app.call('invoices.create', sale)
  const { id, number } = invoice
  const ref = await eventually(async () => {
    const { links } = await app.call('invoices.get', { id })
    return links[0]?.stage === 'live' ? links[0].providerRef : null
  })
  return { id, number, ref }
}

/** Makes a file for another computer into one that cannot be opened. */
async function harm(
  file: string,
  what: 'cut' | 'changed' | 'another' | 'newer' | 'newer keys' | 'gone' | 'other book',
): Promise<void> {
  const bytes = readFileSync(file)
  switch (what) {
    case 'cut':
      return truncateSync(file, bytes.length - 200)
    case 'changed': {
      const { book } = await readBundle(file)
      bytes[book.start + 400] = (bytes[book.start + 400] ?? 0) ^ 1
      return writeFileSync(file, bytes)
    }
    case 'another':
      return writeZip(file, { 'holiday.jpg': Buffer.from('a picture') })
    case 'newer':
      return changeParts(file, 'settings.json', { version: 2 })
    case 'newer keys':
      return changeParts(file, 'keys.json', { version: 2 })
    case 'gone':
      return rmSync(file)
    case 'other book':
      return
  }
}

async function changeParts(file: string, name: string, change: object): Promise<void> {
  const { book } = await readBundle(file)
  const whole = readFileSync(file)
  const parts: Record<string, Buffer> = {
    'book.sqlite.zst': whole.subarray(book.start, book.start + book.bytes),
  }
  for (const one of ['settings.json', 'witness.json', 'keys.json'])
    parts[one] = Buffer.from(await zipText(file, one))
  parts[name] = Buffer.from(JSON.stringify({ ...JSON.parse(`${parts[name]}`), ...change }))
  await writeZip(file, parts)
}

async function writeZip(path: string, parts: Readonly<Record<string, Buffer>>): Promise<void> {
  const zip = new ZipFile()
  for (const [name, bytes] of Object.entries(parts)) zip.addBuffer(bytes, name, { compress: false })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  writeFileSync(path, Buffer.concat(chunks))
}

/** Reads one text of a ZIP file; throws where there is none of that name. */
export async function zipText(file: string, name: string): Promise<string> {
  const zip = await openPromise(file, { autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== name) continue
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
      return Buffer.concat(chunks).toString('utf8')
    }
    throw new Error(`${name} is not in it`)
  } finally {
    zip.close()
  }
}
