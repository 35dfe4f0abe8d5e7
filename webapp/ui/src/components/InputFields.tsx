import { Autocomplete, NumberInput, Select, Switch, TextInput, type AutocompleteProps } from '@mantine/core';
import type { InputField } from '../api/client';
import { useHosts, useServices } from '../queries/site';
import { suggestions } from './suggestions';

/** The control for a field of a form. */
export function Field({ field, value, error, onChange, onLeave }: { field: InputField; value: string; error: string | undefined; onChange: (value: string) => void; onLeave: () => void }) {
  const common = { label: field.label || field.name, description: field.help || undefined, error, onBlur: onLeave, size: 'sm' as const, withAsterisk: field.required, name: field.name };
  switch (field.type) {
    case 'BOOLEAN':
      return <Switch label={common.label} description={common.description} error={error} name={field.name} checked={value === 'true'} onChange={(e) => onChange(String(e.currentTarget.checked))} />;
    case 'ENUM':
      return <Select {...common} data={field.options.map((o) => ({ value: o.value, label: o.label || o.value }))} value={value || null} onChange={(v) => onChange(v ?? '')} clearable={!field.required} />;
    case 'LONG':
      return <NumberInput {...common} allowDecimal={false} value={value} onChange={(v) => onChange(String(v))} />;
    case 'DATE':
      return <TextInput {...common} type="date" value={value} onChange={(e) => onChange(e.currentTarget.value)} />;
    case 'STRING':
      if (field.suggest) return <Suggesting {...common} what={field.suggest} placeholder={field.defaultValue ?? undefined} value={value} onChange={onChange} autoComplete="off" spellCheck={false} />;
      return <TextInput {...common} placeholder={field.defaultValue ?? undefined} value={value} onChange={(e) => onChange(e.currentTarget.value)} autoComplete="off" spellCheck={false} />;
  }
}

/** A text with names of the site to choose from; anything else can be typed, as the site may be changing. */
function Suggesting({ what, value, ...props }: AutocompleteProps & { what: NonNullable<InputField['suggest']>; value: string }) {
  const hosts = useHosts(what !== 'SERVICES').data?.items ?? [];
  const services = useServices(what === 'SERVICES').data?.items ?? [];
  return <Autocomplete {...props} value={value} data={suggestions(what, value, hosts, services)} limit={50} maxDropdownHeight={240} />;
}
