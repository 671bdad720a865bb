export type Answer = { status: number; bytes: number }

/** Finds the ends of HTTP/1.1 answers in what a socket delivers; no more of HTTP than both servers speak. */
export function answerReader(deliver: (answer: Answer) => void) {
  let held = Buffer.alloc(0)
  return (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    for (let end = endOf(held); end > 0; end = endOf(held)) {
      const status = Number(held.toString('latin1', 9, 12))
      deliver({ status, bytes: end })
      held = held.subarray(end)
    }
  }
}

/** 0 while the answer is not whole. */
function endOf(held: Buffer): number {
  const head = held.indexOf('\r\n\r\n')
  if (head < 0) return 0
  const headers = held.toString('latin1', 0, head)
  const length = /\r\ncontent-length: *(\d+)/i.exec(headers)?.[1]
  if (length !== undefined) return held.length >= head + 4 + Number(length) ? head + 4 + Number(length) : 0
  if (!/\r\ntransfer-encoding: *chunked/i.test(headers)) return head + 4
  const last = held.indexOf('0\r\n\r\n', Math.max(head + 4, 0))
  return last < 0 || !isChunkEnd(held, last, head + 4) ? 0 : last + 5
}

const isChunkEnd = (held: Buffer, at: number, bodyStart: number) =>
  at === bodyStart || (held[at - 1] === 10 && held[at - 2] === 13)
