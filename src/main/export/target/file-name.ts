/** What Windows takes for a device, with or without an extension. Source: Microsoft, Naming Files, Paths, and Namespaces. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?$/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: Windows takes none of them.
const WINDOWS_REFUSES = /[<>:"/\\|?*\x00-\x1f]|[. ]$/

/**
 * Says whether a file can have this name on this system, as far as the name alone tells.
 *
 * On Windows a name with a colon would go into a hidden stream, and one of a device to the device: nothing there fails by itself.
 */
export function isFileName(name: string, platform: NodeJS.Platform): boolean {
  if (name === '' || name === '.' || name === '..' || name.includes('\0')) return false
  return platform !== 'win32' || !(WINDOWS_REFUSES.test(name) || DEVICE.test(name))
}
