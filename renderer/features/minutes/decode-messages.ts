import type { Failure } from '../../../contract/errors.ts'
import type { Code, Pixels } from '../../../qr/decode.ts'

/** A request to the decoding worker; `frame` is the number of a camera frame, null for a still. */
export interface DecodeRequest {
  id: number
  pixels: Pixels
  frame: number | null
}

export type DecodeAnswer =
  /** `hasWebAssembly` false: only jsqr was used. */
  | { id: number; ok: true; codes: Code[]; hasWebAssembly: boolean }
  | { id: number; ok: false; failure: Failure }
