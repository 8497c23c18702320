import { describe, expect, it } from 'vitest'
import { headersFor } from '../../src/main/electron/bundle-files.ts'
import { contentSecurityPolicy, developmentPolicy } from '../../src/main/electron/csp.ts'

function parse(policy: string): Map<string, string[]> {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/))
  return new Map(directives.map(([name = '', ...sources]) => [name, sources]))
}

describe('the content security policy of the built app', () => {
  const policy = parse(contentSecurityPolicy())

  it('allows the app’s own files by kind, and nothing else', () => {
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'media-src': ["'self'"],
      'connect-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['default'],
    })
  })

  it('names no host, no wildcard, no unsafe word, and no scheme but data: for images', () => {
    for (const [directive, sources] of policy) {
      for (const source of sources) {
        expect(source).not.toMatch(/unsafe|\*|\/\//)
        if (source.includes(':')) expect([directive, source]).toEqual(['img-src', 'data:'])
      }
    }
  })

  it('comes with every file, whatever its type', () => {
    for (const type of ['text/html; charset=utf-8', 'text/javascript; charset=utf-8', 'image/svg+xml']) {
      expect(headersFor(type)['content-security-policy']).toBe(contentSecurityPolicy())
    }
  })
})

describe('the policy of the development server', () => {
  const policy = parse(developmentPolicy('http://localhost:5173'))

  it('is looser for scripts, styles and the one socket, and as strict for the rest', () => {
    expect(policy.get('script-src')).toEqual(["'self'", "'unsafe-inline'"])
    expect(policy.get('connect-src')).toEqual(["'self'", 'ws://localhost:5173'])
    for (const name of ['default-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors']) {
      expect(policy.get(name)).toEqual(["'none'"])
    }
  })

  it('leaves no trace in the built app’s', () => {
    expect(contentSecurityPolicy()).not.toMatch(/unsafe|ws:|localhost/)
  })
})
