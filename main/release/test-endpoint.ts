import { explain } from '../../contract/explain';
import { nameOf, type Commit } from '../../contract/commit';
import { done, type Result } from '../../contract/failure';
import { observe } from './observe';
import { place, type Session } from './session';

/** Says what an endpoint could and could not do: reads what runs, changes nothing. */
export const testEndpoint = async (
  session: Session,
  input: { readonly component: string; readonly stage: string },
): Promise<Result<{ readonly text: string; readonly commit: Commit | null }>> => {
  const found = place(session.workspace, input.component, input.stage);
  if (!found.ok) return found;
  const { component, target, stage } = found.value;
  const seen = await observe(session, component, target, session.signal);
  if (!seen.ok) {
    const w = explain(seen.failure);
    return done({ text: `${w.title}. ${w.what} ${w.next}`, commit: null });
  }
  const { commit, health } = seen.value;
  const runs = commit
    ? `runs ${nameOf({ commit, version: null })}, ${health === 'unknown' ? 'health not told' : health}`
    : 'runs nothing yet';
  return done({ text: `${stage.environment} answers: ${runs}. Deploying was not tried.`, commit });
};
