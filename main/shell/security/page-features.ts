/**
 * Browser features that the page does without; Chromium allows all of them to a page by default. They include
 * devices, sign-ins and payments, whose native boxes a permission is not needed for. Left out: the camera, full
 * screen, writing to the clipboard (permissions.ts), starting a film, and what has no effect here.
 */
export const DENIED_FEATURES: readonly string[] = `
  accelerometer ambient-light-sensor attribution-reporting bluetooth browsing-topics captured-surface-control
  clipboard-read compute-pressure deferred-fetch deferred-fetch-minimal digital-credentials-create
  digital-credentials-get display-capture encrypted-media gamepad geolocation gyroscope hid
  identity-credentials-get idle-detection interest-cohort keyboard-map language-detector language-model local-fonts
  local-network local-network-access loopback-network magnetometer microphone midi on-device-speech-recognition
  otp-credentials payment picture-in-picture private-state-token-issuance private-state-token-redemption
  publickey-credentials-create publickey-credentials-get screen-wake-lock serial speaker-selection storage-access
  summarizer sync-xhr translator unload usb window-management xr-spatial-tracking
`
  .trim()
  .split(/\s+/)

/**
 * The header Permissions-Policy of our page. Chromium enforces it in the browser process too, and in the frames
 * of the page. It has no way to deny everything else; test/e2e/hostile/features.test.ts finds new features.
 */
export const PERMISSIONS_POLICY = DENIED_FEATURES.map((feature) => `${feature}=()`).join(', ')
