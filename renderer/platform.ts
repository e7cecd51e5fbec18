/** Whether to use Mac key names. Derived from the user agent, so that no key waits for main. */
export const isMac = /Mac/.test(navigator.userAgent)
