/**
 * The release configuration beyond electron-builder.yml, from environment variables:
 *
 * - MEETKEEP_UPDATE_FEED: the https folder of the update feed. Unset: the build does not check for updates.
 * - MEETKEEP_DOWNLOADS_PAGE: the https page to download them from.
 * - MEETKEEP_SIGN=yes: the build must be signed (electron-builder's own variables select the certificate),
 *   or it fails. Only such a build installs updates. Any other is signed ad hoc on macOS: Apple silicon does
 *   not start a program whose signature was broken by the fuses, and the hardened runtime would reject the
 *   libraries of an ad hoc signature (electron-builder: MacTargetHelper.findSigningIdentity).
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
          // Stored in the package.json inside the archive, where the integrity check covers it.
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
