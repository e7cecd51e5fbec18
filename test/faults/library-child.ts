/** @file Adds files to the library of a home until it is killed or has added so many: a process of a test. */
import { createLibrary } from '../../main/library/library.ts'
import { savedFilm } from './library-film.ts'

const [home = '', from = '0', count = '0'] = process.argv.slice(2)
const library = createLibrary(home, (path) => process.stdout.write(`quarantined ${path}\n`))
await library.load()
process.stdout.write('loaded\n')
for (let n = Number(from); n < Number(from) + Number(count); n += 1) {
  await library.add(savedFilm(n))
  process.stdout.write(`added ${n}\n`)
}
