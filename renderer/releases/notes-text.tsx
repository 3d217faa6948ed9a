import { readNotes, type NotesBlock, type NotesPiece } from '../../contract/release-notes';
import { noneText } from '../../contract/words/release-page';
import styles from './page-section.module.css';

const Pieces = ({ pieces }: { readonly pieces: readonly NotesPiece[] }) =>
  pieces.map(({ text, bold }, i) => (bold ? <strong key={i}>{text}</strong> : <span key={i}>{text}</span>));

const Block = ({ block }: { readonly block: NotesBlock }) => {
  if (block.kind === 'heading')
    return (
      <h4 className={styles.heading}>
        <Pieces pieces={block.pieces} />
      </h4>
    );
  if (block.kind === 'paragraph')
    return (
      <p>
        <Pieces pieces={block.pieces} />
      </p>
    );
  return (
    <ul className={styles.list}>
      {block.items.map((item, i) => (
        <li key={i}>
          <Pieces pieces={item} />
        </li>
      ))}
    </ul>
  );
};

/** Notes as they are read. */
export const NotesText = ({ markdown }: { readonly markdown: string }) => {
  const blocks = readNotes(markdown);
  return (
    <div className={styles.notes}>
      {blocks.length === 0 ? noneText.changes : null}
      {blocks.map((block, i) => (
        <Block key={i} block={block} />
      ))}
    </div>
  );
};
