/** `electron` in unit tests: empty. electron-store then uses the folder it is given. */
export const ipcMain = undefined
export const app = undefined
// electron-store uses the module's default export.
export default { ipcMain, app }
