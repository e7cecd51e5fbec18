/// <reference lib="webworker" />
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { toFailure } from '../../../contract/errors.ts'
import { createDecoder, type Decoder } from '../../../qr/decode.ts'
import type { DecodeAnswer, DecodeRequest } from './decode-messages.ts'

// Decoding runs in this worker: a difficult picture takes half a second, which would block the page.

let decoder: Promise<Decoder> | undefined

async function answer({ id, pixels, frame }: DecodeRequest): Promise<DecodeAnswer> {
  try {
    decoder ??= makeDecoder()
    const { decode, lookAtFrame, hasZxing } = await decoder
    const codes = await (frame === null ? decode(pixels) : lookAtFrame(pixels, frame))
    return { id, ok: true, codes, hasWebAssembly: hasZxing }
  } catch (error) {
    return { id, ok: false, failure: toFailure(error) }
  }
}

/** Loads the reader from the page's own origin; without it only jsqr is used. */
async function makeDecoder(): Promise<Decoder> {
  const wasm = await fetch(wasmUrl).catch(() => null)
  return createDecoder({ zxingWasm: wasm?.ok === true ? await wasm.arrayBuffer() : null })
}

self.addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  void answer(event.data).then((result) => {
    self.postMessage(result)
  })
})
