import { done, failed, type Result } from '../../../contract/failure';
import type { Answer } from '../../http/ask';
import { said } from '../../http/judge';
import { pointAt } from '../../http/pointer';
import type { Prepared } from '../../http/request';

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What the system calls the order it has taken. Failure: `endpoint-nonsense`, where its answer does not say it. */
export const idIn = (answer: Answer, pointer: string, prepared: Prepared): Result<string> => {
  const text = answer.kind === 'answer' ? answer.text : '';
  const found = pointAt(jsonIn(text), pointer);
  const id = typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  // `..` would be a way to another address: an address's path is put together with it.
  if (id !== '' && id.length <= 200 && !/^\.+$/.test(id)) return done(id);
  const expected = `the order’s id at ${pointer === '' ? 'its root' : pointer}`;
  return failed({ kind: 'endpoint-nonsense', where: prepared.where, expected, said: said(text, prepared) });
};
