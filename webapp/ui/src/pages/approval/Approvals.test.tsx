import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { ApprovalView } from '../../api/client';
import { server } from '../../testing/server';
import { show } from '../../testing/render';
import Approvals from './Approvals';

const approval: ApprovalView = { id: 'a1', runId: 'r1', rootId: 'r1', runbook: 'deploy', version: 1, elementId: 'ask', name: 'Release it?', createdAt: '2026-01-01T00:00:00Z', startedBy: 'ada', inputs: {}, fields: [], users: [], groups: [], mayDecide: true };

/** What waits, until somebody has decided it. */
function serve(decide: () => Response): void {
  let open = [approval];
  server.use(
    http.get('*/api/v1/approvals', () => HttpResponse.json({ items: open })),
    http.get('*/api/v1/runbooks', () => HttpResponse.json({ items: [] })),
    http.post('*/api/v1/approvals/a1/decision', () => {
      open = [];
      return decide();
    }),
  );
}

test('what one has decided is said when it has gone from the list', async () => {
  serve(() => new HttpResponse(null, { status: 204 }));
  show(<Approvals />);
  await userEvent.click(await screen.findByRole('button', { name: 'Reject' }));

  expect(await screen.findByText(/You rejected “Release it\?”/)).toBeInTheDocument();
  expect(screen.queryByRole('article')).not.toBeInTheDocument();
});

test('who comes second is told so, and led to the run', async () => {
  serve(() => HttpResponse.json({ code: 'APPROVAL_NOT_FOUND', detail: 'There is no such approval.', status: 404 }, { status: 404 }));
  show(<Approvals />);
  await userEvent.type(await screen.findByLabelText('Comment'), 'looks good');
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));

  const told = await screen.findByText(/“Release it\?” no longer waits: somebody else decided it/);
  expect(within(told).getByRole('link')).toHaveAttribute('href', '/runs/r1');
  expect(screen.queryByText(/You approved/)).not.toBeInTheDocument();
});
