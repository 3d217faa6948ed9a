import type { Service, Task } from './swarm';

const label = 'humdrum.deployment';

/** The order a service was last updated by; undefined where it was none of ours. */
export const orderOf = (service: Service): string | undefined => service.Spec.Labels?.[label];

/** The order a task was started by. A task outlives a rollback, which takes the label off the service. */
export const orderOfTask = (task: Task): string | undefined => task.Spec.ContainerSpec.Labels?.[label];

/**
 * The specification with another image and an order's id, everything else as it is. The id is on the containers too: so the same
 * image deployed again starts them again, and a task says whose it is.
 */
export const specFor = (service: Service, image: string, order: string): Service['Spec'] => {
  const { Spec } = service;
  const { ContainerSpec } = Spec.TaskTemplate;
  return {
    ...Spec,
    Labels: { ...Spec.Labels, [label]: order },
    TaskTemplate: {
      ...Spec.TaskTemplate,
      ContainerSpec: { ...ContainerSpec, Image: image, Labels: { ...ContainerSpec.Labels, [label]: order } },
    },
  };
};
