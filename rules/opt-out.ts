/** What people answer to a text message when they want no more of them. */
const words = new Set([
  ...['t', 'td', 'n', 'r', 'qx', '退订', '拒收', '取消', '停止', '退訂', '拒絕'],
  ...['stop', 'stopall', 'unsubscribe', 'end', 'quit', 'cancel'],
])

/**
 * Whether an answer to a text message says “no more”. “Reply R to refuse” is quoted and spelled in every way; a sentence
 * counts only where it says so plainly, since whoever asks something else must go on hearing from the company.
 */
export function isOptOut(answer: string): boolean {
  const plain = answer.normalize('NFKC').toLowerCase()
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, '').replace(/^(回复|回覆|reply)/u, '')
  return (
    words.has(bare) ||
    (/退订|退訂|拒收/u.test(plain) && !/(不|别|勿|没有?|沒有?)(想|要|能|会|會)?(退订|退訂|拒收)/u.test(plain))
  )
}
