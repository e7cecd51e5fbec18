import { Fragment } from 'react'

/** A certificate's fingerprint; lines break between its bytes, and what is copied stays as it was. */
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
