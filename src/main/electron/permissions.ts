/**
 * Decides about a permission: none is needed, so none is granted.
 *
 * Copying a link goes through the main process, and sounds need no permission.
 */
export function decidePermission(_permission: string): boolean {
  return false
}
