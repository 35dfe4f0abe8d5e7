import { Button } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Empty } from '../components/Feedback';
import { Page } from '../components/Page';

export default function NotFound() {
  return (
    <Page title="Not found" head={<span />}>
      <Empty
        page
        icon={IconMapQuestion}
        title="There is nothing at this address"
        act={
          <>
            <Button component={Link} to="/" variant="default">
              To the start
            </Button>
            <Button component={Link} to="/runs" variant="default">
              To the runs
            </Button>
          </>
        }
      >
        The link may be old, or mistyped. Ctrl-K finds pages, runbooks and runs.
      </Empty>
    </Page>
  );
}
