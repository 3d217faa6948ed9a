import { commitOf } from './endpoint-services';
import { never } from './endpoint-orders';
import { test as base, type GitlabRig } from './gitlab-fake';
import { ranAgainst } from './proves';

export const old = commitOf('a');
export const candidate = commitOf('b');
export const job = 'deploy production';

/** Production runs `old`; the job that deploys `candidate` waits for somebody to play it. */
export const test = base.extend<{ production: undefined }>({
  production: [
    async ({ gitlab: { state } }, use, info) => {
      ranAgainst(info, 'GitLab’s documentation');
      state.job(state.pipeline(old), job, 'success');
      state.job(state.pipeline(candidate), 'test', 'success');
      state.job(state.pipelines[0]!, job, 'manual');
      state.runs(old);
      await use(undefined);
    },
    { auto: true },
  ],
});

export const runs = async (gitlab: GitlabRig) => (await gitlab.endpoint.observe(gitlab.target(), never)).outcome;

/** What was asked of jobs, from behind their number. */
export const posts = (gitlab: GitlabRig): readonly string[] =>
  gitlab.peer.seen.filter(({ method }) => method === 'POST').map(({ url }) => url.replace(/^.*\/jobs\/\d+/, ''));
