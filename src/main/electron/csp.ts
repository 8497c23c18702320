type Policy = Readonly<Record<string, readonly string[]>>

const STRICT = {
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
  // The window's own default policy, which takes no HTML but an empty one.
  'trusted-types': ['default'],
} as const satisfies Policy

function write(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ')
}

/** The content security policy of the built app: its own files, nothing inline, no network. */
export function contentSecurityPolicy(): string {
  return write(STRICT)
}

/**
 * The looser policy of the development server, whose hot reload needs inline scripts, styles and a socket.
 *
 * @param origin the server's own origin, `http://localhost:5173`
 */
export function developmentPolicy(origin: string): string {
  const { host } = new URL(origin)
  const { 'require-trusted-types-for': _, 'trusted-types': __, ...rest } = STRICT
  return write({
    ...rest,
    'script-src': ["'self'", "'unsafe-inline'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'connect-src': ["'self'", `ws://${host}`],
  })
}
