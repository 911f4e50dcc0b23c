/** NOMAD's types of errors, and our own for what a limit cut short. */
export type GraphFaultType = 'NOTFOUND' | 'NOACCESS' | 'ARCHIVEERROR' | 'GENERAL' | 'LIMIT';

/** Something in an answer that could not be had, while the rest of it stands: one item of `m_errors`. */
export interface GraphFault {
  readonly type: GraphFaultType;
  /** A sentence. */
  readonly message: string;
  /** Where in the archive, as `/run/0/x`. */
  readonly path?: string;
}
