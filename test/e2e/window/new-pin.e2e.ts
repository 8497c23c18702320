import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { electronLaunch, ROOT, standInLaunch } from '../../../tools/launch.ts'
import { callFrom } from '../../../tools/tour/window.ts'
import { onEveryLauncher } from '../../support/window/launchers/index.ts'
import { SIZES } from '../../support/window/look.ts'
import { openSampleShop, type SampleShop } from '../../support/window/sample-shop.ts'

onEveryLauncher('an owner who lost the PIN', (launcher) => {
  let shop: SampleShop
  afterEach(() => shop?.close())

  /** Starts the app's own program in a terminal, with what is typed there. */
  async function newPin(typed: string) {
    const launch = launcher === 'electron' ? electronLaunch() : standInLaunch()
    if (!launch) throw new Error('nothing opens the app here')
    const own = [ROOT, '--headless', `--user-data-dir=${shop.userDataDir}`]
    const child = spawn(launch.command, [...launch.args, ...own, 'people', 'new-pin'], {
      env: { ...process.env, ...launch.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const ended = new Promise<number | null>((over) => child.once('exit', over))
    child.stdin.end(typed)
    const [answer, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
    return { code, answer, said }
  }

  it('gets a new one in a terminal while the app is closed, and not while it is open', async () => {
    shop = await openSampleShop({ launcher, size: SIZES[1] }, 20)
    const { people } = await callFrom(shop.page, 'people.setUp', { name: 'Nadia', pin: '2468' })
    const id = people[0]?.id ?? ''
    const open = await newPin('864200\n864200\n')
    expect([open.code, open.answer]).toEqual([1, ''])
    expect(open.said).toContain('Counterfoil is open')
    let closed: Awaited<ReturnType<typeof newPin>> | null = null
    shop = await shop.restart('close', async () => {
      closed = await newPin('864200\n864200\n')
    })
    expect(closed).toMatchObject({ code: 0, said: '' })
    const signed = await callFrom(shop.page, 'people.signIn', { id, pin: '864200' })
    expect(signed).toMatchObject({
      state: { kind: 'signedIn', id },
      notice: { how: 'terminal', name: 'Nadia' },
    })
  })
})
