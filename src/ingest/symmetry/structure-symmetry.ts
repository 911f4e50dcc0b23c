import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { SymmetryMode } from '../dataset/dataset-plan.ts';
import type { Structure } from '../structure/structure.ts';
import { computedSymmetryAttributes } from './computed-symmetry.ts';
import { declaredSymmetryAttributes } from './declared-symmetry.ts';
import { moyoName, moyoVersion } from './moyo.ts';
import type { SymmetryFinding } from './symmetry-finding.ts';

/** Symmetry of a structure as attributes of its entry. */
export interface StructureSymmetry {
  /** What is unknown is absent. */
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /**
   * For each of the attributes, by what way it is known. The keys within lack the prefix of the provider:
   * `symmetry_source` is `declared` or `computed`; of what was computed, `symmetry_program` tells the program
   * and `symmetry_tolerance_angstrom` how far sites may be off.
   */
  readonly metadata?: JsonObject;
  readonly remark?: { readonly code: 'symmetry-unknown'; readonly message: string };
}

/**
 * The symmetry that is declared, or the one that is computed. What cannot be computed is told as declared,
 * which the metadata show. Where both are known and name different groups, the computed one stands, with a
 * remark.
 *
 * Units: `tolerance` in Å; that of the structure's coordinates where it is left out.
 */
export function structureSymmetry(
  structure: Structure,
  mode: SymmetryMode,
  tolerance: number = structure.tolerance,
): StructureSymmetry {
  if (mode === 'none') return { attributes: {} };
  const declared = declaredSymmetryAttributes(structure);
  if (mode === 'declared') return told(declared, { symmetry_source: 'declared' });
  const computed = computedSymmetryAttributes(structure, tolerance);
  if (computed.attributes.space_group_it_number === undefined) {
    const remarks = [...computed.remarks, ...declared.remarks];
    return told({ ...declared, remarks }, { symmetry_source: 'declared' });
  }
  const remarks = [...computed.remarks, ...differences(computed, declared, tolerance)];
  return told(
    { ...computed, remarks },
    {
      symmetry_source: 'computed',
      symmetry_program: `${moyoName} ${moyoVersion()}`,
      symmetry_tolerance_angstrom: tolerance,
    },
  );
}

function told({ attributes, remarks }: SymmetryFinding, provenance: JsonObject): StructureSymmetry {
  const names = Object.keys(attributes);
  return {
    attributes,
    ...(names.length === 0 ? {} : { metadata: Object.fromEntries(names.map((name) => [name, provenance])) }),
    ...(remarks.length === 0 ? {} : { remark: { code: 'symmetry-unknown', message: remarks.join(' ') } }),
  };
}

function differences(
  computed: SymmetryFinding,
  declared: SymmetryFinding,
  tolerance: number,
): readonly string[] {
  const found = computed.attributes.space_group_it_number;
  const stated = declared.attributes.space_group_it_number;
  if (stated === undefined || stated === found) return [];
  return [
    `The declared space group is ${stated}, the sites have ${found} within ${tolerance} Å, which is told.`,
  ];
}
