import { simpleGit, type SimpleGit } from 'simple-git';
import { gitConfig, gitEnvironment, startFolder } from './environment';

export type Simple = (gitDir: string, signal: AbortSignal) => SimpleGit;

/**
 * simple-git on one mirror, hardened as every other call, for what neither talks to a remote nor is on a hot path: init,
 * config, refs, upkeep. Not for remotes: its abort ends git alone, and git's remote-http was seen to stay behind, hanging.
 * One instance a call, because its abort signal belongs to the instance.
 */
export const createSimple =
  (env: NodeJS.ProcessEnv): Simple =>
  (gitDir, signal) => {
    const own = gitEnvironment(env, gitDir, null, null);
    return simpleGit({
      baseDir: startFolder,
      abort: signal,
      config: [...gitConfig(null, null)],
      // Even so it waits 50 ms after a command that prints nothing (4.0.2): not for what happens often.
      completion: { onClose: true, onExit: false },
      allowEnvironment: Object.keys(own).filter((key) => /^GIT_|ASKPASS/.test(key)),
      // Its guard refuses these names whatever their value; ours switch things off.
      unsafe: {
        allowUnsafeHooksPath: true,
        allowUnsafeFsMonitor: true,
        allowUnsafeCredentialHelper: true,
        allowUnsafeProtocolOverride: true,
        allowUnsafeAskPass: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeTemplateDir: true,
      },
    }).env(own);
  };
