/** Are keys named as on a Mac? The page asks its browser, so that no key waits for an answer of main. */
export const isMac = /Mac/.test(navigator.userAgent)
