import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The one accent: what can be clicked, and where the focus is. */
const iris: MantineColorsTuple = [
  '#f2f2fc', '#e3e3f7', '#c5c4ef', '#a5a3e6', '#8a86dd', '#736fd6', '#5f5ac9', '#4f4ab8', '#423e9c', '#343180',
];

/** Greys with a drop of the accent in them, so that light and dark are of one family. */
const dark: MantineColorsTuple = [
  '#e6e7ec', '#c3c5cf', '#9b9eab', '#7b7f8e', '#4b4f5d', '#353845', '#262934', '#1b1d26', '#15171e', '#0f1116',
];

export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: { light: 7, dark: 6 },
  colors: { iris, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'IBM Plex Mono', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.25rem', lineHeight: '1.4' }, h2: { fontSize: '0.9375rem' } } },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
    Menu: { defaultProps: { shadow: 'md', withinPortal: true } },
  },
});

const page = { '--mantine-color-body': 'var(--sb-page)', '--mantine-color-text': 'var(--sb-text)', '--mantine-color-dimmed': 'var(--sb-dim)' };

/** Mantine's own surfaces are those of tokens.css. */
export const surfaces: CSSVariablesResolver = () => ({ variables: {}, light: page, dark: page });
