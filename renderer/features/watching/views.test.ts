import { describe, expect, it, test } from 'vitest'
import type { Film } from './timeline.ts'
import { sceneOf, swapped, typesShown, type View, viewsOf } from './views.ts'

const film = (fileType: string, change: Partial<Film> = {}): Film => ({
  id: fileType,
  fileType,
  part: 1,
  seconds: 100,
  hasPicture: fileType !== 'Audio',
  hasSound: true,
  ...change,
})
const films = (...types: string[]): Film[] => types.map((type) => film(type))

test.each<[string[], View[]]>([
  [
    ['Hd', 'Aux'],
    ['both', 'large:Aux', 'large:Hd', 'only:Hd', 'only:Aux'],
  ],
  [
    ['Sd', 'Aux', 'Hd'],
    ['both', 'large:Aux', 'large:Hd', 'only:Hd', 'only:Aux', 'only:Sd'],
  ],
  [['Hd'], ['only:Hd']],
  [
    ['Sd', 'Hd'],
    ['only:Hd', 'only:Sd'],
  ],
  [
    ['Aux', 'Sd'],
    ['only:Aux', 'only:Sd'],
  ],
  [['Hd', 'Hd'], ['only:Hd']],
  [[], ['sound']],
  [
    ['Xyz', 'Sd'],
    ['only:Sd', 'only:Xyz'],
  ],
])('%j offers the views %j', (types, views) => {
  expect(viewsOf(types)).toEqual(views)
})

test.each<[View, string[], View | null]>([
  ['both', ['Hd', 'Aux'], 'large:Aux'],
  ['large:Aux', ['Aux', 'Hd'], 'large:Hd'],
  ['large:Hd', ['Hd', 'Aux'], 'large:Aux'],
  ['only:Sd', ['Sd'], null],
  ['sound', [], null],
])('%s shows %j; swapped it is %s', (view, types, other) => {
  expect(typesShown(view)).toEqual(types)
  expect(swapped(view)).toBe(other)
})

describe('a scene', () => {
  const summary = (all: Film[], view: View, broken: string[] = []) => {
    const { shown, playing, leader, audible } = sceneOf({ films: all }, view, new Set(broken))
    return {
      shown: shown.map(({ type, film: one }) => (one === null ? `no ${type}` : type)),
      playing: playing.map(({ fileType }) => fileType),
      leader: leader?.fileType ?? null,
      heard: audible?.fileType ?? null,
    }
  }
  const mute = (type: string, change: Partial<Film> = {}): Film => film(type, { hasSound: false, ...change })

  it.each<[string, Film[], View, string[], ReturnType<typeof summary>]>([
    [
      'two pictures',
      films('Aux', 'Hd'),
      'both',
      [],
      { shown: ['Hd', 'Aux'], playing: ['Hd', 'Aux'], leader: 'Hd', heard: 'Hd' },
    ],
    [
      'the screen large',
      films('Hd', 'Aux'),
      'large:Aux',
      [],
      { shown: ['Aux', 'Hd'], playing: ['Aux', 'Hd'], leader: 'Hd', heard: 'Hd' },
    ],
    [
      'one alone',
      films('Hd', 'Aux', 'Sd'),
      'only:Sd',
      [],
      { shown: ['Sd'], playing: ['Sd'], leader: 'Sd', heard: 'Sd' },
    ],
    [
      'a silent one alone is heard through another',
      [film('Hd'), mute('Aux')],
      'only:Aux',
      [],
      { shown: ['Aux'], playing: ['Aux', 'Hd'], leader: 'Hd', heard: 'Hd' },
    ],
    [
      'only the screen has sound',
      [mute('Hd'), film('Aux')],
      'both',
      [],
      { shown: ['Hd', 'Aux'], playing: ['Hd', 'Aux'], leader: 'Aux', heard: 'Aux' },
    ],
    [
      'nothing has sound',
      [mute('Hd'), mute('Aux')],
      'both',
      [],
      { shown: ['Hd', 'Aux'], playing: ['Hd', 'Aux'], leader: 'Hd', heard: null },
    ],
    [
      'the longest leads',
      [film('Hd'), mute('Aux', { seconds: 130 })],
      'both',
      [],
      { shown: ['Hd', 'Aux'], playing: ['Hd', 'Aux'], leader: 'Aux', heard: 'Hd' },
    ],
    [
      'half a second is no length',
      [film('Hd'), mute('Aux', { seconds: 100.5 })],
      'both',
      [],
      { shown: ['Hd', 'Aux'], playing: ['Hd', 'Aux'], leader: 'Hd', heard: 'Hd' },
    ],
    [
      'one is not saved',
      films('Hd'),
      'both',
      [],
      { shown: ['Hd', 'no Aux'], playing: ['Hd'], leader: 'Hd', heard: 'Hd' },
    ],
    [
      'one is broken',
      films('Hd', 'Aux'),
      'both',
      ['Hd'],
      { shown: ['no Hd', 'Aux'], playing: ['Aux'], leader: 'Aux', heard: 'Aux' },
    ],
    [
      'another picture instead',
      films('Sd'),
      'both',
      [],
      { shown: ['no Hd', 'no Aux', 'Sd'], playing: ['Sd'], leader: 'Sd', heard: 'Sd' },
    ],
    [
      'sound alone',
      films('Audio'),
      'sound',
      [],
      { shown: [], playing: ['Audio'], leader: 'Audio', heard: 'Audio' },
    ],
    [
      'a part of sound alone',
      films('Audio'),
      'only:Hd',
      [],
      { shown: ['no Hd'], playing: ['Audio'], leader: 'Audio', heard: 'Audio' },
    ],
    [
      'everything is broken',
      films('Hd', 'Aux'),
      'both',
      ['Hd', 'Aux'],
      { shown: ['no Hd', 'no Aux'], playing: [], leader: null, heard: null },
    ],
  ])('%s', (_, all, view, broken, expected) => {
    expect(summary(all, view, broken)).toEqual(expected)
  })
})
