import type { FunctionName } from './ast.ts';

/** What a value can be known to be without seeing an event. */
export type ValueType = 'string' | 'number' | 'boolean';

export interface FunctionParameter {
  readonly name: string;
  readonly type: ValueType | 'any';
  /** Its argument may not depend on the event. */
  readonly constant: boolean;
  /** Its argument may not be written as a decimal. */
  readonly whole: boolean;
}

export interface FunctionSignature {
  readonly name: FunctionName;
  readonly parameters: readonly FunctionParameter[];
  /** How many of the parameters must be given. */
  readonly required: number;
  /** The last parameter may be given any number of times. */
  readonly repeatsLast: boolean;
  readonly returns: ValueType;
  /** There is a form with `~` that ignores case. */
  readonly hasInsensitiveForm: boolean;
  /** Not a function of Elasticsearch's language. */
  readonly kestrelOnly: boolean;
}

function parameter(name: string, type: FunctionParameter['type']): FunctionParameter {
  return { name, type, constant: false, whole: false };
}

const text = (name: string) => parameter(name, 'string');
const number = (name: string) => parameter(name, 'number');
const anyValue = (name: string) => parameter(name, 'any');
const constantText = (name: string) => ({ ...text(name), constant: true });
const wholeNumber = (name: string) => ({ ...number(name), whole: true });

type Options = Partial<Omit<FunctionSignature, 'name' | 'parameters' | 'returns'>>;

function define(
  name: FunctionName,
  parameters: readonly FunctionParameter[],
  returns: ValueType,
  options: Options = {},
): FunctionSignature {
  return {
    name,
    parameters,
    returns,
    required: options.required ?? parameters.length,
    repeatsLast: options.repeatsLast ?? false,
    hasInsensitiveForm: options.hasInsensitiveForm ?? false,
    kestrelOnly: options.kestrelOnly ?? false,
  };
}

const twoNumbers = [number('left'), number('right')];
const insensitive: Options = { hasInsensitiveForm: true };

const signatures: readonly FunctionSignature[] = [
  define('add', twoNumbers, 'number'),
  define('between', [text('source'), text('left'), text('right'), parameter('greedy', 'boolean')], 'string', {
    required: 3,
    hasInsensitiveForm: true,
  }),
  define('cidrMatch', [text('address'), constantText('block')], 'boolean', { repeatsLast: true }),
  define('concat', [anyValue('value')], 'string', { repeatsLast: true }),
  define('divide', twoNumbers, 'number'),
  define('endsWith', [text('source'), text('suffix')], 'boolean', insensitive),
  define('indexOf', [text('source'), text('part'), wholeNumber('start')], 'number', {
    required: 2,
    hasInsensitiveForm: true,
  }),
  define('length', [text('source')], 'number'),
  define('modulo', twoNumbers, 'number'),
  define('multiply', twoNumbers, 'number'),
  define('number', [text('source'), wholeNumber('base')], 'number', { required: 1 }),
  define('startsWith', [text('source'), text('prefix')], 'boolean', insensitive),
  define('string', [anyValue('value')], 'string'),
  define('stringContains', [text('source'), text('part')], 'boolean', insensitive),
  define('stringEqualsCi', [text('left'), text('right')], 'boolean', { kestrelOnly: true }),
  define('substring', [text('source'), wholeNumber('start'), wholeNumber('end')], 'string', { required: 2 }),
  define('subtract', twoNumbers, 'number'),
  define('wildcard', [text('source'), constantText('pattern')], 'boolean', {
    repeatsLast: true,
    hasInsensitiveForm: true,
  }),
];

/** Every function under its own name. */
export const FUNCTION_SIGNATURES: ReadonlyMap<FunctionName, FunctionSignature> = new Map(
  signatures.map((signature) => [signature.name, signature]),
);

const byLowerCaseName = new Map(signatures.map((signature) => [signature.name.toLowerCase(), signature]));

/** The function a name stands for, whatever case it is written in; undefined where there is none. */
export function findFunction(name: string): FunctionSignature | undefined {
  return byLowerCaseName.get(name.toLowerCase());
}

/** How a function is called, for messages: `between(source, left, right[, greedy])`. */
export function describeSignature(signature: FunctionSignature): string {
  const { name, parameters, required, repeatsLast } = signature;
  const mandatory = parameters.slice(0, required).map((parameter) => parameter.name);
  const optional = parameters.slice(required).map((parameter) => `[, ${parameter.name}]`);
  return `${name}(${mandatory.join(', ')}${optional.join('')}${repeatsLast ? ', …' : ''})`;
}
