import { describe, expect, it } from 'vitest'
import { type Sender, windowOf } from '../../../../src/main/ipc/router/sender.ts'
import type { WindowRole } from '../../../../src/shared/contract/plain/rights.ts'

/** A display's window and a till's. */
const rules = {
  allowedOrigins: ['app://bundle'],
  windows: new Map<number, WindowRole>([
    [1, 'display'],
    [7, 'till'],
  ]),
}
const honest: Sender = {
  frameMissing: false,
  isMainFrame: true,
  webContentsId: 7,
  url: 'app://bundle/index.html',
}

describe('the sender check', () => {
  it.each(['app://bundle/', 'app://bundle', 'app://bundle/index.html#/books', 'app://bundle/a/b?c=d'])(
    'lets our own page %s call',
    (url) => {
      expect(windowOf({ ...honest, url }, rules)).toBe('till')
    },
  )

  it.each([
    ['a frame that is gone', { frameMissing: true }],
    ['a frame within the page', { isMainFrame: false }],
    ['a window that is not ours', { webContentsId: 2 }],
    ['developer tools', { url: 'devtools://devtools/bundled/devtools_app.html' }],
    ['a host that begins like ours', { url: 'app://bundle.evil/index.html' }],
    ['a host that ends like ours', { url: 'app://evil.bundle/index.html' }],
    ['another host', { url: 'app://evil/index.html' }],
    ['our name as a user', { url: 'app://bundle@evil/index.html' }],
    ['a user on our host', { url: 'app://evil@bundle/index.html' }],
    ['an empty user on our host', { url: 'app://@bundle/index.html' }],
    ['a user and a password', { url: 'app://a:b@bundle/' }],
    ['a port on our host', { url: 'app://bundle:80/index.html' }],
    ['another letter case', { url: 'app://BUNDLE/index.html' }],
    ['our address in a query', { url: 'https://evil.example/?x=app://bundle' }],
    ['our address in a path', { url: 'https://evil.example/app://bundle/' }],
    ['our address in a fragment', { url: 'https://evil.example/#app://bundle/' }],
    ['another scheme on our host', { url: 'https://bundle/index.html' }],
    ['a scheme that begins like ours', { url: 'apps://bundle/index.html' }],
    ['a scheme without host', { url: 'app:bundle/index.html' }],
    ['a single slash', { url: 'app:/bundle/index.html' }],
    ['three slashes', { url: 'app:///bundle/index.html' }],
    ['backslashes', { url: 'app:\\\\bundle\\index.html' }],
    ['a blob of ours', { url: 'blob:app://bundle/0f9d' }],
    ['a data address', { url: 'data:text/html,app://bundle' }],
    ['a script address', { url: 'javascript:app://bundle' }],
    ['a file', { url: 'file:///app/bundle/index.html' }],
    ['a blank page', { url: 'about:blank' }],
    ['a srcdoc', { url: 'about:srcdoc' }],
    ['nothing', { url: '' }],
    ['a space before', { url: ' app://bundle/' }],
    ['a line break within', { url: 'app://bun\ndle/' }],
    ['a zero byte', { url: 'app://bundle\u0000/' }],
    ['no address at all', { url: 'not an address' }],
  ] as const)('refuses %s', (_who, change) => {
    expect(windowOf({ ...honest, ...change }, rules)).toBeNull()
  })

  it('lets the development server call only where it is named, port and all', () => {
    const served = { ...honest, url: 'http://localhost:5173/index.html' }
    expect(windowOf(served, rules)).toBeNull()
    const dev = { ...rules, allowedOrigins: ['http://localhost:5173'] }
    expect(windowOf(served, dev)).toBe('till')
    expect(windowOf({ ...served, url: 'http://localhost:5174/' }, dev)).toBeNull()
    expect(windowOf({ ...served, url: 'https://localhost:5173/' }, dev)).toBeNull()
    expect(windowOf({ ...served, url: 'http://localhost:5173.evil.example/' }, dev)).toBeNull()
    expect(windowOf(honest, dev)).toBeNull()
  })

  it('lets nobody call where no origin, or an unreadable one, is allowed', () => {
    for (const allowedOrigins of [[], [''], ['app:'], ['about:blank'], ['data:,x']]) {
      for (const url of [honest.url, '', 'about:blank', 'data:,x', 'app:x']) {
        expect(windowOf({ ...honest, url }, { ...rules, allowedOrigins })).toBeNull()
      }
    }
  })
})
