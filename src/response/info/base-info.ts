import type { BaseInfo, BaseInfoAttributes, IndexInfo } from '../../standard/index.ts';
import { apiVersions } from '../api-version.ts';
import type { DatabaseContext, DocumentContext } from '../document-context.ts';
import { shownEntryTypes } from '../document-context.ts';

/**
 * The JSON of `data` in `/info`; the same for every request, so that callers keep it.
 *
 * @spec OPTIMADE 1.3.0, "Base Info Endpoint"
 */
export function baseInfoData(context: DatabaseContext): string {
  const entryTypes = shownEntryTypes(context.description);
  const data: BaseInfo = {
    type: 'info',
    id: '/',
    attributes: {
      ...commonAttributes(context),
      available_endpoints: [...entryTypes, 'info', 'links', 'extensions'],
      entry_types_by_format: { json: entryTypes },
      is_index: false,
    },
  };
  return JSON.stringify(data);
}

/**
 * The JSON of `data` in `/info` of the index meta-database.
 *
 * @param defaultId the child that clients should ask who ask one only
 * @spec OPTIMADE 1.3.0, "Base Info Endpoint", "Index Meta-Database"
 */
export function indexInfoData(context: DocumentContext, defaultId: string | undefined): string {
  const data: IndexInfo = {
    type: 'info',
    id: '/',
    attributes: {
      ...commonAttributes(context),
      available_endpoints: ['info', 'links'],
      entry_types_by_format: { json: [] },
      is_index: true,
    },
    relationships: { default: { data: defaultId === undefined ? null : { type: 'links', id: defaultId } } },
  };
  return JSON.stringify(data);
}

type CommonAttributes = Omit<
  BaseInfoAttributes,
  'available_endpoints' | 'entry_types_by_format' | 'is_index'
>;

function commonAttributes({ service, baseUrl, version }: DocumentContext): CommonAttributes {
  return {
    api_version: version.number,
    available_api_versions: apiVersions.flatMap(({ segments, number }) =>
      segments.map((segment) => ({ url: `${baseUrl}/${segment}`, version: number })),
    ),
    formats: ['json'],
    license: service.licenseUrl ?? null,
    // A list of licences is a legal commitment: only the operator can make it, and null makes none.
    available_licenses: service.availableLicenses ?? null,
    available_licenses_for_entries: service.availableLicensesForEntries ?? null,
  };
}
