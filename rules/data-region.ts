/** Where an installation keeps its data; `own`: on a server that whoever runs it has somewhere, and that is all that is known. */
export const dataRegionKeys = ['own', 'cn', 'eu', 'us', 'apac'] as const
export type DataRegion = (typeof dataRegionKeys)[number]

/** GR-16, R-PI-11: to a known place outside mainland China. */
export const leavesChina = (region: DataRegion) => region !== 'cn' && region !== 'own'
