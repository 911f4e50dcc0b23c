import { shown } from '../../standard/index.ts';
import { parseOwnSettings, parseWord } from './parse-own-settings.ts';
import type { RequestPart } from './request-part.ts';
import { membersOf, oddity, refusal } from './request-part.ts';
import type { OwnSettings } from './settings.ts';

/** One position of a request, taken apart: its settings, and what it says of each key. */
export interface RequestNode {
  readonly part: RequestPart;
  /** Undefined where there are none; a word stands for settings. */
  readonly own: OwnSettings | undefined;
  readonly members: ReadonlyMap<string, RequestPart>;
}

/** Errors: those of `parseOwnSettings`; `graph-request-invalid` for what is neither a word nor a map. */
export function parseNode(part: RequestPart, isStrict: boolean): RequestNode {
  if (typeof part.value === 'string') return { part, own: parseWord(part), members: new Map() };
  const members = mergeChildren(part, isStrict);
  const settings = members.get('m_request');
  members.delete('m_request');
  const own = settings && parseOwnSettings(settings, isStrict);
  return { part, own, members };
}

/**
 * Whether the node itself is asked for: by settings, or since nothing below it is. Settings without content
 * say nothing next to children.
 */
export function isNodeFetched({ own, members }: RequestNode): boolean {
  return members.size === 0 || (own !== undefined && own.given.size > 0);
}

/** Whether something is asked for below a position. */
export function hasChildren({ value }: RequestPart): boolean {
  const below = membersOf({ value, pointer: '' });
  return (
    below !== undefined &&
    [...below].some(([key, child]) => (key === 'm_children' ? hasChildren(child) : key !== 'm_request'))
  );
}

/** What stands in `m_children` is at home beside it, and wins. */
function mergeChildren(part: RequestPart, isStrict: boolean): Map<string, RequestPart> {
  const members = requireMembers(part);
  for (let inner = members.get('m_children'); inner !== undefined; inner = members.get('m_children')) {
    members.delete('m_children');
    for (const [key, child] of requireMembers(inner)) {
      const hidden = members.get(key);
      if (isStrict && hidden !== undefined)
        throw oddity(hidden, `m_children holds ${shown(key)} too, which wins`);
      members.set(key, child);
    }
  }
  return members;
}

function requireMembers(part: RequestPart): Map<string, RequestPart> {
  const members = membersOf(part);
  if (members === undefined) {
    throw refusal(
      part,
      `a map or one of the words "*", "include", "include-resolved" is expected, not ${shown(part.value)}`,
    );
  }
  return members;
}
