import type { RequestNode } from './parse-node.ts';
import { oddity, refusal } from './request-part.ts';

const archiveSettings = ['depth', 'max_list_size', 'max_dict_size', 'resolve_depth'];

/** Records are flat, so that most limits would say nothing. */
export function checkRecordSettings({ own }: RequestNode, isStrict: boolean): void {
  for (const name of archiveSettings) {
    const setting = own?.given.get(name);
    if (setting !== undefined && setting.value !== null) {
      throw refusal(setting, `${name} is for archives and not for records, which are flat`);
    }
  }
  const index = own?.given.get('index');
  if (isStrict && index !== undefined && index.value !== null) throw oddity(index, 'there is no list here');
}

/** Pages and queries are of listings. */
export function refusePaging({ own }: RequestNode): void {
  for (const name of ['pagination', 'query']) {
    const setting = own?.given.get(name);
    if (setting !== undefined && setting.value !== null) {
      throw refusal(setting, `${name} belongs to the token above the ids and not to one record`);
    }
  }
}
