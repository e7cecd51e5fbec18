import { USUAL_TYPES } from '../../model/recording-state.ts'
import type { Film, Part } from './timeline.ts'

/**
 * How the pictures are shown: the two of a meeting side by side, one of them large with the other in its corner, one
 * alone, or none because there is only sound.
 */
export type View = 'both' | `large:${string}` | `only:${string}` | 'sound'

/** Camera and screen: the two pictures that make one meeting. */
const PAIR = ['Aux', 'Hd'] as const

/** The ways to look at a recording that has pictures of these types, the usual one first. */
export function viewsOf(types: string[]): [View, ...View[]] {
  const only = inUsualOrder(types).map((type): View => `only:${type}`)
  const [first, ...rest] = only
  if (first === undefined) return ['sound']
  if (!PAIR.every((type) => types.includes(type))) return [first, ...rest]
  return ['both', ...PAIR.map((type): View => `large:${type}`), ...only]
}

/** The types a view shows, the large one first. */
export function typesShown(view: View): string[] {
  if (view === 'sound') return []
  if (view === 'both') return ['Hd', 'Aux']
  const type = view.slice(view.indexOf(':') + 1)
  return view.startsWith('only:') ? [type] : [type, ...PAIR.filter((other) => other !== type)]
}

/** The view that makes the other picture of the two the large one; null where there are no two. */
export function swapped(view: View): View | null {
  if (view === 'both') return 'large:Aux'
  if (!view.startsWith('large:')) return null
  return view === 'large:Aux' ? 'large:Hd' : 'large:Aux'
}

/** Who plays in a part, and how. */
export interface Scene {
  /** The pictures in their order, with the film of each; null: this part has no such film. */
  shown: { type: string; film: Film | null }[]
  /** All that play, whether seen or only heard. */
  playing: Film[]
  /** Whose time is the time. */
  leader: Film | null
  /** Who is heard; null: nobody. */
  heard: Film | null
}

/** Films of one part whose lengths differ by less have the same length. */
const SAME_LENGTH = 1

/**
 * What a view shows of a part. A part without any picture of the view shows what it has instead: nothing is lost by
 * having chosen a view. `broken` films play no part.
 */
export function sceneOf({ films }: Pick<Part, 'films'>, view: View, broken: ReadonlySet<string>): Scene {
  const there = sorted(films.filter(({ id }) => !broken.has(id)))
  const filmOf = (type: string): Film | null =>
    there.find(({ fileType, hasPicture }) => hasPicture && fileType === type) ?? null
  const wanted = typesShown(view).map((type) => ({ type, film: filmOf(type) }))
  const instead = wanted.some(({ film }) => film !== null)
    ? []
    : there.filter(({ hasPicture }) => hasPicture).slice(0, 1)
  const shown = [...wanted, ...instead.map((film) => ({ type: film.fileType, film }))]

  const seen = shown.flatMap(({ film }) => film ?? [])
  const heard = [...sorted(seen), ...there].find(({ hasSound }) => hasSound) ?? null
  const playing = heard === null || seen.includes(heard) ? seen : [...seen, heard]
  const longest = Math.max(...playing.map(({ seconds }) => seconds))
  const canLead = playing.filter(({ seconds }) => seconds > longest - SAME_LENGTH)
  const leader = canLead.find((film) => film === heard) ?? sorted(canLead)[0] ?? null
  return { shown, playing, leader, heard }
}

function sorted(films: Film[]): Film[] {
  const order = inUsualOrder(films.map(({ fileType }) => fileType))
  return films.toSorted((a, b) => order.indexOf(a.fileType) - order.indexOf(b.fileType))
}

/** Types in the order of what people look for first, unknown ones after. */
function inUsualOrder(types: string[]): string[] {
  const known: readonly string[] = USUAL_TYPES
  const place = (type: string): number => (known.includes(type) ? known.indexOf(type) : known.length)
  return [...new Set(types)].toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
}
