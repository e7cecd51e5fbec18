/** Vite turns `?inline` into a data: URL, so the bundled service needs no files beside it. */
declare module '*?inline' {
  const dataUrl: string
  export default dataUrl
}
