import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Failure } from './Feedback';

/**
 * Holds what breaks on a page, so that the rest goes on. A file of the page is missing when the server was away, or has a new version and so no
 * longer those of the old one: the browser does not ask for it a second time, and loading the page again helps.
 */
export class Broken extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const missing = /dynamically imported module|Importing a module/.test(error.message);
    return missing ? (
      <div style={{ padding: 48, textAlign: 'center' }}>
        <p>A part of this page could not be loaded: Signalbox did not answer, or was updated since.</p>
        <Button onClick={() => window.location.reload()}>Load the page again</Button>
      </div>
    ) : (
      <Failure error={error} what="This page broke" retry={() => this.setState({ error: null })} />
    );
  }
}
