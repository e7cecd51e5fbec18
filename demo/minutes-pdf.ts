/**
 * A one-page PDF (ISO 32000-1, 7.5). The standard fonts cover only Latin 1, so a Chinese topic appears only
 * in the document's title. `createdAt` is in ms.
 */
export function minutesPdf(topic: string, createdAt: number): Buffer {
  const day = new Date(createdAt).toISOString().slice(0, 10)
  const shown = topic.replace(/[^ -~]+/g, ' ').trim()
  const lines = ['Meeting minutes', shown, day, 'A sample of the demo service']
  const text = lines.map((line, n) => `${n === 0 ? '' : '0 -28 Td '}(${escaped(line)}) Tj`).join(' ')
  const content = `BT /F1 18 Tf 72 740 Td ${text} ET`
  const title = Buffer.from(`\ufeff${topic}`, 'utf16le').swap16().toString('hex')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Title <${title}> >>`,
  ]
  let body = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((object, n) => {
    const at = body.length
    body += `${n + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + end, 'latin1')
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (character) => `\\${character}`)
}
