// Property definitions as /info/<type> shows them: what only the outermost level has. See level-rules.ts for
// the rest.
import { isJsonObject } from '../../base/index.ts';
import { isIdentifier } from '../definition/provider-prefix.ts';
import { metaSchemaUrl } from '../definition/schema-url.ts';
import { parseUnitExpression } from '../definition/unit-expression.ts';
import { shown } from '../fault.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import { definitions } from './entry-info-rules.ts';
import { be, beList, beObject, beOneOf, beText, beVersion, have, haveOnly, isText } from './judge.ts';
import { levelsOf } from './level-rules.ts';
import { at, items, memberOf, several } from './place.ts';

const about = at(definitions, 'x-optimade-definition');
const units = at(definitions, 'x-optimade-unit-definitions');

const requiredKeys = [
  '$id',
  '$schema',
  'title',
  'description',
  'x-optimade-definition',
  'x-optimade-type',
  'x-optimade-unit',
  'type',
];

const metaSchemas = (['1.2', '1.3'] as const).map((release) => metaSchemaUrl(release, 'property_definition'));

/** Every unit that a level uses has a definition, by its symbol. */
const unitsAreDefined: Judge = (definition) => {
  const list = memberOf(definition, 'x-optimade-unit-definitions');
  const defined = new Set(Array.isArray(list) ? list.map((unit) => memberOf(unit, 'symbol')) : []);
  for (const { pointer, value } of levelsOf(definition)) {
    const expression = memberOf(value, 'x-optimade-unit');
    if (!isText(expression)) continue;
    const missing = parseUnitExpression(expression)?.find(({ symbol }) => !defined.has(symbol));
    if (missing === undefined) continue;
    return {
      pointer: `${pointer}/x-optimade-unit`,
      phrase: `uses ${shown(missing.symbol)}, which is not defined`,
    };
  }
  return undefined;
};

/** @spec OPTIMADE 1.3.0, "Property Definitions" */
const outermostRules: readonly DocumentRule[] = [
  must('definition-is-a-dictionary', definitions, beObject),
  ...requiredKeys.map((key) => must(`definition-has-${key.replace('$', '')}`, definitions, have(key))),
  must(
    'definition-id-is-an-iri',
    at(definitions, '$id'),
    be('an IRI', (id) => isText(id) && URL.canParse(id)),
  ),
  must('definition-schema-is-text', at(definitions, '$schema'), beText),
  should('definition-schema-is-that-of-the-standard', at(definitions, '$schema'), beOneOf(...metaSchemas)),
  must('definition-identity-is-a-dictionary', about, beObject),
  must('definition-identity-is-complete', about, have('kind', 'format', 'name', 'label')),
  must(
    'definition-identity-members-are-defined',
    about,
    haveOnly(['kind', 'format', 'version', 'name', 'label', 'resources']),
  ),
  must('definition-kind-is-property', at(about, 'kind'), beOneOf('property')),
  // The text has 1.2 alone; the published definitions of trajectories say 1.3.
  must('definition-format-is-known', at(about, 'format'), beOneOf('1.2', '1.3')),
  must(
    'definition-name-and-label-are-identifiers',
    several(at(about, 'name'), at(about, 'label')),
    be('an identifier', (name) => isText(name) && isIdentifier(name)),
  ),
  must('definition-version-is-full', at(about, 'version'), beVersion),
  must('definition-resources-are-a-list', at(about, 'resources'), beList),
  must(
    'definition-resources-have-relation-and-id',
    items(at(about, 'resources')),
    have('relation', 'resource-id'),
  ),
  must('unit-definitions-are-a-list', units, beList),
  must('unit-definitions-are-dictionaries', items(units), beObject),
  must(
    'unit-definitions-are-complete',
    items(units),
    have('$schema', '$id', 'symbol', 'title', 'description', 'x-optimade-definition'),
  ),
  must(
    'unit-definition-texts-are-text',
    several(...['$schema', '$id', 'symbol', 'title', 'description'].map((key) => at(items(units), key))),
    beText,
  ),
  must('unit-definition-kind-is-unit', at(items(units), 'x-optimade-definition', 'kind'), beOneOf('unit')),
  must('units-are-defined', definitions, unitsAreDefined),
  must('definition-dimensions-are-as-deep-as-its-lists', definitions, (definition) =>
    dimensionsExceed(definition),
  ),
];

function dimensionsExceed(definition: unknown): string | undefined {
  const names = memberOf(definition, 'x-optimade-dimensions', 'names');
  if (!Array.isArray(names)) return undefined;
  let depth = 0;
  for (let level = definition; isJsonObject(level) && Object.hasOwn(level, 'items'); level = level.items)
    depth += 1;
  return names.length <= depth ? undefined : `has ${names.length} dimensions but lists ${depth} deep`;
}

/** All of them are new in 1.2. */
export const definitionRules: readonly DocumentRule[] = outermostRules.map((rule) => ({
  ...rule,
  since: 2,
}));
