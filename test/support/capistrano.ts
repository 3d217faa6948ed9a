import type { Target } from '../../contract/workspace';
import type { CommandRig } from './command-rig';
import type { SshHost } from './ssh-host';

const capfile = `require 'capistrano/setup'
require 'capistrano/deploy'
require 'capistrano/scm/git'
install_plugin Capistrano::SCM::Git
`;

const settings = (host: SshHost): string => `
set :application, 'shop'
set :format_options, log_file: nil
set :repo_url, '${host.repository}'
set :branch, ENV.fetch('REF')
set :deploy_to, '${host.folder}'
set :ssh_options, { keys: ['${host.key}'], keys_only: true, config: false, user_known_hosts_file: '${host.known}', verify_host_key: :always }
set :revision_log_message, "#{ENV['REF']} deployed by #{ENV['HUMDRUM_DEPLOYMENT']}"

# Waits, on the server, where a test says so: before or after \`current\` has moved.
def hold(where)
  on roles(:app) do
    execute "cd ${host.folder}; if test -e hold-#{where}; then touch held; while test -e held -a ! -e go; do sleep 0.1; done; fi; touch passed-#{where}"
  end
end
task(:note_order) { on(roles(:app)) { execute :echo, ENV['HUMDRUM_DEPLOYMENT'], '>> ${host.folder}/orders.log' } }
task(:hold_before) { hold('before') }
task(:hold_after) { hold('after') }
task(:ignore_all) do
  next unless File.exist?('stubborn')
  trap('TERM', 'IGNORE')
  child = spawn('sh', '-c', 'while :; do sleep 1; done')
  File.write('pids', "#{Process.pid} #{child}")
  sleep
end
before 'deploy:starting', :note_order
before 'deploy:starting', :ignore_all
before 'deploy:publishing', :hold_before
after 'deploy:symlink:release', :hold_after
`;

const find = (host: SshHost): string => `#!/bin/sh
bin/there "cd ${host.folder}; if grep -qs $HUMDRUM_DEPLOYMENT revisions.log; then echo accepted
elif grep -qs $HUMDRUM_DEPLOYMENT orders.log; then echo begun; else echo unheard of; fi"
`;

/** What a workspace that deploys with Capistrano has beside its file; what runs is what `current` names. */
export const writeCapistrano = (host: SshHost): Promise<void> =>
  host.write({
    Capfile: capfile,
    'config/deploy.rb': settings(host),
    'config/deploy/production.rb': `server '127.0.0.1', user: '${host.user}', port: ${host.port}, roles: %w[app]\n`,
    'bin/find': find(host),
    'bin/what-runs': `#!/bin/sh\nexec bin/there 'cat ${host.folder}/current/REVISION 2>/dev/null || echo -'\n`,
  });

/** A target that is deployed with Capistrano. */
export const setUpCapistrano = async (
  command: CommandRig,
  host: SshHost,
  config: { readonly within?: string; readonly unclear?: number[]; readonly dryRun?: boolean } = {},
): Promise<Target> => {
  await writeCapistrano(host);
  const { within = '1m', unclear = [255], dryRun = false } = config;
  return command.target(
    {
      deploy: ['cap', '${environment}', 'deploy', ...(dryRun ? ['--dry-run'] : [])],
      observe: ['bin/what-runs'],
      find: ['bin/find'],
      env: { REF: '${candidate.commit}' },
      within,
      unclear,
    },
    { environment: 'production' },
  );
};
