import { afterAll, beforeAll, it } from 'vitest'
import type { Envelope } from '../../../src/shared/contract/plain/envelope.ts'
import { contractCases } from '../../support/shop/contract-cases.ts'
import { type LaunchedApp, launchApp, onEveryLauncher } from '../../support/window/launchers/index.ts'

interface BridgedWindow {
  readonly counterfoil: { call(route: unknown, input: unknown): Promise<Envelope<unknown>> }
}

onEveryLauncher('the contract, over the border', (launcher) => {
  let app: LaunchedApp
  beforeAll(async () => {
    app = await launchApp({ launcher })
    await app.page.getByRole('heading', { name: /Welcome/ }).waitFor()
  })
  afterAll(() => app.close())

  it.each(contractCases)('$name', async ({ run }) => {
    await run((route, input) =>
      app.page.evaluate(
        ([name, value]) => (globalThis as unknown as BridgedWindow).counterfoil.call(name, value),
        [route, input],
      ),
    )
  })
})
