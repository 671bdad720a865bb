/** A path of this very host, or `/`: whatever could lead elsewhere is dropped (L-14). */
export function ownPath(wanted: string | undefined, otherwise = '/'): string {
  if (!wanted || !/^\/[^/\\]/.test(`${wanted} `.slice(0, 2)) || !isPlain(wanted)) return otherwise
  const url = new URL(wanted, 'https://own.invalid')
  return url.origin === 'https://own.invalid' ? url.pathname + url.search : otherwise
}

/** No control character, space, backslash or encoded slash that a browser could read as another host. */
const isPlain = (path: string) => /^[\x21-\x5b\x5d-\x7e]+$/.test(path) && !/%2f|%5c|%0|\/\//i.test(path)
