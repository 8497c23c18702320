import { decode } from 'fast-png'
import { decodeQR } from 'qr/decode.js'

/** Reads the QR code out of a screenshot's pixels, as a customer's phone does; throws when there is none to read. */
export function readQr(png: Uint8Array): string {
  const { width, height, channels, data } = decode(png)
  const rgba = new Uint8Array(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      rgba[pixel * 4 + channel] = data[pixel * channels + channel] ?? 0
    }
    rgba[pixel * 4 + 3] = 255
  }
  return decodeQR({ width, height, data: rgba })
}
