// Asks the official validator, and the regular expressions of the language that will run them.
// node validate.mjs <templates.json>; prints a line for each problem and exits with 1 if there is one.
import { readFileSync } from 'node:fs';
import { validateAll } from '@bpmn-io/element-templates-validator';

const templates = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const problems = [];

const { results } = validateAll(templates);
results.forEach(({ valid, errors }, index) => {
  if (!valid) {
    errors.forEach(error => problems.push(`${templates[index].id}: ${error.dataPath} ${error.message}`));
  }
});

for (const { id, properties } of templates) {
  for (const { constraints, placeholder, binding } of properties) {
    if (!constraints?.pattern) {
      continue;
    }
    try {
      const pattern = new RegExp(constraints.pattern.value);
      if (placeholder && !pattern.test(placeholder)) {
        problems.push(`${id}: the placeholder '${placeholder}' of ${binding.name} does not match ${pattern}`);
      }
    } catch (error) {
      problems.push(`${id}: pattern of ${binding.name}: ${error.message}`);
    }
  }
}

problems.forEach(problem => console.log(problem));
console.log(`${templates.length} templates checked`);
process.exit(problems.length ? 1 : 0);
