/** Attributes of a StructureData node → structure. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { chemicalElements } from '../../../standard/index.ts';
import type { Occupant, Site, Structure, Vector } from '../../structure/structure.ts';
import { excerpt } from '../finding/excerpt.ts';

/** Weights that add up to one within this leave nothing empty. AiiDA itself allows as much. */
const weightTolerance = 1e-6;
/** Relative; natural weights differ by less between tables, isotopes by more. */
const massTolerance = 2e-3;

/** The structure, or what is wrong: a sentence without its subject. */
export function structureOfNode(attributes: JsonValue): Structure | string {
  if (!isJsonObject(attributes)) return 'has no attributes';
  const { cell, kinds, sites } = attributes;
  if (!Array.isArray(kinds) || !Array.isArray(sites)) return 'has no lists of kinds and sites';
  const occupantsByKind = new Map<string, readonly Occupant[]>();
  for (const kind of kinds as readonly JsonValue[]) {
    const occupants = isJsonObject(kind) ? occupantsOf(kind) : undefined;
    if (occupants === undefined) return `has a kind that cannot be read: ${excerpt(JSON.stringify(kind))}`;
    occupantsByKind.set(String((kind as JsonObject).name), occupants);
  }
  const found: Site[] = [];
  for (const site of sites as readonly JsonValue[]) {
    const position = isJsonObject(site) ? vectorOf(site.position) : undefined;
    const occupants = isJsonObject(site) ? occupantsByKind.get(String(site.kind_name)) : undefined;
    if (position === undefined || occupants === undefined) {
      return `has a site that cannot be read: ${excerpt(JSON.stringify(site))}`;
    }
    found.push({ position, occupants, label: String((site as JsonObject).kind_name) });
  }
  const periodic = [attributes.pbc1, attributes.pbc2, attributes.pbc3].map((value) => value === true);
  const vectors = Array.isArray(cell) ? cell.map(vectorOf) : [];
  return {
    lattice: [0, 1, 2].map((axis) => latticeVector(vectors[axis])) as unknown as Structure['lattice'],
    periodic: periodic as unknown as Structure['periodic'],
    sites: found,
    implicitAtoms: false,
    tolerance: 1e-3,
  };
}

function latticeVector(vector: Vector | undefined): Vector | null {
  return vector?.some((value) => value !== 0) ? vector : null;
}

function occupantsOf({ symbols, weights, mass, name }: JsonObject): readonly Occupant[] | undefined {
  if (!Array.isArray(symbols) || !Array.isArray(weights) || symbols.length !== weights.length)
    return undefined;
  const occupants: Occupant[] = [];
  let total = 0;
  for (const [index, symbol] of (symbols as readonly JsonValue[]).entries()) {
    const weight: JsonValue = (weights as readonly JsonValue[])[index]!;
    if (typeof symbol !== 'string' || typeof weight !== 'number' || !(weight >= 0 && weight <= 1))
      return undefined;
    total += weight;
    const element = chemicalElements.get(symbol);
    occupants.push({
      symbol: element === undefined ? 'X' : symbol,
      concentration: weight,
      ...(symbols.length === 1 && typeof mass === 'number' ? isotopeMass(mass, element?.weight) : {}),
      ...(typeof name === 'string' && name !== symbol && symbols.length === 1 ? { originalName: name } : {}),
    });
  }
  if (total < 1 - weightTolerance) occupants.push({ symbol: 'vacancy', concentration: 1 - total });
  return occupants;
}

/** AiiDA always stores a mass; only one that is not the natural one says something. */
function isotopeMass(mass: number, natural: number | undefined): { readonly mass?: number } {
  return natural !== undefined && Math.abs(mass / natural - 1) < massTolerance ? {} : { mass };
}

function vectorOf(value: JsonValue | undefined): Vector | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  return value.every((item: unknown) => typeof item === 'number' && Number.isFinite(item))
    ? (value as unknown as Vector)
    : undefined;
}
