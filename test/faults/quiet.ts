/** workerd writes lines about every connection that breaks, as the proxy's do on purpose; nobody needs them. */
export function leaveOutBrokenConnections(): () => void {
  const restore = [process.stdout, process.stderr].map(quieten)
  return () => {
    for (const loud of restore) loud()
  }
}

function quieten(stream: NodeJS.WriteStream): () => void {
  const write = stream.write.bind(stream)
  const quieter = (...said: Parameters<typeof write>) => {
    const text = typeof said[0] === 'string' ? said[0].trim() : ''
    return (text !== '' && text.split('\n').every(isOfThem)) || write(...said)
  }
  stream.write = quieter as typeof stream.write
  return () => {
    stream.write = write
  }
}

const isOfThem = (line: string) =>
  /^(uncaught )?exception.*(disconnected: |Network connection lost\.$)|^stack: \S*workerd@/.test(line)
