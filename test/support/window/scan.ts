import type { Page } from 'playwright-core'

const APART_MS = 4
const ENTER = { key: 'Enter', code: 'Enter', text: '\r', windowsVirtualKeyCode: 13 }
const TAB = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }
/** What scanners press behind a code. */
const ENDINGS = {
  none: [],
  Enter: [ENTER],
  Tab: [TAB],
  'Enter twice': [ENTER, ENTER],
  'Tab and Enter': [TAB, ENTER],
}

/** Sends a code as a scanner does: all keys at once, each with its instant, so that a busy machine does not make a hand of it. */
export async function scan(
  page: Page,
  code: string,
  last: keyof typeof ENDINGS = 'Enter',
  apartMs = APART_MS,
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const began = Date.now() / 1_000
  const keys = [...code].map((key) => ({ key, text: key }))
  await Promise.all(
    [...keys, ...ENDINGS[last]].map((key, index) =>
      session.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        ...key,
        timestamp: began + (index * apartMs) / 1_000,
      }),
    ),
  )
  await session.detach()
}
