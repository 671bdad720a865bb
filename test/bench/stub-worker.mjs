// What files, cache and queue of the platform answer when there is nothing: not found, and taken.
export default {
  async fetch(request) {
    if (request.method === 'GET') return new Response(null, { status: 404 })
    await request.arrayBuffer()
    return Response.json({ metadata: { metrics: { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: 0 } } })
  },
}
