import './styles/index.css'
import { createRoot } from 'react-dom/client'
import { Root } from './app/root.tsx'
import { startI18n } from './i18n/start.ts'
import { applyTheme } from './window/theme.ts'
import { allowOnlyEmptyHtml } from './window/trusted-types.ts'

allowOnlyEmptyHtml()
await startI18n()
applyTheme('system')
const place = document.getElementById('root')
if (!place) throw new Error('index.html has no root')
createRoot(place).render(<Root />)
