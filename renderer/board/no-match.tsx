import { Button } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

export const NoMatch = ({ onClear }: { readonly onClear: () => void }) => (
  <div role="row">
    <div role="gridcell">
      <EmptyState title="No component answers to that">
        <p>The filter looks at names, versions, commits and words such as drift, faulty, held, waiting, ready.</p>
        <Button onClick={onClear}>Show all</Button>
      </EmptyState>
    </div>
  </div>
);
