/**
 * Categories of loops in the dictionaries of the IUCr: what their tags begin with. By these names loops can be asked for
 * whatever columns they have.
 */
const categories: ReadonlySet<string> = new Set([
  ...['atom_site', 'atom_site_aniso', 'atom_site_moment', 'atom_site_fourier_wave_vector', 'atom_type'],
  ...[
    'atom_sites_displace_fourier',
    'atom_site_displace_fourier',
    'atom_site_occ_fourier',
    'cell_wave_vector',
  ],
  ...['symmetry_equiv', 'space_group_symop', 'space_group_symop_magn', 'space_group_wyckoff', 'audit_author'],
  ...['audit_conform', 'audit_contact_author', 'audit_link', 'chemical_conn_atom', 'chemical_conn_bond'],
  ...['citation', 'citation_author', 'citation_editor', 'publ_author', 'publ_body', 'journal_index'],
  ...[
    'geom_angle',
    'geom_bond',
    'geom_contact',
    'geom_hbond',
    'geom_torsion',
    'valence_param',
    'valence_ref',
  ],
  ...['refln', 'refln_sys_abs', 'reflns_class', 'reflns_scale', 'reflns_shell', 'refine_ls_class'],
  ...[
    'diffrn_attenuator',
    'diffrn_refln',
    'diffrn_reflns_class',
    'diffrn_scale_group',
    'diffrn_standard_refln',
  ],
  ...['diffrn_orient_refln', 'diffrn_radiation_wavelength', 'exptl_crystal', 'exptl_crystal_face'],
  ...['pd_background', 'pd_calib', 'pd_data', 'pd_meas', 'pd_peak', 'pd_phase', 'pd_proc', 'pd_refln'],
]);

/** No dictionary has longer ones, and each part of a name is compared. */
const tagLengthMax = 200;

/**
 * The key of a loop: in newer dictionaries what stands before the dot, in older ones the category that all tags are of,
 * else what all of them begin with. A loop of one unknown tag has that as its key.
 */
export function loopKey(tags: readonly string[]): string {
  const [first = '', ...others] = tags;
  const dot = first.indexOf('.');
  if (dot > 0) return first.slice(0, dot);
  if (first.length > tagLengthMax) return first;
  const lowered = others.map((tag) => tag.toLowerCase());
  const parts = first.split('_');
  const beginnings = parts.map((_, index) => parts.slice(0, parts.length - index).join('_'));
  const common = beginnings.filter((beginning, index) => {
    const start = `${beginning.toLowerCase()}_`;
    return (index === 0 && others.length === 0) || lowered.every((tag) => tag.startsWith(start));
  });
  const known = common.find((beginning) => categories.has(beginning.slice(1).toLowerCase()));
  // Tags without anything in common begin with an underscore all the same.
  return known ?? common.find((beginning) => beginning !== '') ?? first;
}
