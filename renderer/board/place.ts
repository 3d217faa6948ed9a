interface Size {
  readonly width: number;
  readonly height: number;
}
interface Box {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly side: 'below' | 'above';
  /** How high it may become there, px. */
  readonly room: number;
}

const gap = 6;
const margin = 8;

/** Below what it belongs to, above where below is too little room, and never beyond the window. */
export const place = (anchor: Box, size: Size, window: Size): Placed => {
  const below = window.height - anchor.bottom - gap - margin;
  const above = anchor.top - gap - margin;
  const side = size.height <= below || below >= above ? 'below' : 'above';
  const room = Math.max(80, Math.min(520, side === 'below' ? below : above));
  const height = Math.min(size.height, room);
  return {
    left: Math.max(margin, Math.min(anchor.left, window.width - size.width - margin)),
    top: Math.max(margin, side === 'below' ? anchor.bottom + gap : anchor.top - gap - height),
    side,
    room,
  };
};
