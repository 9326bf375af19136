import { expect, test } from 'vitest';
import { ecsFieldNamesModule } from '../../../scripts/ecs-field-names.ts';

test('the module lists the fields of the CSV in order, each once, under their version', () => {
  const csv =
    'ECS_Version,Indexed,Field,Example\n1.2.3,true,b.c,"say ""hi"""\n1.2.3,true,@a,x\n1.2.3,false,b.c,y\n';
  const module = ecsFieldNamesModule(csv);
  expect(module).toContain('1.2.3 (https://github.com/elastic/ecs');
  expect(module).toContain('`\n@a\nb.c\n`');
});

test.each([
  ['another table', 'name\nx\n', /ECS_Version/],
  ['an empty table', 'ECS_Version,Field\n', /./],
  ['two versions', 'ECS_Version,Field\n1,a\n2,b\n', /several versions of ECS: 1, 2/],
  ['a name that would end the list', 'ECS_Version,Field\n1,`a\n', /no name of a field/],
])('%s is refused', (_, csv, reason) => {
  expect(() => ecsFieldNamesModule(csv)).toThrow(reason);
});
