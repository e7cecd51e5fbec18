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
 * a dragged file needs one everywhere (`startDrag`). The tray takes an ICO on Windows, and on macOS a template, by its
 * name (Electron: Tray).
 */
const ICONS: Readonly<Record<string, string>> = {
  'icon.png': 'build/icons/256x256.png',
  'drag-icon.png': 'build/icons/48x48.png',
  'tray.png': 'build/icons/64x64.png',
  'tray.ico': 'build/icon.ico',
  'trayTemplate.png': 'build/trayTemplate.png',
  'trayTemplate@2x.png': 'build/trayTemplate@2x.png',
}
const icons = {
  name: 'icons',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    for (const [fileName, path] of Object.entries(ICONS))
      this.emitFile({ type: 'asset', fileName, source: readFileSync(at(path)) })
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
