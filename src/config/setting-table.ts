import type { SettingRow } from './setting-row.ts';
import { controlRows } from './table/control-rows.ts';
import { dataRows } from './table/data-rows.ts';
import { lifeCycleRows } from './table/life-cycle-rows.ts';
import { serverRows } from './table/server-rows.ts';
import { serviceRows } from './table/service-rows.ts';

/**
 * Every setting of the program, once: flags, variables, the file, the help and docs/reference/options.md all follow
 * from this table.
 */
export const settingTable: readonly SettingRow[] = [
  ...serverRows,
  ...serviceRows,
  ...dataRows,
  ...controlRows,
  ...lifeCycleRows,
];
