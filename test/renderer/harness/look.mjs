// Takes a picture of every screen with made-up data, in both themes and two sizes, and asks axe about each.
// Use: node test/renderer/harness/look.mjs <folder> [part of a scene's name]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import decodeQR from 'qr/decode.js'
import { build, preview } from 'vite'
import { config } from '../../support/looks/harness-config.mjs'

const folder = process.argv[2] ?? 'look-output'
const only = process.argv[3] ?? ''
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1024, height: 640 },
  { width: 1920, height: 1080 },
  { width: 800, height: 1280 },
]
const place = (name) => (page) => page.getByRole('button', { name, exact: true }).click()
const inSale = (status) => async (page) => {
  await page.getByRole('button', { name: 'Invoices', exact: true }).click()
  await page.getByRole('button', { name: /Filter/ }).click()
  await page
    .locator('label', { has: page.getByRole('checkbox') })
    .filter({ hasText: new RegExp(`^${status}`) })
    .first()
    .click()
  await page.keyboard.press('Escape')
  await page.getByRole('row').nth(1).click()
  await page.getByRole('button', { name: 'Show at the counter' }).click()
}
const inBackups = async (page) => {
  await place('Books')(page)
  await page.getByRole('tab', { name: 'Backups' }).click()
}
const inMonth = async (page) => {
  await place('Books')(page)
  await page.getByRole('tab', { name: 'Month' }).click()
}
const inPeople = async (page) => {
  await place('Settings')(page)
  await page.locator('#settings-people').scrollIntoViewIfNeeded()
}
const openFirst = async (page) => {
  await place('Invoices')(page)
  await page.getByRole('row').nth(4).click()
}
const hiding = (act) => async (page) => {
  await act(page)
  await page.keyboard.press('F10')
}
const exporting = async (page) => {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('button', { name: /^Export \d/ }).click()
}
const SHOTS = [
  [
    'exports-running',
    'live',
    async (page) => {
      await place('Books')(page)
      await page.getByRole('tab', { name: 'Export' }).click()
      await exporting(page)
      await exporting(page)
    },
  ],
  ['first-run', 'first-run', async () => undefined],
  ['first-run-account', 'first-run', place('Continue')],
  ['counter', 'live', (page) => page.keyboard.type('1250')],
  ['counter-fault', 'live', (page) => page.keyboard.type('300')],
  ['counter-items', 'items', async () => undefined],
  ['counter-tape', 'live', (page) => page.keyboard.type('1200+300*4+75', { delay: 60 })],
  [
    'counter-basket',
    'items',
    async (page) => {
      await page.keyboard.type('3*', { delay: 60 })
      await page.getByRole('button', { name: /^Coffee/ }).click()
      await page.getByRole('button', { name: /^Bread/ }).click()
      await page.keyboard.press('F2')
      await page.keyboard.type('450', { delay: 60 })
    },
  ],
  ['settings-items', 'items', place('Settings')],
  [
    'settings-item',
    'items',
    async (page) => {
      await place('Settings')(page)
      await page.getByRole('button', { name: 'Edit Coffee' }).click()
    },
  ],
  [
    'settings-quick',
    'items',
    async (page) => {
      await place('Settings')(page)
      await page.getByRole('heading', { name: 'Quick amounts' }).scrollIntoViewIfNeeded()
    },
  ],
  ['counter-empty', 'empty', async () => undefined],
  ['sale-open', 'live', inSale('Waiting for payment')],
  ['sale-creating', 'live', inSale('Creating link')],
  ['sale-paid', 'live', inSale('Paid')],
  ['sale-underpaid', 'live', inSale('Underpaid')],
  ['sale-overpaid', 'live', inSale('Overpaid')],
  ['sale-failed', 'live', inSale('Failed')],
  ['sale-unknown', 'live', inSale('Outcome unknown')],
  ['sale-expired', 'live', inSale('Expired')],
  [
    'sale-abandon',
    'live',
    async (page) => {
      await inSale('Waiting for payment')(page)
      await page.keyboard.press('Escape')
    },
  ],
  ['practice-open', 'practice', inSale('Waiting for payment')],
  ['practice-underpaid', 'practice', inSale('Underpaid')],
  ['sale-abandoned', 'live', inSale('Given up')],
  ['month', 'month', inMonth],
  ['month-many', 'month-many', inMonth],
  [
    'month-many-charts',
    'month-many',
    async (page) => {
      await inMonth(page)
      await page.getByRole('radio', { name: 'Charts' }).click()
      await page.getByRole('img').first().waitFor()
    },
  ],
  [
    'month-charts',
    'month',
    async (page) => {
      await inMonth(page)
      await page.getByRole('radio', { name: 'Charts' }).click()
      await page.getByRole('img').first().waitFor()
    },
  ],
  ...['live', 'empty', 'list-unread'].map((scene) => [`month-${scene}`, scene, inMonth]),
  ['invoices', 'live', place('Invoices')],
  [
    'invoices-pane',
    'live',
    async (page) => {
      await place('Invoices')(page)
      await page.getByRole('row').nth(4).click()
    },
  ],
  [
    'invoices-views',
    'live',
    async (page) => {
      await place('Invoices')(page)
      await page.locator('.saved-button').click()
      await page.getByRole('menu').waitFor()
    },
  ],
  ...['list-slow', 'list-unread'].map((scene) => [`invoices-${scene}`, scene, place('Invoices')]),
  [
    'invoices-list-million',
    'list-million',
    async (page) => {
      await place('Invoices')(page)
      const grid = page.getByRole('grid', { name: 'Invoices' })
      const stands = async (to, number) => {
        await grid.evaluate((one, part) => {
          one.scrollTop = (one.scrollHeight - one.clientHeight) * part
        }, to)
        await page.getByRole('row', { name: number }).first().waitFor()
      }
      await stands(0.5, /CF-5000/)
      await stands(1, /CF-000001/)
      await grid.focus()
      await page.keyboard.press('Home')
      await page.getByRole('row', { name: /CF-1000000/ }).waitFor()
      await page.keyboard.press('End')
      for (let n = 0; n < 30; n += 1) await page.keyboard.press('k')
      await page.getByRole('row', { name: /CF-000031/ }).waitFor()
      await page.getByText('Row 999,970 of 1,000,000').waitFor()
    },
  ],
  [
    'attention',
    'live',
    async (page) => {
      await place('Invoices')(page)
      await page.getByRole('radio', { name: /Needs attention/ }).click()
      await page.getByText('Show handled').click()
    },
  ],
  [
    'attention-settle',
    'live',
    async (page) => {
      await place('Invoices')(page)
      await page.getByRole('radio', { name: /Needs attention/ }).click()
      await page.getByRole('row').nth(2).click()
      await page.keyboard.press('h')
    },
  ],
  [
    'attention-empty',
    'empty',
    async (page) => {
      await place('Invoices')(page)
      await page.getByRole('radio', { name: /Needs attention/ }).click()
    },
  ],
  [
    'books',
    'live',
    async (page) => {
      await place('Books')(page)
      await place('Export receipts')(page)
      await page.getByRole('button', { name: 'Show the file' }).waitFor()
    },
  ],
  ['backups', 'live', inBackups],
  ...['none', 'old', 'making', 'full', 'failed', 'away', 'many', 'restored'].map((one) => [
    `backups-${one}`,
    `backups-${one}`,
    inBackups,
  ]),
  [
    'backups-restore',
    'live',
    async (page) => {
      await inBackups(page)
      await page.getByRole('row').nth(4).getByRole('button').click()
    },
  ],
  ['settings', 'locked', place('Settings')],
  [
    'watching',
    'live',
    async (page) => {
      await place('Settings')(page)
      await page
        .getByRole('region', { name: 'Live statuses' })
        .getByText('OxaPay')
        .first()
        .scrollIntoViewIfNeeded()
    },
  ],
  [
    'settings-add',
    'live',
    async (page) => {
      await place('Settings')(page)
      await place('Add account')(page)
    },
  ],
  ['locked', 'locked', async () => undefined],
  ['people-none', 'live', inPeople],
  [
    'people-set-up',
    'live',
    async (page) => {
      await inPeople(page)
      await place('Set up people…')(page)
    },
  ],
  ['people-owner', 'people-owner', inPeople],
  [
    'people-add',
    'people-owner',
    async (page) => {
      await inPeople(page)
      await place('Add a person')(page)
    },
  ],
  ['people-notice', 'people-notice', async () => undefined],
  ['people-locked', 'people-locked', async () => undefined],
  [
    'people-wrong',
    'people-locked',
    async (page) => {
      await page.keyboard.press('3')
      await page.keyboard.type('9999', { delay: 120 })
      await page.keyboard.press('Enter')
      await page.locator('.field-error').waitFor()
    },
  ],
  [
    'people-forgot',
    'people-locked',
    async (page) => {
      await page.keyboard.press('1')
      await place('I forgot my PIN')(page)
    },
  ],
  [
    'people-terminal',
    'people-terminal',
    async (page) => {
      await page.keyboard.press('1')
      await place('I forgot my PIN')(page)
    },
  ],
  ['people-broken', 'people-broken', async () => undefined],
  [
    'people-switch',
    'people-cashier',
    async (page) => {
      await page.keyboard.type('1250', { delay: 60 })
      await page.keyboard.press('Control+l')
      await page.getByRole('dialog').waitFor()
    },
  ],
  ...['cashier', 'bookkeeper'].flatMap((role) => [
    [`people-${role}-counter`, `people-${role}`, (page) => page.keyboard.type('1250', { delay: 60 })],
    [`people-${role}-invoices`, `people-${role}`, openFirst],
    [`people-${role}-books`, `people-${role}`, place('Books')],
    [`people-${role}-settings`, `people-${role}`, place('Settings')],
  ]),
  ['people-cashier-sale', 'people-cashier', inSale('Overpaid')],
  ['people-bookkeeper-sale', 'people-bookkeeper', inSale('Underpaid')],
  ['people-bookkeeper-backups', 'people-bookkeeper', inBackups],
  ['hidden-counter', 'live', hiding(async () => undefined)],
  ['hidden-sale', 'live', hiding(inSale('Waiting for payment'))],
  ['hidden-invoices', 'live', hiding(openFirst)],
  ['hidden-month', 'month', hiding(inMonth)],
  ...[
    ...['newer', 'behind', 'behind-kept', 'behind-little', 'gone', 'damaged', 'no-book', 'silent'],
    ...['checking', 'checking-unread', 'full', 'read-only'],
  ].map((scene) => [`stopped-${scene}`, scene, async () => undefined]),
  ['stopped-go-on', 'behind', place('Continue…')],
  ['stopped-begin-new', 'gone', place('Start new…')],
  ['stopped-read', 'behind', place('Open for reading')],
  [
    'stopped-no-sale',
    'full',
    async (page) => {
      await page.keyboard.type('1250', { delay: 60 })
      await page.keyboard.press('Enter')
    },
  ],
  [
    'stopped-still-so',
    'gone',
    async (page) => {
      await place('Check again')(page)
      await page.getByText('nothing has changed').waitFor()
    },
  ],
]

mkdirSync(folder, { recursive: true })
const site = join(folder, 'site')
await build({ ...config, build: { ...config.build, outDir: resolve(site), emptyOutDir: true } })
const server = await preview({ ...config, build: { ...config.build, outDir: resolve(site) } })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const found = []

/** Reads the text of the code in a picture, from its pixels. */
async function decoded(context, png) {
  const page = await context.newPage()
  const image = await page.evaluate(
    async (url) => {
      const picture = new Image()
      picture.src = url
      await picture.decode()
      const canvas = new OffscreenCanvas(picture.width, picture.height)
      const pen = canvas.getContext('2d')
      pen.drawImage(picture, 0, 0)
      const { width, height, data } = pen.getImageData(0, 0, picture.width, picture.height)
      return { width, height, data: [...data] }
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  await page.close()
  try {
    return decodeQR({ ...image, data: Uint8ClampedArray.from(image.data) })
  } catch (error) {
    return String(error)
  }
}
for (const colorScheme of ['light', 'dark']) {
  for (const viewport of SIZES) {
    const context = await browser.newContext({ viewport, colorScheme })
    for (const [name, scene, act] of SHOTS) {
      if (!name.includes(only)) continue
      const page = await context.newPage()
      page.on('pageerror', (error) => found.push({ name, error: String(error) }))
      page.on('console', (message) => {
        if (message.type() === 'error') found.push({ name, console: message.text().slice(0, 400) })
      })
      page.setDefaultTimeout(6_000)
      try {
        await page.goto(`http://localhost:5199/?scene=${scene}`)
        await page.locator('main').first().waitFor()
        await page.waitForTimeout(150)
        await act(page)
        await page.waitForTimeout(250)
      } catch (error) {
        found.push({ name, failed: String(error).slice(0, 400) })
      }
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${viewport.width}.png`) })
      const code = page.getByRole('img', { name: 'QR code of the payment link' })
      // A dialog's veil hides the code on purpose.
      if ((await code.count()) > 0 && name !== 'sale-abandon') {
        const text = await decoded(context, await code.screenshot())
        if (!text.startsWith('https://pay.example.test/')) found.push({ name, colorScheme, qr: text })
      }
      const overflows = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      if (overflows) found.push({ name, viewport: viewport.width, overflows })
      await page.evaluate(axe)
      const result = await page.evaluate(() => window.axe.run())
      for (const violation of result.violations) {
        found.push({
          name,
          colorScheme,
          width: viewport.width,
          rule: violation.id,
          nodes: violation.nodes
            .slice(0, 4)
            .map((node) => `${node.html.slice(0, 160)} :: ${node.any[0]?.message ?? ''}`),
        })
      }
      await page.close()
    }
    await context.close()
  }
}
writeFileSync(join(folder, 'found.json'), JSON.stringify(found, null, 2))
console.log(`${found.length} findings`)
await browser.close()
await server.close()
