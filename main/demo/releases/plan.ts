import { when } from '../history/story';
import { ana, ida, jonas, luca, mei, samir, type Colleague } from '../people';
import type { DemoEnvironment, Service } from '../shop/ports';

// What the team released before the demo is opened, as data. Fixed dates, like the commits'.

export interface Failing {
  readonly scope: 'component' | 'environment';
  readonly name: string;
  readonly text: string;
}

interface Done {
  readonly at: number;
  readonly component: Service;
  readonly environment: DemoEnvironment;
  readonly by: Colleague;
}

export type Release =
  /** `to`: a label or tag of the component's story. */
  | (Done & {
      readonly type: 'deploy';
      readonly to: string;
      readonly cause: 'promotion' | 'auto' | 'rollback' | 'redeploy';
      readonly reason: string | null;
      readonly overrides: readonly string[];
      readonly fails: Failing | null;
    })
  | (Done & { readonly type: 'adopted'; readonly to: string; readonly reason: string })
  | (Done & { readonly type: 'resumed' | 'locked' | 'unlocked'; readonly reason: string });

type Extra = Partial<Pick<Extract<Release, { type: 'deploy' }>, 'cause' | 'reason' | 'overrides' | 'fails'>>;

const deploy = (
  at: string,
  by: Colleague,
  component: Service,
  environment: DemoEnvironment,
  to: string,
  extra: Extra = {},
): Release => ({
  type: 'deploy',
  at: when(at),
  by,
  component,
  environment,
  to,
  cause: 'promotion',
  reason: null,
  overrides: [],
  fails: null,
  ...extra,
});

const act = (
  type: 'resumed' | 'locked' | 'unlocked',
  at: string,
  by: Colleague,
  component: Service,
  environment: DemoEnvironment,
  reason: string,
): Release => ({ type, at: when(at), by, component, environment, reason });

const began = 'What ran when we began with Humdrum.';

/** One version through test, staging and production; a stage without a time was skipped or is still to come. */
const through = (
  component: Service,
  to: string,
  ...hops: readonly (readonly [at: string, by: Colleague, environment: DemoEnvironment])[]
): readonly Release[] => hops.map(([at, by, environment]) => deploy(at, by, component, environment, to));

const october: readonly Release[] = [
  ...(['dev', 'test', 'staging', 'production'] as const).flatMap((environment) =>
    (['catalog', 'basket', 'checkout', 'web'] as const).map(
      (component): Release => ({ type: 'adopted', at: when('10-19 07:30'), by: ana, component, environment, to: 'v1.0.0', reason: began }),
    ),
  ),
  ...through('catalog', 'v1.1.0', ['10-20 16:05', jonas, 'test'], ['10-21 09:40', jonas, 'staging'], ['10-22 08:20', mei, 'production']),
  ...through('checkout', 'v2.0.0', ['10-20 16:12', jonas, 'test'], ['10-21 09:55', jonas, 'staging'], ['10-22 08:35', mei, 'production']),
  ...through('web', 'v2.0.0', ['10-20 16:20', jonas, 'test'], ['10-21 10:10', jonas, 'staging'], ['10-22 08:50', mei, 'production']),
  ...through('catalog', 'v1.2.0', ['10-27 15:40', ida, 'test'], ['10-28 09:40', ida, 'staging'], ['10-29 09:20', jonas, 'production']),
  ...through('checkout', 'v2.0.1', ['10-28 15:20', ida, 'test'], ['10-28 16:50', ida, 'staging'], ['10-29 09:32', jonas, 'production']),
  ...through('web', 'v3.0.0', ['10-28 15:40', ida, 'test'], ['10-28 17:10', ida, 'staging'], ['10-29 09:45', jonas, 'production']),
  // Phones sent quantities with a blank: patched the same afternoon.
  ...through('web', 'v3.0.1', ['10-29 14:50', mei, 'test'], ['10-29 14:58', mei, 'staging'], ['10-29 15:06', mei, 'production']),
  ...through('basket', 'v1.1.0', ['10-29 16:05', luca, 'test'], ['10-30 09:30', luca, 'staging'], ['11-02 10:10', luca, 'production']),
  act('locked', '10-30 12:00', ida, 'web', 'production', 'Nobody touches the pages while the Halloween sale runs.'),
  act('unlocked', '11-02 08:05', ida, 'web', 'production', 'The sale is over.'),
]; // oxfmt-ignore

const november: readonly Release[] = [
  ...through('catalog', 'v1.3.0', ['11-03 15:30', luca, 'test']),
  deploy('11-04 09:40', luca, 'catalog', 'staging', 'v1.3.0', {
    fails: { scope: 'environment', name: 'places an order', text: 'GET /products gave no answer in 10 s' },
  }),
  deploy('11-04 11:20', luca, 'catalog', 'staging', 'v1.3.0', { cause: 'redeploy', reason: 'The database of staging had moved; its new address is in place.' }),
  ...through('catalog', 'v1.3.0', ['11-05 09:30', samir, 'production']),
  ...through('basket', 'v1.2.0', ['11-03 16:00', luca, 'test'], ['11-04 11:45', luca, 'staging'], ['11-05 09:50', samir, 'production']),
  deploy('11-05 14:50', samir, 'basket', 'production', 'v1.1.0', { cause: 'rollback', reason: 'Ten jars of honey cost nothing (SHOP-45).' }),
  act('resumed', '11-09 10:05', mei, 'basket', 'production', 'v1.2.1 takes the discount back.'),
  ...through('basket', 'v1.2.1', ['11-09 09:00', mei, 'test'], ['11-09 09:30', mei, 'staging'], ['11-09 10:20', mei, 'production']),
  ...through('catalog', 'v1.4.0', ['11-10 09:00', ana, 'test'], ['11-11 09:40', ana, 'staging'], ['11-12 09:20', ida, 'production']),
  ...through('checkout', 'v2.1.0', ['11-10 09:20', ana, 'test'], ['11-11 10:20', ana, 'staging'], ['11-12 09:45', ida, 'production']),
  ...through('web', 'v3.1.0', ['11-10 09:40', ana, 'test'], ['11-11 10:40', ana, 'staging'], ['11-12 10:00', ida, 'production']),
  ...through('basket', 'v1.3.0', ['11-10 16:10', ana, 'test'], ['11-11 11:00', ana, 'staging'], ['11-12 10:20', ida, 'production']),
  deploy('11-13 17:05', samir, 'web', 'production', 'hotfix', {
    reason: 'Impatient people pay twice (SHOP-87); staging is busy with the Christmas rehearsal.',
    overrides: ['not-verified'],
  }),
  ...through('catalog', 'v1.5.0', ['11-16 16:00', jonas, 'test'], ['11-18 10:10', jonas, 'staging']),
  ...through('checkout', 'v2.2.0', ['11-16 16:10', jonas, 'test'], ['11-18 10:30', jonas, 'staging']),
  ...through('web', 'v3.2.0', ['11-16 16:20', jonas, 'test'], ['11-18 10:50', jonas, 'staging']),
  ...through('basket', 'test', ['11-16 16:45', jonas, 'test']),
  ...through('checkout', 'test', ['11-17 16:05', mei, 'test']),
  deploy('11-18 09:15', ida, 'web', 'test', 'test', {
    fails: { scope: 'component', name: 'shows the shop', text: 'It answered 500, not 200.' },
  }),
  ...through('catalog', 'test', ['11-18 09:40', mei, 'test']),
]; // oxfmt-ignore

/** Everything people did; what went to dev by itself is worked out from the histories. */
export const releases: readonly Release[] = [...october, ...november];

/** From here on dev follows mainline by itself. */
export const autoFrom = when('10-19 07:40');
