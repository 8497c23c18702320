import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp, type TestApp, temporaryFolder } from '../support/app/host.ts'
import { contractCases } from '../support/shop/contract-cases.ts'

const folder = temporaryFolder()
let shop: TestApp
beforeAll(async () => {
  shop = await startTestApp({ folder: folder.path })
})
afterAll(async () => {
  await shop.app.close()
  folder.clean()
})

const WINDOW = { frameMissing: false, isMainFrame: true, webContentsId: 1, url: 'app://bundle/index.html' }

describe('the contract, in-process', () => {
  it.each(contractCases)('$name', async ({ run }) => {
    await run((route, input) => shop.app.call(WINDOW, route, input))
  })

  it.each([
    { ...WINDOW, webContentsId: 3 },
    { ...WINDOW, isMainFrame: false },
    { ...WINDOW, frameMissing: true },
    { ...WINDOW, url: 'https://bundle/index.html' },
    { ...WINDOW, url: 'app://bundle.example/' },
  ])('a call from %o is refused before anything is looked up', async (sender) => {
    const answer = await shop.app.call(sender, 'app.overview', {})
    expect(answer.ok ? '' : answer.error.code).toBe('SENDER_REFUSED')
  })
})
