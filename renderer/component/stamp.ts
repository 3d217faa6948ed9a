import type { ComponentView } from '../../contract/snapshot';

/** Changes when something about the component changed that its history or an eligibility depends on; ages do not. */
export const stampOf = (view: ComponentView): string =>
  JSON.stringify([
    view.mainline?.commit,
    view.checked?.commit,
    view.baseline,
    view.cells.map((cell) => [
      cell.running?.commit,
      cell.recorded?.deployment,
      cell.verification.outcome,
      cell.faulty,
      cell.inFlight?.deployment,
      cell.lock?.at,
      cell.hold?.at,
      cell.unknownVerdict?.deployment,
      cell.lastDeployment,
    ]),
    view.gaps.map((gap) => gap.objections.map((objection) => objection.kind)),
  ]);
