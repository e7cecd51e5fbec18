import { readFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { collectLicenses } from './scripts/shipped-licenses.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * Writes `modules.json` beside the chunks: the modules that each one evaluates, as paths from here. A test reads it to
 * see what a command loads.
 */
const listModules: Plugin = {
  name: 'list-modules',
  generateBundle(_options, bundle) {
    const pathOf = (id: string): string => relative(at('.'), id).replaceAll('\\', '/')
    // An id starting with \0 is the bundler's own code.
    const isFile = (id: string): boolean => !id.startsWith('\0')
    const modules = Object.values(bundle).flatMap((file) =>
      file.type === 'chunk' ? [[file.fileName, file.moduleIds.filter(isFile).map(pathOf)] as const] : [],
    )
    this.emitFile({
      type: 'asset',
      fileName: 'modules.json',
      source: JSON.stringify(Object.fromEntries(modules)),
    })
  },
}

/** The package of the command has no other packages but sharp. */
const decoder: Plugin = {
  name: 'decoder',
  generateBundle() {
    const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
    this.emitFile({ type: 'asset', fileName: 'zxing_reader.wasm', source: readFileSync(path) })
  },
}

// With texts that show what is not from the catalogue (i18n/en-XA), beside what is released: scripts/pseudo-language.mjs.
const isPseudo = process.env['MEETKEEP_PSEUDO_LANGUAGE'] === 'yes'
const out = at(isPseudo ? 'out/pseudo/cli' : 'out/cli')

/** The terminal command: `out/cli/index.js`. */
export default defineConfig({
  // Some packages in the bundle are CommonJS and use __filename.
  define: {
    __filename: 'import.meta.filename',
    __dirname: 'import.meta.dirname',
    __PSEUDO_LANGUAGE__: String(isPseudo),
  },
  ssr: {
    // Everything is bundled except sharp, a native module.
    noExternal: true,
    external: ['sharp'],
  },
  build: {
    ssr: true,
    target: 'node20',
    outDir: out,
    emptyOutDir: true,
    rollupOptions: {
      input: { index: at('cli/index.ts') },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        banner: ({ isEntry, name }) => (isEntry && name === 'index' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [
    listModules,
    decoder,
    collectLicenses(at('.'), { out: relative(at('.'), out), hasElectron: false })(),
    {
      name: 'executable',
      writeBundle: () => chmod(`${out}/index.js`, 0o755),
    },
  ],
})
