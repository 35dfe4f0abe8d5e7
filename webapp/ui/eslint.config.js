import js from '@eslint/js';
import query from '@tanstack/eslint-plugin-query';
import hooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';

const bpmn = [
  {
    group: ['bpmn-js', 'bpmn-js/*', 'diagram-js', 'diagram-js/*', 'bpmn-moddle', 'camunda-bpmn-moddle', 'camunda-bpmn-moddle/*', 'bpmn-js-*', '@bpmn-io/*', 'bpmnlint', 'bpmnlint/*'],
    message: 'Only diagram/ knows bpmn-js.',
  },
];

export default defineConfig(
  globalIgnores(['target', 'public', 'dist']),
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  hooks.configs.flat.recommended,
  query.configs['flat/recommended'],
  {
    files: ['src/**'],
    ignores: ['src/diagram/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: bpmn }] },
  },
  {
    files: ['src/**'],
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
    },
  },
  {
    // These speak to the React Compiler, which does not run here.
    rules: { 'react-hooks/purity': 'off', 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['build/**', 'vite.config.ts'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
