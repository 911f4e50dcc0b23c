import type { BaseInfo } from '../../standard/index.ts';
import { apiVersions } from '../api-version.ts';
import type { DocumentContext } from '../document-context.ts';
import { shownEntryTypes } from '../document-context.ts';

/**
 * The JSON of `data` in `/info`; the same for every request, so that callers keep it.
 *
 * @spec OPTIMADE 1.3.0, "Base Info Endpoint"
 */
export function baseInfoData(context: DocumentContext): string {
  const { service, baseUrl } = context;
  const entryTypes = shownEntryTypes(context.description);
  const data: BaseInfo = {
    type: 'info',
    id: '/',
    attributes: {
      api_version: context.version.number,
      available_api_versions: apiVersions.flatMap(({ segments, number }) =>
        segments.map((segment) => ({ url: `${baseUrl}/${segment}`, version: number })),
      ),
      formats: ['json'],
      available_endpoints: [...entryTypes, 'info', 'links', 'extensions'],
      entry_types_by_format: { json: entryTypes },
      is_index: false,
      license: service.licenseUrl ?? null,
      // A list of licences is a legal commitment: only the operator can make it, and null makes none.
      available_licenses: service.availableLicenses ?? null,
      available_licenses_for_entries: service.availableLicensesForEntries ?? null,
    },
  };
  return JSON.stringify(data);
}
