/**
 * Classes of AiiDA's nodes. The type of a node is a path that ends in its class, such as
 * `data.core.array.bands.BandsData.`; a class stands for all types below its path.
 */

/** Classes that no node need be of, so that the types in an archive may not tell their paths. */
const paths: ReadonlyMap<string, string> = new Map([
  ['Node', ''],
  ['Data', 'data.'],
  ['ArrayData', 'data.core.array.'],
  ['KpointsData', 'data.core.array.kpoints.'],
  ['ProcessNode', 'process.'],
  ['CalculationNode', 'process.calculation.'],
  ['WorkflowNode', 'process.workflow.'],
]);

/** Those of the types in an archive that a class stands for; none where the archive has no such nodes. */
export function typesOfClass(name: string, types: readonly string[]): readonly string[] {
  const known = paths.get(name);
  if (known !== undefined) return types.filter((type) => type.startsWith(known));
  const path = types.find((type) => type.endsWith(`.${name}.`))?.slice(0, -`${name}.`.length);
  return path === undefined ? [] : types.filter((type) => type.startsWith(path));
}
