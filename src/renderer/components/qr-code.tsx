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
  return { path: rows.map(runsOf).join(''), size: rows.length }
}

/** The dark modules of a row, each run of them one piece: the browser has half as many to lay out and to paint. */
function runsOf(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const from = x
    while (row[x + 1]) x += 1
    path += `M${from} ${y}H${x + 1}v1H${from}z`
  }
  return path
}
