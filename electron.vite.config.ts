import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { writePackageLanguages } from './scripts/package-languages.ts'
import { collectLicenses } from './scripts/shipped-licenses.ts'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// With texts that show what is cut off (i18n/en-XA), beside what is released: scripts/pseudo-language.mjs.
const isPseudo = process.env['MEETKEEP_PSEUDO_LANGUAGE'] === 'yes'
const out = isPseudo ? 'out/pseudo/out' : 'out'
const define = { __PSEUDO_LANGUAGE__: String(isPseudo) }
const licenses = collectLicenses(at('.'), { out })

/**
 * Beside the entry of main: a window on Linux has no icon but the one it is given (Electron: BrowserWindow, `icon`), and
 * a dragged file needs one everywhere (`startDrag`).
 */
const icons = {
  name: 'icons',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    this.emitFile({
      type: 'asset',
      fileName: 'icon.png',
      source: readFileSync(at('build/icons/256x256.png')),
    })
    this.emitFile({
      type: 'asset',
      fileName: 'drag-icon.png',
      source: readFileSync(at('build/icons/48x48.png')),
    })
  },
}

export default defineConfig({
  main: {
    define,
    plugins: [licenses(), icons, writePackageLanguages(at(out))],
    build: {
      outDir: `${out}/main`,
      // Everything is bundled, so the packaged app carries no node_modules.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('main/index.ts'), 'transfer-worker': at('main/transfer-worker.ts') },
        // Chunks lie beside the entries: `new URL('./x', import.meta.url)` means the same in either.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [licenses()],
    build: {
      outDir: `${out}/preload`,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('preload/index.ts') },
        // A sandboxed preload must be one CommonJS file (Electron: "Process Sandboxing", preload scripts).
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    define,
    plugins: [react(), licenses()],
    build: {
      outDir: at(`${out}/renderer`),
      emptyOutDir: true,
      minify: true,
      // The content policy allows neither data: scripts nor data: fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // It is read from disk.
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: { index: at('renderer/index.html') } },
    },
    worker: { format: 'es', plugins: () => [licenses()] },
  },
})
