import { useMutation } from '@tanstack/react-query';
import { useOrpc } from '../client';
import { Aside } from '../ui/aside';
import { FailureNote } from '../ui/failure-note';
import { Page } from '../ui/page';
import { LookForm } from './look-form';
import { ProposedFile } from './proposed-file';

/** A workspace file for what is there, proposed line by line. */
export const NewWorkspacePage = () => {
  const orpc = useOrpc();
  const propose = useMutation(orpc.propose.mutationOptions());
  const answer = propose.data;
  return (
    <Page
      title="New workspace"
      about="A humdrum.yml for what is there: git repositories, compose files, Capistrano’s stages, GitHub’s environments. They are read, and nothing of them is run."
    >
      <LookForm
        pending={propose.isPending}
        look={(folder, sources) => propose.mutate({ folders: [folder], ...sources })}
      />
      {propose.isPending ? <Aside>Looking…</Aside> : null}
      {propose.isError ? <p role="alert">The engine did not answer. Try again in a moment.</p> : null}
      {answer?.ok === false ? <FailureNote failure={answer.failure} /> : null}
      {answer?.ok === true ? <ProposedFile key={propose.submittedAt} proposal={answer.value} /> : null}
    </Page>
  );
};
