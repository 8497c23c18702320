import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { servePractice } from '../src/main/practice/server.ts'
import { PROVIDER_IDS } from '../src/shared/contract/plain/provider-ids.ts'
import { launchUsual } from '../test/support/window/launchers/usual.ts'
import { ensureBuilt } from './build.ts'
import { ROOT } from './launch.ts'
import { type Arrival, compareArrivals } from './tour/compare.ts'
import { takePictures } from './tour/pictures.ts'
import { TOUR, type TourSale } from './tour/sales.ts'
import { addAccounts, callFrom, chooseAccount, goTo, sell } from './tour/window.ts'

/**
 * The main job without a screen: a sale with each provider against the simulators, paid exactly, short, over and late,
 * then the CSV, read back and compared with the simulators' own log. Everything lands in `tour-output/`. With
 * `--pictures` the README's pictures in `docs/pictures/` are taken anew afterwards.
 */
const OUTPUT = join(ROOT, 'tour-output')
const README_PICTURES = join(ROOT, 'docs', 'pictures')
const CSV = join(OUTPUT, 'receipts.csv')
const LATER_THAN_A_SECOND_MS = 1_200

const summary: string[] = []
function say(line: string): void {
  summary.push(line)
  console.log(line)
}

const { pictures: takesPictures } = parseArgs({ options: { pictures: { type: 'boolean' } } }).values
ensureBuilt()
rmSync(OUTPUT, { recursive: true, force: true })
mkdirSync(OUTPUT, { recursive: true })
const practice = await servePractice({ port: 0 })
const origins = Object.fromEntries(PROVIDER_IDS.map((id) => [id, `${practice.url}/${id}`]))
const userDataDir = mkdtempSync(join(tmpdir(), 'counterfoil-tour-'))
const app = await launchUsual({
  userDataDir,
  theme: 'light',
  size: { width: 1280, height: 800 },
  env: { COUNTERFOIL_PROVIDER_ORIGINS: JSON.stringify(origins) },
})
const { page } = app

let pictures = 0
async function picture(name: string): Promise<void> {
  pictures += 1
  await page.waitForTimeout(300)
  await page.screenshot({ path: join(OUTPUT, `${String(pictures).padStart(2, '0')}-${name}.png`) })
}

async function setUpShop(): Promise<void> {
  await page.getByRole('heading', { name: /Welcome/ }).waitFor()
  await picture('first-run')
  await addAccounts(page, practice.practice.credentials, TOUR)
  await callFrom(page, 'settings.set', { setupDone: true })
  await page.getByRole('toolbar', { name: 'Amount keypad' }).waitFor()
}

async function takeSale(sale: TourSale): Promise<boolean> {
  await goTo(page, 'Counter')
  const next = page.getByRole('button', { name: 'Next sale' })
  if ((await next.count()) > 0) await next.click()
  await chooseAccount(page, sale.label, sale.currency)
  await page.keyboard.press('Escape')
  await picture(`${sale.provider}-counter`)
  const invoiceId = await sell(page, sale.keys)
  await picture(`${sale.provider}-waiting`)
  const shown = await callFrom(page, 'invoices.get', { id: invoiceId })
  const ref = shown.links[0]?.providerRef ?? ''
  await pay(sale, ref)
  await callFrom(page, 'invoices.check', { id: invoiceId })
  const end = await callFrom(page, 'invoices.get', { id: invoiceId })
  await picture(`${sale.provider}-${sale.ends}`)
  const { invoice, receipts } = end
  say(
    `${invoice.number}  ${sale.label.padEnd(8)} asked ${invoice.asked.amount} ${invoice.asked.currency}, ` +
      `paid ${sale.how}: ${invoice.status}, received ${invoice.received.amount}, due ${invoice.due.amount}, ` +
      `${receipts.length} receipt${receipts.length === 1 ? '' : 's'}`,
  )
  return invoice.status === sale.ends
}

async function pay(sale: TourSale, ref: string): Promise<void> {
  const target = { provider: sale.provider, ref }
  if (sale.how === 'after expiry') {
    practice.practice.expire(target)
    await page.getByText('Expired', { exact: true }).first().waitFor()
    await picture(`${sale.provider}-expired`)
    await page.waitForTimeout(LATER_THAN_A_SECOND_MS)
  }
  const paid = practice.practice.pay(sale.pays === null ? target : { ...target, amount: sale.pays })
  if (!paid.ok) throw new Error(`the simulated customer could not pay: ${paid.message}`)
}

async function exportCsv(): Promise<readonly Arrival[]> {
  await app.answerSaveDialog(CSV)
  await goTo(page, 'Books')
  await page.getByRole('button', { name: /Export receipts/ }).click()
  await page.getByText(/rows? written/).waitFor()
  await picture('books-exported')
  return parse(readFileSync(CSV), { bom: true, columns: true }) as unknown as Arrival[]
}

let failed = false
try {
  await setUpShop()
  for (const sale of TOUR) failed = !(await takeSale(sale)) || failed
  await goTo(page, 'Invoices')
  await picture('invoices')
  await goTo(page, 'Settings')
  await picture('settings')
  const rows = await exportCsv()
  const { payments } = practice.practice.log()
  const log = payments.map((payment) => ({
    provider: payment.provider,
    currency: payment.receivedCurrency,
    amount: payment.receivedAmount,
  }))
  const compared = compareArrivals(rows, log)
  say(`receipts.csv: ${rows.length} rows; the simulators were paid ${payments.length} times`)
  for (const line of compared.lines) say(line)
  failed = failed || !compared.equal
  say(failed ? 'The tour FAILED: something above is not as it must be.' : 'The tour went as it must.')
} finally {
  writeFileSync(join(OUTPUT, 'summary.txt'), `${summary.join('\n')}\n`)
  await app.close()
  await practice.close()
  rmSync(userDataDir, { recursive: true, force: true })
}
console.log(`Pictures, CSV and summary are in ${relative(process.cwd(), OUTPUT) || OUTPUT}.`)
if (takesPictures && !failed) {
  await takePictures(README_PICTURES)
  console.log(`The README's pictures are in ${relative(process.cwd(), README_PICTURES)}.`)
}
process.exit(failed ? 1 : 0)
