import { isMap, isScalar, isSeq, type Document, type Scalar } from 'yaml';
import { composeYaml, TooDeep } from '../../bounded-yaml';
import { pointerSteps } from '../../http/pointer';
import type { Found } from './place';

const deepest = 64;

// YAML 1.1 is still what many controllers read: there these are truth values, nulls and numbers when nothing quotes them.
const anotherType = /^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** Says the same to every YAML reader without quotes: begins with a letter, or is a version of three parts, or hex that no number is. */
const isPlain = (value: string): boolean =>
  (/^[A-Za-z][\w./@+-]*$/.test(value) && !anotherType.test(value)) ||
  /^\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/.test(value) ||
  /^(?!0[box])\d[0-9a-f]*[a-df][0-9a-f]*$/.test(value);

/** Quotes stay as they are; without any, they are added where a reader would take the value for something else than text. */
const writer =
  ({ type }: Scalar) =>
  (value: string): string => {
    if (type === 'QUOTE_SINGLE') return `'${value.replaceAll("'", "''")}'`;
    return type === 'PLAIN' && isPlain(value) ? value : JSON.stringify(value);
  };

const documentsOf = (text: string): readonly Document.Parsed[] | { readonly expected: string } => {
  try {
    const documents = composeYaml(text, deepest);
    const error = documents.flatMap((document) => document.errors)[0];
    return error ? { expected: `correct YAML: ${error.message}` } : documents;
  } catch (error) {
    if (error instanceof TooDeep) return { expected: `YAML that is nested no more than ${deepest} deep` };
    throw error;
  }
};

const placeOf = (node: unknown, where: string): Found | null => {
  if (node === undefined) return null;
  if (!isScalar(node) || !node.range) return { expected: `a text at ${where}` };
  const [start, end] = node.range;
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  if (isBlock || start === end) return { expected: `a text of one line at ${where}` };
  return { start, end, says: String(node.value), write: writer(node) };
};

/** Where a JSON pointer leads in the one document of a YAML text that has it. */
export const placeInYaml = (text: string, pointer: string): Found => {
  const documents = documentsOf(text);
  if ('expected' in documents) return documents;
  const steps = pointerSteps(pointer);
  const found = documents.flatMap((document) => placeOf(document.getIn(steps, true), pointer) ?? []);
  const [first, second] = found;
  if (second) return { expected: `${pointer} in one document of the file, not in ${found.length}` };
  return first ?? { expected: `something at ${pointer}` };
};

/** The `newTag` of an image in a kustomization. */
export const placeInKustomization = (text: string, image: string): Found => {
  const documents = documentsOf(text);
  if ('expected' in documents) return documents;
  const images = documents.flatMap((document) => {
    const list = document.get('images');
    return isSeq(list) ? list.items : [];
  });
  const [first, second] = images.filter((item) => isMap(item) && item.get('name') === image);
  if (!isMap(first)) return { expected: `an image called ${image} among its images` };
  if (second) return { expected: `one image called ${image}, not several` };
  if (first.has('digest')) return { expected: `no digest for ${image}: it wins over newTag` };
  return placeOf(first.get('newTag', true), `newTag of ${image}`) ?? { expected: `a newTag for ${image}` };
};
