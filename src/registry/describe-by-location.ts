/** What is said of a database of which nothing else is known. @param location as it may be shown */
export function describeByLocation(location: string): string {
  return `Static data from ${location}`;
}
