/** Texts of the command line. */
export const terminal = {
  /** What the advice for the window leaves open in a terminal, where there are no settings to open. */
  advice: {
    folder: 'Here another folder is named with --to DIR.',
    site: 'Here MEETKEEP_SITE says which site it is, and HTTPS_PROXY which proxy leads there.',
    proxy: 'Here HTTPS_PROXY says which proxy it is.',
    certificate: 'Here MEETKEEP_CA_FILE names the PEM file of the authority that issued it.',
  },
} as const
