import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Failure } from './Feedback';

/** Holds what breaks on a page, so that the rest goes on. A new version on the server takes away files of the old one: loading again helps. */
export class Broken extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const outdated = /dynamically imported module|Importing a module/.test(error.message);
    return outdated ? (
      <div style={{ padding: 48, textAlign: 'center' }}>
        <p>Signalbox was updated since this page was loaded.</p>
        <Button onClick={() => window.location.reload()}>Load the new version</Button>
      </div>
    ) : (
      <Failure error={error} what="This page broke" retry={() => this.setState({ error: null })} />
    );
  }
}
