import type { Signature } from '../../contract/entry';

interface Mark {
  readonly word: string;
  readonly why: string;
}

/** null: there is nothing to say against it. */
export const markOf = (signature: Signature): Mark | null => {
  switch (signature.kind) {
    case 'signed':
      return null;
    case 'unsigned':
      return { word: 'unsigned', why: 'Whoever may push to the ledger could have written it in this name.' };
    case 'stranger':
      return { word: 'unknown key', why: `Signed by ${signature.key}, for which your allowed signers name nobody.` };
    case 'unchecked':
      return { word: 'not checked', why: 'It is signed, and ssh-keygen, which would check it, does not work here.' };
    case 'bad':
      return { word: 'forged', why: 'Its signature does not verify. It is not believed.' };
    case 'forged':
      return { word: 'forged', why: `${signature.by} signed it in another name. It is not believed.` };
  }
};
