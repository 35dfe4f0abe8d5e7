import type { components } from '#schema';

export type Problem = components['schemas']['Problem'];

/** A request that did not come to what was asked. */
export class Failed extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, problem?: Problem, cause?: unknown) {
    super(problem?.detail ?? (status === 0 ? 'Signalbox does not answer.' : `The server answered with status ${status}.`), {
      cause,
    });
    this.status = status;
    this.problem = problem;
  }

  static unreachable(cause: unknown): Failed {
    return new Failed(0, undefined, cause);
  }

  get code(): string {
    return this.problem?.code ?? (this.status === 0 ? 'UNREACHABLE' : `HTTP_${this.status}`);
  }

  /** Whether asking again may help by itself. */
  get passing(): boolean {
    return this.status === 0 || this.status >= 502;
  }
}
