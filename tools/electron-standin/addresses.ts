/**
 * The two names of one page: `app://bundle/x` for the app, `http://bundle.app.localhost/x` for the browser.
 *
 * Names under `.localhost` never leave the machine, and count as a secure context like a privileged scheme does.
 */
const STAND_IN_HOST = /^http:\/\/([a-z0-9-]+)\.([a-z][a-z0-9-]*)\.localhost(?=[/?#]|$)/i
const CUSTOM = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i

/** Gives the address that the browser loads in place of a custom scheme's; others stay as they are. */
export function toBrowserUrl(url: string, schemes: ReadonlySet<string>): string {
  const found = CUSTOM.exec(url)
  const [whole = '', scheme = '', host = ''] = found ?? []
  if (!schemes.has(scheme.toLowerCase())) return url
  return `http://${host}.${scheme}.localhost${url.slice(whole.length)}`
}

/** Gives the address that the app knows; the inverse of {@link toBrowserUrl}. */
export function toAppUrl(url: string, schemes: ReadonlySet<string>): string {
  const found = STAND_IN_HOST.exec(url)
  const [whole = '', host = '', scheme = ''] = found ?? []
  if (!schemes.has(scheme.toLowerCase())) return url
  return `${scheme}://${host}${url.slice(whole.length)}`
}
