import { people } from '../people';
import { environments, portOf, services, type DemoEnvironment, type Service } from './ports';

const stages = `stages:
  - name: dev
    promote: auto # what passed its checks goes by itself
  - name: test
    together: true # from here on the set is verified together
  - name: staging
  - name: production
    protected: true # arms a countdown before it acts
    countdown: 5s
`;

const neighbour = (basePort: number, environment: DemoEnvironment, service: Service): string =>
  `        ${service.toUpperCase()}_URL: http://127.0.0.1:${portOf(basePort, environment, service)}\n`;

const environmentText = (basePort: number, node: string, environment: DemoEnvironment): string => {
  const smoke = `    verify:
      - { name: places an order, run: [${node}, smoke.js, '\${environment}'], within: 1m }
`;
  return `  ${environment}:
    endpoint:
      kind: local
      run: [${node}, server.js]
      env:
        PORT: '\${port}'
        ENVIRONMENT: '\${environment}'
        COMMIT: '\${candidate.commit}'
        VERSION: '\${candidate.version}'
${services.map((service) => neighbour(basePort, environment, service)).join('')}    health: { url: 'http://127.0.0.1:\${port}/health' }
    pools: [${environment === 'dev' || environment === 'test' ? 'host-small' : `host-${environment}`}, db-${environment}]
${environment === 'dev' ? '' : smoke}`;
};

const verifications: Readonly<Record<Service, string>> = {
  catalog: `      - { name: answers, http: 'http://127.0.0.1:\${port}/health', expect: { status: 200, text: ok } }
      - { name: lists products, http: 'http://127.0.0.1:\${port}/products', expect: { status: 200, text: sku } }
`,
  basket: `      - { name: answers, http: 'http://127.0.0.1:\${port}/health', expect: { status: 200, text: ok } }
`,
  checkout: `      - { name: answers, http: 'http://127.0.0.1:\${port}/health', expect: { status: 200, text: ok } }
`,
  web: `      - { name: answers, http: 'http://127.0.0.1:\${port}/health', expect: { status: 200, text: ok } }
      - { name: shows the shop, http: 'http://127.0.0.1:\${port}/', expect: { status: 200, text: Corner shop } }
`,
};

const after: Readonly<Record<Service, string>> = {
  catalog: '',
  basket: '    after: [catalog]\n',
  checkout: '    after: [basket]\n',
  web: '    after: [checkout]\n',
};

const componentText = (basePort: number, node: string, service: Service): string => `  - name: ${service}
    repository: ./repositories/${service}.git
    branch: main
    migrations: ['db/migrate/**']
    config: ['config/\${environment}.yml']
    checks: { kind: command-results, run: [${node}, checks/results.js, ${service}] }
    verify:
${verifications[service]}${after[service]}    environments:
${environments.map((e) => `      ${e}: { endpoint: { port: ${portOf(basePort, e, service)} } }\n`).join('')}`;

export const workspaceName = 'Corner shop';

/** The demo's humdrum.yml. `node` is the program that runs scripts: a name on the PATH or an absolute path. */
export const workspaceText = (basePort: number, node: string): string => {
  const program = node === 'node' ? node : `'${node.replaceAll("'", "''")}'`;
  return `# The corner shop: a small system that Humdrum built for you to try things on. Change what you like;
# "Reset the demo" puts everything back.
humdrum: 1
name: ${workspaceName}
ledger: ./ledger.git

${stages}
environments:
${environments.map((environment) => environmentText(basePort, program, environment)).join('')}
people: # who takes turns at production
${people.map(({ name, email }) => `  - { name: ${name}, email: ${email} }\n`).join('')}
components:
${services.map((service) => componentText(basePort, program, service)).join('')}`;
};

/** ports.json beside smoke.js: environment → service → port. */
export const portsJson = (basePort: number): string => {
  const ofEnvironment = (e: DemoEnvironment) => Object.fromEntries(services.map((s) => [s, portOf(basePort, e, s)]));
  return `${JSON.stringify(Object.fromEntries(environments.map((e) => [e, ofEnvironment(e)])), null, 2)}\n`;
};
