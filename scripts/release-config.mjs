/**
 * What a release says beyond electron-builder.yml, from its environment:
 *
 * - MEETKEEP_UPDATE_FEED: the https folder that newer versions are announced in. Unset: the build looks for none.
 * - MEETKEEP_DOWNLOADS_PAGE: the https page people get them from.
 * - MEETKEEP_SIGN=yes: the build has to be signed (electron-builder's own variables say with what) and fails when it
 *   is not. Only such a build installs updates. Any other is signed ad hoc on macOS: Apple's processors start nothing
 *   whose signature the fuses have broken, and a hardened runtime would refuse an ad hoc signature its own libraries
 *   (electron-builder: MacTargetHelper.findSigningIdentity).
 *
 * @returns a configuration for electron-builder that extends the yml.
 */
export function releaseConfig(env) {
  const feed = https(env, 'MEETKEEP_UPDATE_FEED')
  const page = https(env, 'MEETKEEP_DOWNLOADS_PAGE')
  const isSigned = env.MEETKEEP_SIGN === 'yes'
  return {
    extends: 'electron-builder.yml',
    ...(isSigned ? { forceCodeSigning: true } : { mac: { identity: '-', hardenedRuntime: false } }),
    ...(feed === null
      ? {}
      : {
          publish: { provider: 'generic', url: feed },
          // Into the package.json inside the archive, where the integrity check covers it.
          extraMetadata: { updates: { feed, page, isSigned } },
        }),
  }
}

function https(env, name) {
  const text = env[name] ?? ''
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw new Error(`${name} has to be an https address without a user: ${text}`)
  return text
}
