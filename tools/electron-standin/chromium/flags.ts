/** What a browser process is started with. */
export interface BrowserStart {
  readonly profile: string
  readonly headless: boolean
  readonly root: boolean
  readonly width: number
  readonly height: number
  readonly position: { readonly x: number; readonly y: number } | null
  readonly debuggingPort: number | null
  /** Where the development server listens; null in a built app, which needs no network at all. */
  readonly developmentHost: string | null
  readonly windowClass: string
}

const OFF = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'Translate',
]

/** The switches of a browser that shows one app and asks nobody anything. */
export function browserFlags(start: BrowserStart): string[] {
  return [
    '--remote-debugging-pipe',
    ...(start.debuggingPort === null ? [] : [`--remote-debugging-port=${start.debuggingPort}`]),
    `--user-data-dir=${start.profile}`,
    ...(start.headless ? ['--headless=new', '--hide-scrollbars'] : []),
    // Chromium refuses its sandbox as root; --test-type keeps the bar that says so out of the window.
    ...(start.root ? ['--no-sandbox', '--test-type'] : []),
    `--window-size=${start.width},${start.height}`,
    ...(start.position ? [`--window-position=${start.position.x},${start.position.y}`] : []),
    `--class=${start.windowClass}`,
    // A proxy that is not there: whatever slips past the interception still reaches nobody.
    '--proxy-server=http://127.0.0.1:9',
    `--proxy-bypass-list=<-loopback>${start.developmentHost ? `;${start.developmentHost}` : ''}`,
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    `--disable-features=${OFF.join(',')}`,
    '--autoplay-policy=no-user-gesture-required',
    '--disable-backgrounding-occluded-windows',
    '--disable-background-networking',
    '--disable-background-timer-throttling',
    '--disable-breakpad',
    '--disable-component-extensions-with-background-pages',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-gpu',
    '--disable-quic',
    '--disable-renderer-backgrounding',
    '--disable-search-engine-choice-screen',
    '--disable-sync',
    '--hide-crash-restore-bubble',
    '--metrics-recording-only',
    '--no-default-browser-check',
    '--no-first-run',
    '--no-pings',
    '--no-service-autorun',
    '--password-store=basic',
    '--use-mock-keychain',
    '--app=data:text/html,',
  ]
}
