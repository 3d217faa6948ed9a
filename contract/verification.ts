import { z } from 'zod';
import { durationText } from './duration';
import { command, statusCode, strings, text } from './keys';

const name = text;

const runVerification = z.strictObject({ name, run: command, within: durationText.default('2m') });

const httpVerification = z.strictObject({
  name,
  http: text,
  expect: z.strictObject({ status: statusCode.default(200), text: text.optional() }).optional(),
  within: durationText.default('30s'),
});

/** A query whose every value has to keep a bound, again and again for `holds`. No data is not healthy. */
const prometheusVerification = z.strictObject({
  name,
  /** Where Prometheus answers. */
  prometheus: text,
  headers: strings.optional(),
  query: text,
  below: z.number().optional(),
  above: z.number().optional(),
  /** Compares with what the query said before the deployment: at most so many times as much. */
  baseline: z
    .strictObject({ before: durationText.default('10m'), times: z.number().positive().default(1.5) })
    .optional(),
  /** Metrics of before the deployment say nothing of it: nothing is believed sooner. */
  settle: durationText.default('15s'),
  /** How long the bound has to be kept. */
  holds: durationText.default('30s'),
  every: durationText.default('5s'),
  within: durationText.default('5m'),
});

/** No alert that matches fires for a while. */
const alertmanagerVerification = z.strictObject({
  name,
  /** Where Alertmanager answers. */
  alertmanager: text,
  headers: strings.optional(),
  /** Labels that an alert has to have to count; none: every alert counts. */
  match: strings.default({}),
  settle: durationText.default('15s'),
  /** How long none may fire. */
  holds: durationText.default('1m'),
  every: durationText.default('5s'),
  within: durationText.default('5m'),
});

/** A test after a deployment. */
export const verificationSchema = z.union([
  runVerification,
  httpVerification,
  prometheusVerification,
  alertmanagerVerification,
]);
export type VerificationConfig = z.infer<typeof verificationSchema>;
export type PrometheusVerification = z.infer<typeof prometheusVerification>;
export type AlertmanagerVerification = z.infer<typeof alertmanagerVerification>;
