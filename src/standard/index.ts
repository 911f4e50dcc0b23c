export { anonymousSymbol, anonymousSymbols } from './anonymous-symbol.ts';
export type {
  DatabaseDescription,
  EntryTypeDescription,
  Implementation,
  Provider,
} from './database-description.ts';
export type { ChemicalElement } from './definition/chemical-element.ts';
export { chemicalElements } from './definition/chemical-element.ts';
export type { ClassicTypeWord } from './definition/classic-type-word.ts';
export { classicTypeWord } from './definition/classic-type-word.ts';
export { commonProperties } from './definition/common-properties.ts';
export { symmetryOperationPattern } from './definition/entry-type/lattice.ts';
export type { NormalizedUnit } from './definition/normalize-unit.ts';
export { normalizeUnit } from './definition/normalize-unit.ts';
export type { PropertyTypeRule } from './definition/property-type-rules.ts';
export { isStandardDataType, propertyTypeRules } from './definition/property-type-rules.ts';
export { isIdentifier, knownProviderPrefixes, prefixOf } from './definition/provider-prefix.ts';
export type { CustomEntryTypeOptions } from './definition/standard-entry-types.ts';
export { customEntryType, definitionFor, standardEntryTypes } from './definition/standard-entry-types.ts';
export { unitDefinitionsFor } from './definition/unit-definitions.ts';
export type { UnitFactor } from './definition/unit-expression.ts';
export { formatUnitExpression, parseUnitExpression } from './definition/unit-expression.ts';
export type { ErrorDocument } from './document/error-document.ts';
export type {
  AvailableApiVersion,
  BaseInfo,
  BaseInfoAttributes,
  EntryInfo,
  IndexInfo,
} from './document/info.ts';
export type { DocumentLinks, Link, LinkObject } from './document/link.ts';
export type { Aggregate, LinkAttributes, LinkEntry, LinkType } from './document/link-entry.ts';
export { aggregateValues, linkTypes } from './document/link-entry.ts';
export type { Meta, MetaDatabase, MetaImplementation, MetaProvider } from './document/meta.ts';
export type { ErrorObject, Warning } from './document/problem-object.ts';
export type { PartialDataLink, ResourceMeta, ResourceObject } from './document/resource-object.ts';
export type {
  BaseInfoDocument,
  EntryInfoDocument,
  EntryListingDocument,
  IndexInfoDocument,
  JsonApiMember,
  LinksDocument,
  ResponseDocument,
  SingleEntryDocument,
} from './document/response-document.ts';
export type { Entry, Relationship, ResourceIdentifier } from './entry.ts';
export type { Fault, FaultSeverity } from './fault.ts';
export { pointerOf, shown } from './fault.ts';
export type { Amounts, FormulaPart } from './formula.ts';
export {
  anonymousFormula,
  hillFormula,
  isDescriptiveFormula,
  parseFormula,
  reducedFormula,
} from './formula.ts';
export type { ResolvedPath } from './nested-path.ts';
export { comparableTypeOf, resolveNestedPath } from './nested-path.ts';
export type {
  DataType,
  EntryTypeDefinition,
  JsonSchemaType,
  PropertyDefinition,
  StandardDataType,
  UnitDefinition,
} from './property-definition.ts';
export { SemanticVersion } from './semantic-version.ts';
export type { SupportLevel } from './support-level.ts';
export { isSupportLevel, supportLevels } from './support-level.ts';
export type { Timestamp } from './timestamp.ts';
export { parseTimestamp, timestampKey } from './timestamp.ts';
