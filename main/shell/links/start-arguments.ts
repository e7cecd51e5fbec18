import type { StartKind } from '../home.ts'
import { LINK_SCHEMES, linkTextSchema } from '../../../contract/links.ts'

export interface StartArguments {
  kind: StartKind
  /** The link the app was started with. */
  link: string | null
}

/**
 * Parses the start arguments. With a link all other arguments are ignored: the author of the link may have
 * injected them. Two links at once do not come from a click, and both are ignored.
 */
export function readArguments(argv: readonly string[]): StartArguments {
  const links = argv.filter(isLink)
  if (links.length === 0) return { kind: kindOf(argv), link: null }
  const [link = null] = links
  return { kind: 'usual', link: links.length === 1 ? link : null }
}

function kindOf(argv: readonly string[]): StartKind {
  if (argv.includes('--self-test')) return 'self-test'
  return argv.includes('--demo') ? 'demo' : 'usual'
}

/**
 * Whether this is a link of one of our schemes, and within the length limit. The parser validates the rest.
 */
export function isLink(text: string): boolean {
  const scheme = /^[a-z]+(?=:)/i.exec(text)?.[0].toLowerCase()
  return LINK_SCHEMES.some((ours) => ours === scheme) && linkTextSchema.safeParse(text).success
}
