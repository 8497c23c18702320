import encodeQR from 'qr'
import { createElement as h, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import './page.css'

/** What the counter paints, with nothing behind it: a number, a text, a code, a green panel. */
function BarePage() {
  const [shown, setShown] = useState({ what: 'keypad', typed: '', url: '' })
  useEffect(() => {
    globalThis.bare = { show: (what, url = '') => setShown({ what, typed: '', url }) }
    const listen = ({ key }) => {
      if (key === 'Enter') setShown({ what: 'waiting', typed: '', url: '' })
      else if (key === 'Escape') setShown({ what: 'keypad', typed: '', url: '' })
      else if (/^\d$/.test(key)) {
        setShown((before) => ({ what: 'keypad', typed: before.typed + key, url: '' }))
      }
    }
    addEventListener('keydown', listen, true)
    return () => removeEventListener('keydown', listen, true)
  }, [])
  switch (shown.what) {
    case 'waiting':
      return h('article', { className: 'sale' }, h('p', null, 'Written down. Asking for a link.'))
    case 'qr':
      return h('article', { className: 'sale' }, h(Code, { text: shown.url }))
    case 'green':
      return h('article', { className: 'sale sale-paid' }, h('div', { className: 'face' }, 'Paid'))
    default:
      return h('output', { className: 'amount-entry' }, `${shown.typed || '0'} DZD`)
  }
}

function Code({ text }) {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  const path = rows
    .map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('')
  const box = `0 0 ${rows.length} ${rows.length}`
  return h('svg', { className: 'qr', viewBox: box, shapeRendering: 'crispEdges' }, h('path', { d: path }))
}

createRoot(document.querySelector('#root')).render(h(BarePage))
