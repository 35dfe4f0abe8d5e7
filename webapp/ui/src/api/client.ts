import type { components, paths } from '#schema';
import createClient from 'openapi-fetch';
import { Failed, type Problem } from './problem';

type Schemas = components['schemas'];
export type Run = Schemas['Run'];
export type RunState = Run['state'];
export type Current = Schemas['Current'];
export type StepView = Schemas['StepView'];
export type StepState = StepView['state'];
export type Attempt = Schemas['Attempt'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type LogLine = Schemas['LogLine'];
export type Runbook = Schemas['Runbook'];
export type RunbookDetail = Schemas['RunbookDetail'];
export type InputField = Schemas['InputField'];
export type HostView = Schemas['HostView'];
export type ServiceView = Schemas['ServiceView'];
export type Container = Schemas['Container'];
export type ConnectorView = Schemas['ConnectorView'];
export type OperationView = Schemas['OperationView'];
export type ProblemFinding = Schemas['ProblemFinding'];
export type ApprovalView = Schemas['ApprovalView'];
export type Me = Schemas['Me'];
export type Role = Me['roles'][number];
export type UserView = Schemas['UserView'];
export type TokenView = Schemas['TokenView'];

/** Tells the server that a page of ours asks: the login of the browser counts, and it opens no window of its own. */
export const OURS = { 'X-Requested-With': 'signalbox' };

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  // As it is when it is called.
  fetch: (request) => fetch(request),
  headers: OURS,
  querySerializer: { array: { style: 'form', explode: false } },
});

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>;

/** The data of an answer in JSON; everything else is thrown. */
export function take<T>(answer: Answer<T>): Promise<Exclude<T, string>> {
  return data(answer) as Promise<Exclude<T, string>>;
}

/** The text of an answer that was asked for with {@code parseAs: 'text'}. */
export function takeText(answer: Answer<string>): Promise<string> {
  return data(answer);
}

async function data<T>(answer: Answer<T>): Promise<T> {
  let result;
  try {
    result = await answer;
  } catch (cause) {
    throw Failed.unreachable(cause);
  }
  if (!result.response.ok) {
    throw new Failed(result.response.status, result.error as Problem | undefined);
  }
  return result.data as T;
}
