/**
 * The one form that all structure readers lead to, and from which alone OPTIMADE attributes are made. Nothing in it is
 * invented: what a file does not tell is absent.
 */

/** Cartesian, in Å. */
export type Vector = readonly [number, number, number];

export interface Structure {
  /**
   * Shape: three vectors, of which those of directions that are not periodic may be null. Units: Å. A molecule has
   * three nulls.
   */
  readonly lattice: readonly [Vector | null, Vector | null, Vector | null];
  readonly periodic: readonly [boolean, boolean, boolean];
  /** All sites of the unit cell or molecule, symmetry applied. */
  readonly sites: readonly Site[];
  /** Which sites occur together, where the file says so. */
  readonly assemblies?: readonly Assembly[];
  /** Atoms that are there but have no coordinates, such as hydrogen that was not located. */
  readonly implicitAtoms: boolean;
  /** The elements of such atoms, where all are known. */
  readonly implicitElements?: readonly string[];
  /** Symmetry as the file declares it, in the setting of its cell. */
  readonly symmetry?: DeclaredSymmetry;
  /** Formula that the file states, only ever compared with. */
  readonly statedFormula?: string;
  /** Å; how exact coordinates are, for finding symmetry. */
  readonly tolerance: number;
}

export interface Site {
  readonly position: Vector;
  /** As the file gives them where it does, so that positions need not be recomputed. */
  readonly fractional?: Vector;
  readonly occupants: readonly Occupant[];
  /** Name of the site in the file. Sites of equal label and occupants share a species. */
  readonly label?: string;
}

export interface Occupant {
  /** Symbol of an element, `X` for what is none, `vacancy` for what is left of a stated occupation. */
  readonly symbol: string;
  /** 0 to 1. */
  readonly concentration: number;
  /** Unified atomic mass units, where it is not the natural one (deuterium). */
  readonly mass?: number;
  /** Elementary charges. */
  readonly charge?: number;
  /** As the file calls it: `Fe3+`, `D`, `Fe_pv`. */
  readonly originalName?: string;
  /** Atoms bound to it that have no site of their own, by symbol. */
  readonly attached?: readonly { readonly symbol: string; readonly count: number }[];
}

/** @spec OPTIMADE 1.3.0, "assemblies" */
export interface Assembly {
  /** Indices into the sites, group by group. */
  readonly sitesInGroups: readonly (readonly number[])[];
  readonly groupProbabilities: readonly number[];
}

export interface DeclaredSymmetry {
  /** `x,y,z` forms as OPTIMADE writes them; all of them, valid for the lattice as given. */
  readonly operations?: readonly string[];
  /** 1 to 230. */
  readonly itNumber?: number;
  readonly hallSymbol?: string;
  readonly hermannMauguinSymbol?: string;
  readonly hermannMauguinExtended?: string;
}
