import type { LinkAttributes, LinkEntry } from '../standard/index.ts';

export function linkEntry(id: string, attributes: LinkAttributes): LinkEntry {
  return { id, type: 'links', attributes };
}

/** The way to everybody else. @param taken ids of the other entries */
export function providersLink(taken: ReadonlySet<string>): LinkEntry {
  let id = 'optimade';
  while (taken.has(id)) id += '-providers';
  return linkEntry(id, {
    name: 'Materials Consortia',
    description: 'The directory of all registered providers of OPTIMADE databases.',
    base_url: 'https://providers.optimade.org',
    homepage: 'https://optimade.org',
    link_type: 'providers',
  });
}
