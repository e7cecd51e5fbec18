import { Fragment } from 'react'

/** A certificate's fingerprint; it wraps between bytes, and copying gives the original text. */
export function Fingerprint({ text }: { text: string }) {
  return text.split(':').map((byte, index) => (
    <Fragment key={index}>
      {index === 0 ? null : (
        <>
          :<wbr />
        </>
      )}
      {byte}
    </Fragment>
  ))
}
