import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What files, cache and queue of the platform answer when there is nothing: not found, and taken. Outside of workerd: what
 * another Worker there holds until it tidies up, some 50 MB after ten thousand reports, would be taken for ours.
 */
export async function startOutside(): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      if (request.method === 'GET') response.writeHead(404).end()
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ metadata }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const metadata = { metrics: { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: 0 } }
