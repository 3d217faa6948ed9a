import type { EndpointConfig } from '../../contract/endpoint';
import type { Target } from '../../contract/workspace';

/** What the workspace file says of a target's endpoint; that it is of this kind, the map of kinds has seen to. */
export const configFor = <Kind extends EndpointConfig['kind']>(kind: Kind) => {
  const isOfKind = (endpoint: EndpointConfig): endpoint is Extract<EndpointConfig, { kind: Kind }> =>
    endpoint.kind === kind;
  return ({ endpoint }: Target): Extract<EndpointConfig, { kind: Kind }> => {
    if (!isOfKind(endpoint)) throw new Error(`an endpoint of kind ${kind} was given a ${endpoint.kind} target`);
    return endpoint;
  };
};
