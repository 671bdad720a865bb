import { isIP } from 'node:net'

/**
 * Who is at the other end. Cloudflare's edge, and worker/local/edge.ts on this machine, set the header themselves and
 * drop what a visitor sent under that name; anything that is no address counts as nobody in particular.
 */
export function addressOf(request: Request): string {
  const told = request.headers.get('cf-connecting-ip') ?? ''
  return isIP(told) ? told.toLowerCase() : '0.0.0.0'
}
