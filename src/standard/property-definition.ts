import type { JsonObject, JsonValue } from '../base/index.ts';

/** The data types of the standard. @spec OPTIMADE 1.3.0, "Data types" */
export type StandardDataType =
  | 'string'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'timestamp'
  | 'list'
  | 'dictionary';

/** A standard type, or one that a provider defines, `_<prefix>_<name>`. */
export type DataType = StandardDataType | `_${string}`;

/** The words of JSON Schema that `type` may list. */
export type JsonSchemaType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/**
 * A Property Definition as it stands on the wire, at any level of nesting.
 *
 * @spec OPTIMADE 1.3.0, "Property Definitions"
 */
export interface PropertyDefinition {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly 'x-optimade-definition'?: {
    readonly kind: 'property';
    readonly format: string;
    readonly version?: string;
    readonly name: string;
    readonly label: string;
    readonly resources?: readonly JsonObject[];
  };
  readonly 'x-optimade-type': DataType;
  readonly 'x-optimade-unit': string;
  readonly 'x-optimade-unit-definitions'?: readonly UnitDefinition[];
  readonly 'x-optimade-dimensions'?: {
    readonly names: readonly string[];
    readonly sizes: readonly (number | null)[];
    readonly compactable?: readonly ('no' | 'constant')[];
  };
  readonly 'x-optimade-requirements'?: JsonObject;
  readonly 'x-optimade-implementation'?: JsonObject;
  readonly 'x-optimade-metadata-definition'?: JsonObject;
  /** One JSON type, and `null` where the value may be unknown. */
  readonly type: readonly JsonSchemaType[];
  /** Of a list. */
  readonly items?: PropertyDefinition;
  /** Of a dictionary: the closed set of its keys (prefixed ones aside). */
  readonly properties?: Readonly<Record<string, PropertyDefinition>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly JsonValue[];
  readonly format?: 'date-time' | 'date' | 'time' | 'duration' | 'email' | 'uri' | 'iri';
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly multipleOf?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
  readonly examples?: readonly JsonValue[];
  readonly deprecated?: boolean;
}

/** @spec OPTIMADE 1.3.0, "Physical Unit Definitions" */
export interface UnitDefinition {
  readonly $schema: string;
  readonly $id: string;
  readonly symbol: string;
  readonly 'display-symbol': string;
  readonly title: string;
  readonly description: string;
  readonly 'x-optimade-definition': {
    readonly kind: 'unit';
    readonly format: string;
    readonly version: string;
    readonly name: string;
    readonly label: string;
  };
}

/** An entry type: its name, what it stands for, and the properties that an entry of it may have. */
export interface EntryTypeDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, PropertyDefinition>>;
}
