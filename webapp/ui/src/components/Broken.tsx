import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Component, useEffect, useState, type ReactNode } from 'react';
import { wasAway } from '../queries/client';
import { useServer } from '../queries/live';
import { Empty, Failure } from './Feedback';

/** Holds what breaks on a page, so that the rest goes on. */
export class Broken extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (/dynamically imported module|Importing a module|Unable to preload/.test(error.message)) return <Missing />;
    return <Failure error={error} what="This page broke" retry={() => this.setState({ error: null })} />;
  }
}

/**
 * A file of the page could not be had: the server was away, or has a new version and so no longer the files of the old one. The browser does not ask
 * for it a second time, so that all is loaded again.
 */
function Missing() {
  const client = useQueryClient();
  const away = useServer() !== 'works';
  const [updated, setUpdated] = useState(false);
  useEffect(() => {
    void wasAway(client).then((was) => (was ? window.location.reload() : setUpdated(true)));
  }, [client]);
  if (updated) {
    return (
      <Empty title="Signalbox was updated since this page was loaded" act={<Button onClick={() => window.location.reload()}>Load the new version</Button>} />
    );
  }
  return away ? <Empty title="This page is not here yet">It is loaded as soon as Signalbox answers again.</Empty> : null;
}
