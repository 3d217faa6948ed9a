/** Where the processes that the engine starts are built to: absolute paths. */
export interface Scripts {
  readonly supervisor: string;
  readonly parser: string;
  readonly gitStarter: string;
}
