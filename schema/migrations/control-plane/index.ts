import m0000_init from './0000_init.sql'
import m0001_register from './0001_register.sql'
import m0002_hostname_challenge from './0002_hostname-challenge.sql'

/** Oldest first. Each `.sql` file is bundled as text, so a Worker can migrate without a disk. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: '0000_init', sql: m0000_init },
  { name: '0001_register', sql: m0001_register },
  { name: '0002_hostname-challenge', sql: m0002_hostname_challenge },
]
