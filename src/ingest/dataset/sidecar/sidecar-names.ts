/** Names of our own description of a dataset, relative to the folder that it describes. */
export const sidecarNames: readonly string[] = ['respawn.yaml', 'respawn.yml'];
