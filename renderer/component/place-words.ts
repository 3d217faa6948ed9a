import { stoppedWords, type Place } from './places';

export type Look = 'head' | 'passed' | 'failed' | 'pending' | 'stopped';

/** Which shape a mark has: what was stopped comes first, then what runs, then its checks. */
export const lookOf = ({ kind, candidate }: Place): Look => {
  if (kind === 'stopped' || candidate?.rejected === true) return 'stopped';
  if (kind === 'head') return 'head';
  if (candidate?.checks === 'failed') return 'failed';
  return candidate?.checks === 'pending' ? 'pending' : 'passed';
};

/** The shape in words. */
export const markWordsOf = (place: Place): string => {
  if (place.stopped !== null) return stoppedWords[place.stopped.why];
  if (place.candidate?.rejected === true) return place.kind === 'head' ? 'runs here, rejected' : 'rejected';
  if (place.kind === 'head') return place.step === 'mainline' || place.step === 'checked' ? 'newest' : 'runs here';
  const look = lookOf(place);
  return look === 'failed' ? 'checks failed' : look === 'pending' ? 'checks are running' : 'got this far';
};
