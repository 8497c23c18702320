let isTyped = false

/** Notes that digits were typed while a PIN was looked at: they are no part of it, and no keypad stood to take them. */
export function noteTypedAhead(): void {
  isTyped = true
}

/** Says whether any were since this was asked last. */
export function takeTypedAhead(): boolean {
  const was = isTyped
  isTyped = false
  return was
}
