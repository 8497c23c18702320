/** Gives the name by which people know a zone: "Algiers" of "Africa/Algiers". */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}
