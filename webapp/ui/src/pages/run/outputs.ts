interface Schema {
  type?: string | string[];
  enum?: unknown[];
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** What an operation always gives, with an empty value for each, to be filled in by hand. */
export function emptyOutput(schema: unknown): Record<string, unknown> {
  const { properties = {}, required = [] } = (schema ?? {}) as Schema;
  return Object.fromEntries(required.map((name) => [name, empty(properties[name] ?? {})]));
}

function empty({ type, enum: choices, default: otherwise }: Schema): unknown {
  if (otherwise !== undefined) return otherwise;
  if (choices && choices.length > 0) return choices[0];
  switch (Array.isArray(type) ? type[0] : type) {
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return {};
    default:
      return '';
  }
}
