import encodeQR from 'qr'
import { useMemo } from 'react'

/** Modules of white around the code: scanners ask for four. */
const QUIET_ZONE = 4

interface Props {
  readonly text: string
  readonly label: string
}

/** A QR code drawn as one SVG path on its own white card, so that it scans in every theme. */
export function QrCode({ text, label }: Props) {
  const { path, size } = useMemo(() => draw(text), [text])
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function draw(text: string): { readonly path: string; readonly size: number } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_ZONE })
  const path = rows
    .map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('')
  return { path, size: rows.length }
}
