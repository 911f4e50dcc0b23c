/**
 * How far implementations must support a property: a value in every entry, a value where there is one, or as
 * they like.
 *
 * @spec OPTIMADE 1.3.0, "Property Definition keys", x-optimade-requirements, support
 */
export type SupportLevel = 'must' | 'should' | 'may';

export const supportLevels: readonly SupportLevel[] = ['must', 'should', 'may'];

export function isSupportLevel(value: unknown): value is SupportLevel {
  return (supportLevels as readonly unknown[]).includes(value);
}
