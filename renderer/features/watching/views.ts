import { STANDARD_TYPES } from '../../model/recording-state.ts'
import type { Film, Part } from './timeline.ts'

/**
 * The layout of the pictures: both of a meeting side by side, a large one with the other in its corner, a
 * single one, or none because there is only sound.
 */
export type View = 'both' | `large:${string}` | `only:${string}` | 'sound'

/** Camera and screen: the two pictures of one meeting. */
const PAIR = ['Aux', 'Hd'] as const

/** The views available for these types of picture, the default first. */
export function viewsOf(types: string[]): [View, ...View[]] {
  const only = inUsualOrder(types).map((type): View => `only:${type}`)
  const [first, ...rest] = only
  if (first === undefined) return ['sound']
  if (!PAIR.every((type) => types.includes(type))) return [first, ...rest]
  return ['both', ...PAIR.map((type): View => `large:${type}`), ...only]
}

/** The types shown by a view, the large one first. */
export function typesShown(view: View): string[] {
  if (view === 'sound') return []
  if (view === 'both') return ['Hd', 'Aux']
  const type = view.slice(view.indexOf(':') + 1)
  return view.startsWith('only:') ? [type] : [type, ...PAIR.filter((other) => other !== type)]
}

/** The view with the two pictures swapped; null if there are not two. */
export function swapped(view: View): View | null {
  if (view === 'both') return 'large:Aux'
  if (!view.startsWith('large:')) return null
  return view === 'large:Aux' ? 'large:Hd' : 'large:Aux'
}

/** Which films play in a part, and how. */
export interface Scene {
  /** The visible pictures in order, with the film of each; null: this part has no such film. */
  shown: { type: string; film: Film | null }[]
  /** All films that play, visible or only audible. */
  playing: Film[]
  /** The film whose time is the current time. */
  leader: Film | null
  /** The audible film; null: none. */
  audible: Film | null
}

/** Films of one part count as equally long if their lengths differ by less, in seconds. */
const SAME_LENGTH = 1

/**
 * The scene of a view in a part. A part without any picture of the view shows what it has instead, so a
 * choice of view hides nothing. `broken` films are ignored.
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
  const audible = [...sorted(seen), ...there].find(({ hasSound }) => hasSound) ?? null
  const playing = audible === null || seen.includes(audible) ? seen : [...seen, audible]
  const longest = Math.max(...playing.map(({ seconds }) => seconds))
  const canLead = playing.filter(({ seconds }) => seconds > longest - SAME_LENGTH)
  const leader = canLead.find((film) => film === audible) ?? sorted(canLead)[0] ?? null
  return { shown, playing, leader, audible }
}

function sorted(films: Film[]): Film[] {
  const order = inUsualOrder(films.map(({ fileType }) => fileType))
  return films.toSorted((a, b) => order.indexOf(a.fileType) - order.indexOf(b.fileType))
}

/** Types in display order, unknown ones last. */
function inUsualOrder(types: string[]): string[] {
  const known: readonly string[] = STANDARD_TYPES
  const place = (type: string): number => (known.includes(type) ? known.indexOf(type) : known.length)
  return [...new Set(types)].toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
}
