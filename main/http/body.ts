import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { done, failed, type Result } from '../../contract/failure';
import { fill, type PlaceholderValues } from '../../contract/placeholders';
import { innerFile } from './inner-file';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a request of the workspace file carries; one of them, or nothing. */
export interface BodyTemplate {
  readonly json?: Json | undefined;
  readonly form?: Readonly<Record<string, string>> | undefined;
  readonly multipart?: Readonly<Record<string, string | { readonly file: string }>> | undefined;
  readonly file?: string | undefined;
  /** Sent as it is, byte for byte: nothing is filled in. */
  readonly body?: string | undefined;
}

/** Bytes that are read when they are sent: what a release is packed in may be larger than what fits in memory. */
export interface Stream {
  readonly bytes: number;
  readonly open: () => AsyncIterable<Buffer>;
}

export interface Body {
  readonly type: string;
  readonly content: string | Stream;
}

const textsOf = (json: Json): readonly string[] => {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsOf) : [];
};

const fillJson = (json: Json, put: (text: string) => string): Json => {
  if (typeof json === 'string') return put(json);
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((item: Json) => fillJson(item, put));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, fillJson(value, put)]));
};

/** Every text that may ask for a secret. The path of a file may not: it is shown. */
export const bodyTexts = ({ json, form = {}, multipart = {} }: BodyTemplate): readonly string[] => [
  ...(json === undefined ? [] : textsOf(json)),
  ...Object.values(form),
  ...Object.values(multipart).filter((part) => typeof part === 'string'),
];

/** As many bytes as there were when its length was said, or an error: more would be taken for another request. */
async function* bytesOf(path: string, bytes: number): AsyncGenerator<Buffer, void, undefined> {
  if (bytes === 0) return;
  let left = bytes;
  for await (const piece of createReadStream(path, { end: bytes - 1 })) {
    const buffer = Buffer.from(piece);
    left -= buffer.length;
    yield buffer;
  }
  if (left > 0) throw new Error(`${path} became ${left} bytes shorter while it was sent`);
}

const inOrder = (pieces: readonly Stream[]): Stream => ({
  bytes: pieces.reduce((sum, piece) => sum + piece.bytes, 0),
  open: async function* () {
    for (const piece of pieces) yield* piece.open();
  },
});

const textStream = (text: string): Stream => {
  const buffer = Buffer.from(text);
  return {
    bytes: buffer.length,
    open: async function* () {
      yield buffer;
    },
  };
};

/** RFC 7578, with names escaped as browsers do. */
const escapedName = (name: string): string =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A file's path is shown, so no secret is filled in. `folder` null: none may be sent. */
interface Files {
  readonly folder: string | null;
  readonly values: PlaceholderValues;
}

const streamOf = async (template: string, { folder, values }: Files): Promise<Result<Stream>> => {
  const file = fill(template, values);
  if (folder === null) return failed({ kind: 'file-unreadable', file, why: 'no files are sent from here' });
  const found = await innerFile(folder, file);
  if (!found.ok) return found;
  const { path, bytes } = found.value;
  return done({ bytes, open: () => bytesOf(path, bytes) });
};

const multipartBody = async (
  parts: NonNullable<BodyTemplate['multipart']>,
  put: (text: string) => string,
  files: Files,
): Promise<Result<Body>> => {
  const boundary = `humdrum-${randomUUID()}`;
  const pieces: Stream[] = [];
  for (const [name, part] of Object.entries(parts)) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapedName(name)}"`;
    if (typeof part === 'string') {
      pieces.push(textStream(`${head}\r\n\r\n${put(part)}\r\n`));
      continue;
    }
    const stream = await streamOf(part.file, files);
    if (!stream.ok) return stream;
    const file = `; filename="${escapedName(basename(fill(part.file, files.values)))}"\r\nContent-Type: application/octet-stream`;
    pieces.push(textStream(`${head}${file}\r\n\r\n`), stream.value, textStream('\r\n'));
  }
  const content = inOrder([...pieces, textStream(`--${boundary}--\r\n`)]);
  return done({ type: `multipart/form-data; boundary=${boundary}`, content });
};

/** What is sent, with every placeholder filled. Failure: `file-unreadable`. */
export const bodyOf = async (
  { json, form, multipart, file, body }: BodyTemplate,
  put: (text: string) => string,
  files: Files,
): Promise<Result<Body | null>> => {
  if (json !== undefined) return done({ type: 'application/json', content: JSON.stringify(fillJson(json, put)) });
  if (form !== undefined) {
    const filled = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, put(value)]));
    return done({ type: 'application/x-www-form-urlencoded', content: new URLSearchParams(filled).toString() });
  }
  if (multipart !== undefined) return multipartBody(multipart, put, files);
  if (body !== undefined) return done({ type: 'application/octet-stream', content: body });
  if (file === undefined) return done(null);
  const stream = await streamOf(file, files);
  return stream.ok ? done({ type: 'application/octet-stream', content: stream.value }) : stream;
};
