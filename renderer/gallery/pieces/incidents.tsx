import { done } from '../../../contract/failure';
import type { Incident } from '../../../contract/incident';
import { App } from '../../app';
import { DeploymentPanel } from '../../deployment/deployment-panel';
import { OpenIncident } from '../../incidents/open-incident';
import { told } from '../fake-client';
import { catalog } from '../fixtures/corner-shop';
import { deploymentOf, eventsOf } from '../fixtures/deployments';
import { incidentOf, withIncidents } from '../fixtures/line-and-incidents';
import { snapshotOf } from '../fixtures/snapshots';
import { troubled } from '../fixtures/states';
import type { Piece } from '../piece';

const faulty = deploymentOf('faulty');
const orders = incidentOf('places an order failed');

const panel = (name: string, incidents: readonly Incident[]): Piece => ({
  name: `incidents/${name}`,
  snapshot: withIncidents(snapshotOf([catalog]), incidents),
  client: {
    watch: () => Promise.resolve(told(...eventsOf('faulty'))),
    deployment: () => Promise.resolve(done(faulty)),
  },
  width: 460,
  height: 860,
  draw: () => <DeploymentPanel deployment={faulty.id} />,
});

export const pieces: readonly Piece[] = [
  panel('one is open', [orders]),
  panel('two are open', [orders, incidentOf('a customer of ours has paid twice, and support can’t take it back')]),
  {
    name: 'incidents/opening one',
    snapshot: snapshotOf([catalog]),
    width: 460,
    draw: () => <OpenIncident deployment={faulty.id} title="places an order failed" close={() => undefined} />,
  },
  {
    name: 'incidents/first in the needs bar',
    snapshot: withIncidents(snapshotOf([catalog]), [orders]),
    height: 'full',
    draw: () => <App />,
  },
  {
    name: 'incidents/among other needs',
    snapshot: withIncidents(troubled, [orders]),
    height: 'full',
    draw: () => <App />,
  },
];
