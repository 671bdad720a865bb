import { raw } from 'hono/html'

const shapes = {
  alert: 'M10 3.2 2.6 16.2h14.8ZM10 8.2v3.6M10 14v.1',
  audit: 'M6.5 5.5h10M6.5 10h10M6.5 14.5h10M3.2 5.5h.1M3.2 10h.1M3.2 14.5h.1',
  building: 'M4 17V4a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1v13M12 8.5h3a1 1 0 0 1 1 1V17M2.5 17h15M7 6.5h2M7 9.8h2M7 13.2h2',
  bell: 'M10 2.8v1.4M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.8H4ZM8.3 17.2h3.4',
  calendar:
    'M3 5.5a1.5 1.5 0 0 1 1.5-1.5h11A1.5 1.5 0 0 1 17 5.5v9.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 15ZM3 8.5h14M7 2.5V5M13 2.5V5',
  camera:
    'M2.5 7A1.5 1.5 0 0 1 4 5.5h2l1.3-2h5.4l1.3 2h2A1.5 1.5 0 0 1 17.5 7v7.5A1.5 1.5 0 0 1 16 16H4a1.5 1.5 0 0 1-1.5-1.5ZM10 13.3a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8Z',
  check: 'm4 10.5 4 4 8-9',
  chevron: 'm5.5 8 4.5 4.5L14.5 8',
  clock: 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM10 5.8V10l2.8 1.8',
  close: 'm5 5 10 10M15 5 5 15',
  copy: 'M7 7.5A1.5 1.5 0 0 1 8.5 6h6.5a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H8.5A1.5 1.5 0 0 1 7 15.5ZM13.5 6V4.5A1.5 1.5 0 0 0 12 3H5a1.5 1.5 0 0 0-1.5 1.5V12A1.5 1.5 0 0 0 5 13.5h2',
  file: 'M5 3.5A1 1 0 0 1 6 2.5h5.5l4 4v10a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1ZM11.5 2.5v4h4M7.8 10.5h4.7M7.8 13.5h4.7',
  globe:
    'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM2.8 10h14.4M10 2.8c2.3 2 3.2 4.6 3.2 7.2s-.9 5.2-3.2 7.2c-2.3-2-3.2-4.6-3.2-7.2s.9-5.2 3.2-7.2Z',
  inbox: 'M3 11.5 5 4.5h10l2 7v4a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1ZM3 11.5h4.2c.3 1.4 1.4 2.3 2.8 2.3s2.5-.9 2.8-2.3H17',
  info: 'M10 17.2a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4ZM10 9.3v4.2M10 6.5v.1',
  lock: 'M5 9.5a1 1 0 0 1 1-1h8a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1ZM7 8.5V6.2a3 3 0 0 1 6 0v2.3',
  mail: 'M2.8 5.5a1 1 0 0 1 1-1h12.4a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H3.8a1 1 0 0 1-1-1ZM3 6l7 5.2L17 6',
  'map-pin':
    'M10 17.5c3.6-3.5 5.5-6.3 5.5-8.8a5.5 5.5 0 1 0-11 0c0 2.5 1.9 5.3 5.5 8.8ZM10 10.8a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  pause: 'M7 4.5v11M13 4.5v11',
  phone:
    'M4 2.8h2.7l1.5 3.9-1.9 1.4a10 10 0 0 0 5.6 5.6l1.4-1.9 3.9 1.5V16a1.3 1.3 0 0 1-1.4 1.3A13.3 13.3 0 0 1 2.7 4.2 1.3 1.3 0 0 1 4 2.8Z',
  play: 'M6 4v12l9.5-6Z',
  plus: 'M10 4v12M4 10h12',
  printer:
    'M5.5 7.5v-5h9v5M5.5 14H4a1 1 0 0 1-1-1V8.5a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1h-1.5M5.5 11.5h9v6h-9Z',
  search: 'M9 14.8A5.8 5.8 0 1 0 9 3.2a5.8 5.8 0 0 0 0 11.6ZM13.3 13.3 17 17',
  settings:
    'M3 6h8M15 6h2M3 14h2M9 14h8M13 8.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM7 16.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  'sign-out': 'M8 3H5a1 1 0 0 0-1 1v12a1 1 0 0 0 1 1h3M8.5 10H17M14 6.8l3.2 3.2-3.2 3.2',
  user: 'M10 9.8a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6ZM3.8 17c.4-3 2.9-4.7 6.2-4.7s5.8 1.7 6.2 4.7',
  users:
    'M7.5 9.8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.3-2.7 2.5-4.2 5.5-4.2s5.2 1.5 5.5 4.2M13 4a3 3 0 0 1 0 5.6M15 12.5c1.8.5 2.8 1.9 3 4',
  wrench:
    'M16.8 5.2a3.9 3.9 0 0 1-5.2 4.9l-5.4 5.9a1.6 1.6 0 0 1-2.3-2.3l5.9-5.4a3.9 3.9 0 0 1 4.9-5.2l-2.4 2.5.4 1.7 1.7.4Z',
}

export type IconName = keyof typeof shapes

export const iconNames = Object.keys(shapes) as IconName[]

/** Decoration beside words; with a label it stands alone. */
export const Icon = ({ name, label }: { name: IconName; label?: string | undefined }) =>
  label ? (
    <svg class={`icon icon-${name}`} viewBox="0 0 20 20" role="img">
      <title>{label}</title>
      <path d={shapes[name]} />
    </svg>
  ) : (
    decorations[name]
  )

/** Written out, for a page has dozens of them, and an svg is what takes longest to render. */
const decorations = Object.fromEntries(
  iconNames.map((name) => [
    name,
    raw(
      `<svg class="icon icon-${name}" viewBox="0 0 20 20" aria-hidden="true"><path d="${shapes[name]}"></path></svg>`,
    ),
  ]),
) as Record<IconName, ReturnType<typeof raw>>

/** The product's own mark: what is broken, round again and well. */
export const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
    <path
      d="M28 13.9A12.3 12.3 0 1 1 21.2 5M10.7 15.8l4.7 4.7L28 7.5"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)
