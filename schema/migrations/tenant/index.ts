import m0000_init from './0000_init.sql'
import m0001_search from './0001_search.sql'
import m0002_closing from './0002_closing.sql'
import m0003_waiting_list from './0003_waiting-list.sql'
import m0004_register from './0004_register.sql'
import m0005_consultation from './0005_consultation.sql'
import m0006_asset_end from './0006_asset-end.sql'
import m0007_customer_name from './0007_customer-name.sql'
import m0008_visit from './0008_visit.sql'
import m0009_search_words from './0009_search-words.sql'
import m0010_feedback from './0010_feedback.sql'
import m0011_fault from './0011_fault.sql'
import m0012_retired from './0012_retired.sql'
import m0013_running_clocks from './0013_running_clocks.sql'

/** Oldest first. Each `.sql` file is bundled as text, so a Worker can migrate without a disk. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: '0000_init', sql: m0000_init },
  { name: '0001_search', sql: m0001_search },
  { name: '0002_closing', sql: m0002_closing },
  { name: '0003_waiting-list', sql: m0003_waiting_list },
  { name: '0004_register', sql: m0004_register },
  { name: '0005_consultation', sql: m0005_consultation },
  { name: '0006_asset-end', sql: m0006_asset_end },
  { name: '0007_customer-name', sql: m0007_customer_name },
  { name: '0008_visit', sql: m0008_visit },
  { name: '0009_search-words', sql: m0009_search_words },
  { name: '0010_feedback', sql: m0010_feedback },
  { name: '0011_fault', sql: m0011_fault },
  { name: '0012_retired', sql: m0012_retired },
  { name: '0013_running_clocks', sql: m0013_running_clocks },
]
