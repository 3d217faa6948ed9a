import type { EndpointTest } from '../../contract/api';
import { capabilitiesOf } from '../../contract/capabilities';
import { explain } from '../../contract/explain';
import { done, type Result } from '../../contract/failure';
import { capabilityWords } from '../../contract/words/capabilities';
import { runsWords } from '../../contract/words/observed';
import { observe } from './observe';
import { place, type Session } from './session';

/** Says what an endpoint could and could not do: reads what runs, changes nothing. */
export const testEndpoint = async (
  session: Session,
  input: { readonly component: string; readonly stage: string },
): Promise<Result<EndpointTest>> => {
  const found = place(session.workspace, input.component, input.stage);
  if (!found.ok) return found;
  const { component, target, stage } = found.value;
  const lines = [...capabilityWords(capabilitiesOf(target.endpoint)), 'Deploying was not tried.'];
  const seen = await observe(session, component, target, session.signal);
  if (!seen.ok) {
    const w = explain(seen.failure);
    return done({ answers: false, text: `${w.title}. ${w.what} ${w.next}`, commit: null, lines });
  }
  const { commit, health } = seen.value;
  return done({ answers: true, text: `${stage.environment} answers: ${runsWords(commit, health)}.`, commit, lines });
};
