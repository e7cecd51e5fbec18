/** The page's own origin: app://meetkeep. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'meetkeep'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
export const APP_PAGE = `${APP_ORIGIN}/index.html`
