import type { StartKind } from '../home.ts'
import { LINK_SCHEMES, linkTextSchema } from '../../../contract/links.ts'

export interface StartArguments {
  kind: StartKind
  /** The link the system started the app for. */
  link: string | null
}

/**
 * Reads what the app was started with. A start for a link takes nothing but that link: whoever made it may have
 * had a say in the rest of the line. Two links at once are nobody's click, and neither is taken.
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

/** Is this a link of one of our schemes, and short enough to look at? What it says is for the parser to judge. */
export function isLink(text: string): boolean {
  const scheme = /^[a-z]+(?=:)/i.exec(text)?.[0].toLowerCase()
  return LINK_SCHEMES.some((ours) => ours === scheme) && linkTextSchema.safeParse(text).success
}
