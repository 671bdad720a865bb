import m0000_init from './0000_init.sql'

/** Oldest first. Each `.sql` file is bundled as text, so a Worker can migrate without a disk. */
export const migrations: readonly { name: string; sql: string }[] = [{ name: '0000_init', sql: m0000_init }]
