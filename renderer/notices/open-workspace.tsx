import { useMutation } from '@tanstack/react-query';
import { useClient } from '../client';
import { useGo } from '../location';
import { Button } from '../ui/button';

/** Asks for a workspace file and opens it. */
export const OpenWorkspace = () => {
  const client = useClient();
  const go = useGo();
  const open = useMutation({
    mutationFn: async () => {
      const file = await client.host.chooseWorkspace();
      if (file !== null) await client.host.openWorkspace({ file });
    },
  });
  return (
    <p>
      <Button disabled={open.isPending} onClick={() => open.mutate()}>
        Open a workspace…
      </Button>{' '}
      <Button onClick={go.newWorkspace}>New workspace…</Button>
      {open.isError ? <span role="alert"> The engine did not answer. Try again in a moment.</span> : null}
    </p>
  );
};
