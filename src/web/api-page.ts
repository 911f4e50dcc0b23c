import type { JsonObject, JsonValue } from '../base/index.ts';
import { isJsonObject } from '../base/index.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { renderPage } from './layout.ts';

/** An OpenAPI document as a page to read: the paths with their parameters, then the schemas. */
export function renderApiPage(document: JsonObject, documentUrl: string): string {
  const info = member(document, 'info');
  const components = member(document, 'components');
  const title = String(info.title ?? 'API');
  return renderPage(
    title,
    html`<h1>${title}</h1>
<p>${String(info.description ?? '')}</p>
<p>The same for programs: <a href="${documentUrl}"><code>openapi.json</code></a></p>
<h2>Paths</h2>
${Object.entries(member(document, 'paths')).map(([path, operations]) =>
  Object.entries(asObject(operations)).map(([method, operation]) =>
    pathSection(`${method.toUpperCase()} ${path}`, asObject(operation), components),
  ),
)}
<h2>Schemas</h2>
${Object.entries(member(components, 'schemas')).map(
  ([name, schema]) => html`<details id="schema-${name}"><summary><code>${name}</code></summary>
<pre>${JSON.stringify(schema, undefined, 2)}</pre></details>
`,
)}`,
    documentUrl,
  );
}

function pathSection(methodAndPath: string, operation: JsonObject, components: JsonObject): Html {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  const answer = member(member(operation, 'responses'), '200');
  const schema = JSON.stringify(answer).match(/#\/components\/schemas\/([\w.-]+)/)?.[1];
  return html`<details><summary><code>${methodAndPath}</code> ${String(operation.summary ?? '')}</summary>
<table>
<thead><tr><th>Parameter</th><th>Meaning</th></tr></thead>
<tbody>${parameters.map((parameter) => parameterRow(asObject(parameter), components))}</tbody>
</table>
${schema === undefined ? undefined : schemaLink(schema)}
</details>
`;
}

function schemaLink(name: string): Html {
  return html`<p>Answers with <a href="#schema-${name}"><code>${name}</code></a>.</p>`;
}

function parameterRow(parameter: JsonObject, components: JsonObject): Html {
  const name = String(parameter.$ref ?? parameter.name)
    .split('/')
    .at(-1)!;
  const resolved = parameter.$ref === undefined ? parameter : member(member(components, 'parameters'), name);
  return html`<tr><td><code>${name}</code></td><td>${String(resolved.description ?? '')}</td></tr>`;
}

function member(object: JsonObject, key: string): JsonObject {
  return asObject(Object.hasOwn(object, key) ? object[key] : undefined);
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
