// The table that `npm run test:endpoints` prints, from Playwright's report: a row a kind, a column what it was held against.

const columns = ['deploy', 'observe', 'find', 'roll-back', 'refused', 'hangs', 'lies', 'cut'];

const specsIn = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsIn)];
const padded = (cells, widths) =>
  cells
    .map((cell, at) => cell.padEnd(widths[at]))
    .join('  ')
    .trimEnd();

const rowOf = (kind, specs) => {
  const mine = specs.filter(({ tags }) => tags.includes(kind));
  const cells = columns.map((column) => {
    const proofs = mine.filter(({ tags }) => tags.includes(column));
    const bad = proofs.filter(({ ok }) => !ok).length;
    return proofs.length === 0 ? '–' : bad === 0 ? String(proofs.length) : `${bad} of ${proofs.length} FAILED`;
  });
  const systems = mine.flatMap(({ tests }) =>
    tests.flatMap(({ annotations }) =>
      annotations.flatMap(({ type, description }) => (type === 'system' ? description : [])),
    ),
  );
  return [kind, ...cells, [...new Set(systems)].join(', ')];
};

/** How many kinds lack a cell, and the table. @param kinds every kind that the workspace schema knows */
export const endpointTable = (report, kinds) => {
  const specs = report.suites
    .flatMap(specsIn)
    .map((spec) => ({ ...spec, tags: spec.tags.map((tag) => tag.replace(/^@/, '')) }));
  const rows = [['kind', ...columns, 'held against'], ...kinds.map((kind) => rowOf(kind, specs))];
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  const empty = rows.slice(1).filter((row) => row.includes('–')).length;
  return { empty, text: rows.map((row) => padded(row, widths)).join('\n') };
};

/** The kinds, out of the schema that editors are given: what is not proven must not be missing from the table too. */
export const kindsIn = (schema) => {
  const found = new Set();
  const look = (part, key) => {
    if (typeof part !== 'object' || part === null) return;
    if (key === 'endpoint') for (const one of part.anyOf ?? part.oneOf ?? []) found.add(one.properties?.kind?.const);
    for (const [name, value] of Object.entries(part)) look(value, name);
  };
  look(schema, '');
  return [...found].filter((kind) => typeof kind === 'string');
};
