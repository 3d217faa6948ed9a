// One path each: a row has a dozen of them, and three hundred rows go by when somebody scrolls.

const icon = (path: string, size = 13) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden
  >
    <path d={path} />
  </svg>
);

const shield = 'M8 1.6 13.6 3.6V8c0 3.1-2.3 5.3-5.6 6.4C4.7 13.3 2.4 11.1 2.4 8V3.6Z';
export const verifiedIcon = icon(`${shield}M5.6 7.9l1.8 1.8 3.1-3.5`);
export const failedIcon = icon(`${shield}M6.3 6.3l3.4 3.4M9.7 6.3 6.3 9.7`);
export const unsureIcon = icon(`${shield}M8 5v3.4M8 10.9v.1`);
export const runningIcon = icon('M8 2a6 6 0 1 0 6 6');
export const watchedIcon = icon(
  'M1.6 8C3 5.2 5.3 3.8 8 3.8S13 5.2 14.4 8c-1.4 2.8-3.7 4.2-6.4 4.2S3 10.8 1.6 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6',
);
export const arrowIcon = icon('M2.5 8h11M9.5 4l4 4-4 4', 12);
export const evenIcon = icon('M3 8.5l3.2 3.2L13 4.8', 11);
export const shutIcon = icon('M4.2 7.2h7.6v6.2H4.2ZM5.8 7V5.2a2.2 2.2 0 0 1 4.4 0V7', 11);
export const backIcon = icon('M6.5 2.5 3 6l3.5 3.5M3.2 6H10a3.6 3.6 0 0 1 0 7.2H7.5', 14);
export const compareIcon = icon('M5.5 2.5 2.5 5.5l3 3M2.7 5.5h10.8M10.5 7.5l3 3-3 3M13.3 10.5H2.5', 14);
