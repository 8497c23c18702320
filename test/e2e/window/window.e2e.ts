import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, standInLaunch } from '../../../tools/launch.ts'
import { NODE_FLAGS } from '../../../tools/node-flags.mjs'
import {
  type LaunchedApp,
  launchApp,
  onEveryLauncher,
  whyMissing,
} from '../../support/window/launchers/index.ts'
import { processesWith, until } from '../../support/window/launchers/process-tree.ts'
import { freePort } from '../../support/window/launchers/standin.ts'

declare const document: {
  createElement(name: string): Record<string, unknown>
  readonly body: { append(node: unknown): void }
}
declare const window: Record<string, unknown>
declare const location: { href: string }

/** Runs a function in the page's own scripts, so that the page's policy applies to it. */
async function violationsOf(page: Page, act: () => void | Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seenViolations: seen })
    ;(window.addEventListener as (name: string, listener: (event: object) => void) => void)(
      'securitypolicyviolation',
      (event) => seen.push((event as { effectiveDirective: string }).effectiveDirective),
    )
  })
  await page.evaluate(act).catch(() => undefined)
  await page.waitForTimeout(300)
  return page.evaluate(() => window.seenViolations as string[])
}

onEveryLauncher('the window', (launcher) => {
  let app: LaunchedApp
  beforeAll(async () => {
    app = await launchApp({ launcher })
  })
  afterAll(() => app?.close())

  it('shows a page that came with the strict policy in its header', async () => {
    const policy = await app.page.evaluate(async () => {
      const { headers } = await (window.fetch as typeof fetch)(location.href).catch(() => ({ headers: null }))
      return headers?.get('content-security-policy') ?? null
    })
    // The policy itself forbids the page to fetch: that it cannot read the header is the proof that it has one.
    expect(policy).toBeNull()
    expect(await violationsOf(app.page, async () => void (await fetch(location.href)))).toContain(
      'connect-src',
    )
  })

  it('does not run an inline script', async () => {
    const violations = await violationsOf(app.page, () => {
      const script = document.createElement('script')
      Object.assign(window, { inlineRan: false })
      try {
        script.text = 'window.inlineRan = true'
      } catch {
        // Refused already as an untrusted text.
      }
      document.body.append(script)
    })
    expect(await app.page.evaluate(() => window.inlineRan)).toBe(false)
    expect(violations.some((name) => /script|trusted-types/.test(name))).toBe(true)
  })

  it('does not run an inline event handler', async () => {
    const violations = await violationsOf(app.page, () => {
      const image = document.createElement('img')
      Object.assign(window, { handlerRan: false })
      ;(image.setAttribute as (name: string, value: string) => void)('onerror', 'window.handlerRan = true')
      image.src = 'data:image/png;base64,broken'
      document.body.append(image)
    })
    expect(await app.page.evaluate(() => window.handlerRan)).toBe(false)
    expect(violations.some((name) => /script|trusted-types/.test(name))).toBe(true)
  })

  it('does not evaluate text as code', async () => {
    const outcome = await app.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          // From a timer, so that it is the page that asks and not the test's connection.
          setTimeout(() => {
            try {
              resolve(String(Reflect.apply(window.eval as (text: string) => unknown, null, ['6 * 7'])))
            } catch (error) {
              resolve((error as Error).name)
            }
          }, 0)
        }),
    )
    expect(outcome).toBe('EvalError')
  })

  it('does not open a second window', async () => {
    const opened = await app.page.evaluate(
      () => (window.open as (url: string) => unknown)('https://example.com') === null,
    )
    expect(opened).toBe(true)
    expect(app.page.context().pages()).toHaveLength(1)
    expect(app.output()).not.toContain('new windows')
  })

  it.each([
    'https://example.com/',
    'http://127.0.0.1:9/',
    'file:///etc/passwd',
    'data:text/html,gone',
    'other.html',
  ])('does not leave its page for %s', async (target) => {
    const before = app.page.url()
    await app.page.evaluate((url) => {
      location.href = url
    }, target)
    await app.page.waitForTimeout(300)
    expect(app.page.url()).toBe(before)
    expect(await app.page.evaluate(() => typeof window.counterfoil)).toBe('object')
  })

  it('offers the page one frozen object with two functions and nothing else of the main process', async () => {
    const found = await app.page.evaluate(() => {
      const bridge = window.counterfoil as Record<string, unknown>
      let replaced = true
      try {
        replaced = Reflect.set(window, 'counterfoil', {})
      } catch {
        replaced = false
      }
      return {
        names: Object.keys(bridge).sort(),
        kinds: Object.values(bridge).map((value) => typeof value),
        frozen: Object.isFrozen(bridge),
        replaced,
        node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter(
          (name) => name in window,
        ),
        bindings: Object.getOwnPropertyNames(window).filter((name) => /stand|playwright|ipc/i.test(name)),
      }
    })
    expect(found).toEqual({
      names: ['call', 'onEvent'],
      kinds: ['function', 'function'],
      frozen: true,
      replaced: false,
      node: [],
      bindings: [],
    })
  })

  it('answers a call for a route that is not there with an envelope, and refuses a route that is no name', async () => {
    const [envelope, refusal] = await app.page.evaluate(async () => {
      const { call } = window.counterfoil as { call(route: unknown, input: unknown): Promise<unknown> }
      return [
        await call('no.such.route', {}),
        await call('x'.repeat(101), {}).catch((error: Error) => error.message),
      ]
    })
    expect(envelope).toMatchObject({ ok: expect.any(Boolean) })
    expect(refusal).toContain('A route is a short, non-empty name.')
  })

  it('reaches no other place on the network', async () => {
    const reached = await app.page.evaluate(async () => {
      const ask = window.fetch as typeof fetch
      const tries = ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd']
      const answers = await Promise.all(
        tries.map((url) =>
          ask(url)
            .then(() => url)
            .catch(() => null),
        ),
      )
      return answers.filter((url) => url !== null)
    })
    expect(reached).toEqual([])
  })

  it('has its requests refused by the main process too, where the page’s policy would let them through', async () => {
    const session = await app.page.context().newCDPSession(app.page)
    await session.send('Page.setBypassCSP', { enabled: true })
    await app.page.reload()
    const failed = app.page.waitForEvent('requestfailed', (request) => request.url().includes('example.com'))
    await app.page.evaluate(
      () => void (window.fetch as typeof fetch)('https://example.com/').catch(() => null),
    )
    expect((await failed).failure()?.errorText).toContain('ERR_BLOCKED_BY_CLIENT')
    await session.send('Page.setBypassCSP', { enabled: false })
    await app.page.reload()
  })

  it('grants no permission', async () => {
    const state = await app.page.evaluate(
      () => (window.Notification as { readonly permission: string } | undefined)?.permission ?? 'denied',
    )
    expect(state).toBe('denied')
  })
})

onEveryLauncher('the end of the app', (launcher) => {
  it('ends every process when its window is closed', async () => {
    const app = await launchApp({ launcher })
    expect(processesWith(app.userDataDir).length).toBeGreaterThan(0)
    await app.close()
    expect(processesWith(app.userDataDir)).toEqual([])
  })

  it('leaves nothing behind when it is killed, and starts again on the same data', async () => {
    const first = await launchApp({ launcher })
    await first.kill()
    expect(processesWith(first.userDataDir)).toEqual([])
    const second = await launchApp({ launcher, userDataDir: first.userDataDir })
    expect(await second.page.evaluate(() => typeof window.counterfoil)).toBe('object')
    await second.close()
  })

  it('hands a second start on the same data to the first', async () => {
    const first = await launchApp({ launcher })
    await expect(launchApp({ launcher, userDataDir: first.userDataDir })).rejects.toThrow()
    expect(await first.page.evaluate(() => typeof window.counterfoil)).toBe('object')
    await first.close()
  })
})

describe.runIf(whyMissing('standin') === null)('the stand-in', () => {
  it('ends with the process that started it, however that one ended', async () => {
    const launch = standInLaunch()
    const userData = mkdtempSync(join(tmpdir(), 'counterfoil-data-'))
    // The browser is given it too, so that its own processes are told from those of other tests.
    const marker = `--remote-debugging-port=${await freePort()}`
    const args = JSON.stringify([
      ...(launch?.args ?? []),
      ROOT,
      '--headless',
      marker,
      `--user-data-dir=${userData}`,
    ])
    const script = `require('child_process').spawn(process.execPath, ${args}, { stdio: 'ignore' }); setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, [...NODE_FLAGS, '-e', script], {
      env: { ...process.env, ...launch?.env },
      stdio: 'ignore',
    })
    const profile = () => /counterfoil-standin-\w+/.exec(processesWith(marker).join('\n'))?.[0] ?? null
    await until('the browser is open', () => profile() !== null)
    const own = profile() ?? ''
    parent.kill('SIGKILL')
    await until('everything has ended', () => [marker, own].every((text) => processesWith(text).length === 0))
  })
})
