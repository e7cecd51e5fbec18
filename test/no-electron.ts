/** What `electron` is in unit tests: nothing. electron-store then keeps to the folder it is given. */
export const ipcMain = undefined
export const app = undefined
// electron-store takes the module's default.
export default { ipcMain, app }
