import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { ApprovalView, Run } from '../../api/client';
import { server } from '../../testing/server';
import { show } from '../../testing/render';
import Asked from './Asked';

const run: Run = { id: 'r1', rootId: 'r1', runbook: 'deploy', version: 1, state: 'WAITING', inputs: {}, outputs: {}, startedBy: 'ada', startedAt: '2026-01-01T00:00:00Z', current: [] };
const approval: ApprovalView = { id: 'a1', runId: 'r1', rootId: 'r1', runbook: 'deploy', version: 1, elementId: 'ask', name: 'Release it?', createdAt: '2026-01-01T00:00:00Z', startedBy: 'ada', inputs: {}, fields: [], users: [], groups: ['release-managers'], mayDecide: true };

test('a run asks for its decision where it is looked at, and no longer when it has it', async () => {
  let sent: unknown;
  let open = [approval, { ...approval, id: 'a2', runId: 'another', rootId: 'another', name: 'Something else?' }];
  server.use(
    http.get('*/api/v1/approvals', () => HttpResponse.json({ items: open })),
    http.post('*/api/v1/approvals/a1/decision', async ({ request }) => {
      sent = await request.json();
      open = open.slice(1);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  show(<Asked run={run} />);
  await userEvent.type(await screen.findByLabelText('Comment'), 'looks good');
  expect(screen.queryByText('Something else?')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));

  await waitFor(() => expect(screen.queryByText('Release it?')).not.toBeInTheDocument());
  expect(sent).toEqual({ decision: 'approve', comment: 'looks good', fields: {} });
});

test('who may not decide is told who may', async () => {
  server.use(http.get('*/api/v1/approvals', () => HttpResponse.json({ items: [{ ...approval, mayDecide: false }] })));
  show(<Asked run={run} />);

  expect(await screen.findByText(/waits for release-managers/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
});

test('what a called run asks can be decided from the run that called it', async () => {
  server.use(http.get('*/api/v1/approvals', () => HttpResponse.json({ items: [{ ...approval, runId: 'called' }] })));
  show(<Asked run={run} />);

  expect(await screen.findByRole('button', { name: 'Approve' })).toBeEnabled();
});
