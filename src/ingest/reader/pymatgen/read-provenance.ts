/** Where a structure with provenance (a StructureNL) is from: its `about`. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { readBibtex } from '../bibliography/read-bibtex.ts';
import { referenceId } from '../cif/reference-id.ts';
import type { FoundProperties } from '../finding/found-properties.ts';
import { isEmpty } from '../finding/found-properties.ts';
import type { FoundReference } from '../format/format-reader.ts';

/** Publications that one structure is from. */
const referencesMax = 20;

/** The publications among its references, which are BibTeX; empty where they are none. */
export function readReferences(about: JsonValue | undefined): readonly FoundReference[] {
  const text = bibtexOf(about);
  if (text === undefined) return [];
  const { findings } = readBibtex({ bytes: Buffer.from(text), line: 1, index: 0 }, { path: '' });
  const references = new Map<string, FoundReference>();
  for (const { content } of findings.slice(0, referencesMax)) {
    if (content.kind !== 'reference') continue;
    // Not the key of the entry: `reference0` is another publication in each document.
    const id = referenceId(content.attributes);
    references.set(id, { id, attributes: content.attributes });
  }
  return [...references.values()];
}

/** The text of its references. */
export function bibtexOf(about: JsonValue | undefined): string | undefined {
  const text = isJsonObject(about) ? about.references : undefined;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** Data, projects and remarks. Its history tells of steps rather than of the structure, and is left out. */
export function addProvenance(properties: FoundProperties, about: JsonObject): void {
  if (isJsonObject(about.data)) {
    // The names of its data begin with an underscore by rule.
    for (const [name, value] of Object.entries(about.data)) properties.add(name.replace(/^_+/, ''), value);
  }
  for (const name of ['projects', 'remarks']) if (!isEmpty(about[name])) properties.add(name, about[name]);
}
