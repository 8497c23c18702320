import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** The command lines of the living processes that contain a text; the dead that nobody has collected do not count. */
export function processesWith(text: string): string[] {
  if (process.platform === 'win32') {
    const query = 'Get-CimInstance Win32_Process | ForEach-Object { $_.CommandLine }'
    const out = execFileSync('powershell', ['-NoProfile', '-Command', query], { encoding: 'utf8' })
    return out.split('\r\n').filter((line) => line.includes(text) && !line.includes('Get-CimInstance'))
  }
  const out = execFileSync('ps', ['-A', '-ww', '-o', 'stat=,command='], { encoding: 'utf8' })
  return out
    .split('\n')
    .filter((line) => line.includes(text) && !line.startsWith('Z') && !line.includes('ps -A'))
}

/** Waits until a condition holds; throws with what was waited for when the limit passes. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, limitMs = 30_000) {
  const end = Date.now() + limitMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs} ms in vain: ${what}`)
    await sleep(50)
  }
}
