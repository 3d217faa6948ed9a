import type { Target } from '../../contract/workspace';
import type { CommandRig } from './command-rig';
import type { SshHost } from './ssh-host';

const inventory = (host: SshHost): string => {
  const ssh = `-F none -o UserKnownHostsFile=${host.known} -o ControlMaster=no -o ControlPath=none`;
  return `[production]
one ansible_host=127.0.0.1 ansible_port=${host.port} ansible_user=${host.user} ansible_ssh_private_key_file=${host.key} ansible_python_interpreter=/usr/bin/python3 ansible_ssh_common_args='${ssh}'
`;
};

const playbook = (host: SshHost): string => `- hosts: '{{ group }}'
  gather_facts: false
  vars:
    folder: ${host.folder}
    release: '{{ folder }}/releases/{{ commit }}'
    # Until the test lets it go on, or has removed the folder.
    hold: cd {{ folder }}; touch held; while test -e held -a ! -e go; do sleep 0.1; done
  tasks:
    - name: ignore everybody
      shell: "trap '' TERM; echo $$ > {{ folder }}/pids; while :; do sleep 1; done"
      delegate_to: localhost
      vars: { ansible_connection: local }
      when: "'stubborn' in mode"
    - name: say what is about to happen
      lineinfile: { path: '{{ folder }}/orders.log', line: '{{ order }}', create: true }
    - name: fetch the commit
      git: { repo: '${host.repository}', dest: '{{ release }}', version: '{{ commit }}' }
    - name: hold before
      shell: '{{ hold }}'
      when: "'before' in mode"
    - name: make it current
      file: { src: '{{ release }}', dest: '{{ folder }}/current', state: link }
    - name: hold after
      shell: '{{ hold }}'
      when: "'after' in mode"
    - name: say that it is done
      lineinfile: { path: '{{ folder }}/done.log', line: '{{ order }}', create: true }
`;

const find = (host: SshHost): string => `#!/bin/sh
bin/there "cd ${host.folder}; if grep -qs $HUMDRUM_DEPLOYMENT done.log; then echo accepted
elif grep -qs $HUMDRUM_DEPLOYMENT orders.log; then echo begun; else echo unheard of; fi"
`;

/** A workspace that deploys with a playbook; what runs is the commit that \`current\` is a checkout of. */
export const setUpAnsible = async (
  command: CommandRig,
  host: SshHost,
  config: { readonly within?: string; readonly mode?: string; readonly group?: string } = {},
): Promise<Target> => {
  await host.write({
    'deploy.yml': playbook(host),
    inventory: inventory(host),
    'bin/find': find(host),
    'bin/what-runs': `#!/bin/sh\nexec bin/there 'git -C ${host.folder}/current rev-parse HEAD 2>/dev/null || echo -'\n`,
  });
  const { within = '2m', mode = 'plain', group = '${environment}' } = config;
  const told = [`group=${group}`, 'commit=${candidate.commit}', 'order=${deployment.id}', `mode=${mode}`];
  return command.target(
    {
      deploy: ['ansible-playbook', '-i', 'inventory', ...told.flatMap((one) => ['-e', one]), 'deploy.yml'],
      observe: ['bin/what-runs'],
      find: ['bin/find'],
      env: { ANSIBLE_PIPELINING: 'true' },
      within,
      // 4: a host could not be reached, or was not any more.
      unclear: [4, 255],
    },
    { environment: 'production' },
  );
};
