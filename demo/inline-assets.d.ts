/** Vite turns `?inline` into a data: URL, so that the service is whole in any bundle and needs no file beside it. */
declare module '*?inline' {
  const dataUrl: string
  export default dataUrl
}
