import type { InputField } from '../../api/client';

/** What was typed, by field; numbers and truth values are text until they are sent. */
export type Typed = Record<string, string>;

/** What is wrong with what was typed in a field; undefined if nothing is. The server has the last word. */
export function fault(field: InputField, text: string | undefined): string | undefined {
  const value = text ?? '';
  if (value === '') return field.required && field.defaultValue == null ? 'This is needed.' : undefined;
  switch (field.type) {
    case 'LONG': {
      if (!/^-?\d+$/.test(value.trim())) return 'This must be a whole number.';
      const number = Number(value);
      if (field.min != null && number < field.min) return `This must be at least ${field.min}.`;
      if (field.max != null && number > field.max) return `This must be at most ${field.max}.`;
      return undefined;
    }
    case 'STRING':
      if (field.min != null && value.length < field.min) return `This must have at least ${field.min} characters.`;
      if (field.max != null && value.length > field.max) return `This can have at most ${field.max} characters.`;
      if (field.pattern != null && !matches(field.pattern, value)) return `This must look like ${field.pattern}.`;
      return undefined;
    case 'ENUM':
      return field.options.some((o) => o.value === value) ? undefined : 'This is none of the choices.';
    case 'BOOLEAN':
    case 'DATE':
      return undefined;
  }
}

/** A pattern that the browser does not know is left to the server. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(value);
  } catch {
    return true;
  }
}

/** As the API takes them; what was left empty is left out. */
export function inputsOf(fields: InputField[], typed: Typed): Record<string, unknown> {
  const inputs: Record<string, unknown> = {};
  for (const field of fields) {
    const text = typed[field.name] ?? '';
    if (text === '') continue;
    inputs[field.name] = field.type === 'LONG' ? Number(text) : field.type === 'BOOLEAN' ? text === 'true' : text;
  }
  return inputs;
}

export function typedOf(fields: InputField[], inputs: Record<string, unknown> = {}): Typed {
  return Object.fromEntries(
    fields.map((field) => {
      const given = inputs[field.name];
      return [field.name, given == null ? (field.defaultValue ?? '') : String(given)];
    }),
  );
}

/** The command that does the same. */
export function curl(origin: string, key: string, body: object): string {
  const json = JSON.stringify(body).replace(/'/g, `'\\''`);
  return [`curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\`, `     -d '${json}' \\`, `     ${origin}/api/v1/runbooks/${encodeURIComponent(key)}/runs`].join('\n');
}
