/** What keeps a program on this machine from going on, in one line that says what to do about it. */
export class Trouble extends Error {}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const isCoded = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code

export function portTrouble(error: unknown, port: number, setting: string): unknown {
  if (isCoded(error, 'EADDRINUSE'))
    return new Trouble(
      `Port ${port} is taken. Stop the program that uses it, or choose another: ${setting}=${port + 100} npm start`,
    )
  if (isCoded(error, 'EACCES'))
    return new Trouble(`Port ${port} may not be used here. Choose another: ${setting}=8787 npm start`)
  return error
}

export function diskTrouble(error: unknown, path: string): unknown {
  if (isCoded(error, 'EROFS')) return new Trouble(`${path} cannot be written: the disk is read-only.`)
  if (isCoded(error, 'EACCES') || isCoded(error, 'EPERM'))
    return new Trouble(`${path} cannot be written: it belongs to somebody else.`)
  if (isCoded(error, 'ENOSPC')) return new Trouble(`${path} cannot be written: the disk is full.`)
  return new Trouble(`${path} cannot be used: ${messageOf(error)}`)
}

/** Runs a program's main function: trouble is one line and exit 1, anything else is a bug with its stack. */
export async function runProgram(main: () => Promise<void>) {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : error)
    process.exit(1)
  }
}
