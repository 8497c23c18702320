import { PICTURE_BYTES, PICTURE_SIDE } from '../../../../shared/contract/plain/limits.ts'

const QUALITIES = [0.85, 0.7, 0.5, 0.3]
const HEAD = 'data:image/webp;base64,'

/**
 * Draws a picture file anew, small: at most 256 px a side and 64 KB of WebP, with nothing else of the file in it (no
 * place, no camera).
 *
 * Gives base64 text; null for a file that is no picture.
 */
export async function smallPicture(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return null
  const scale = Math.min(1, PICTURE_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  for (const quality of QUALITIES) {
    const address = canvas.toDataURL('image/webp', quality)
    const text = address.slice(HEAD.length)
    if (address.startsWith(HEAD) && (text.length / 4) * 3 <= PICTURE_BYTES) return text
  }
  return null
}
