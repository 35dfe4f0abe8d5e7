import { render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { lazily } from './lazily';

class Boundary extends Component<{ children: ReactNode }, { said: string }> {
  override state = { said: '' };
  static getDerivedStateFromError(error: Error) {
    return { said: error.message };
  }
  override render() {
    return this.state.said || this.props.children;
  }
}

const Hello = ({ name }: { name: string }) => <p>Hello, {name}</p>;

test('the fallback stands there until it is loaded, once for all', async () => {
  let arrive: (part: typeof Hello) => void = () => undefined;
  const fetch = vi.fn(() => new Promise<typeof Hello>((resolve) => (arrive = resolve)));
  const Part = lazily(fetch, <p>on its way</p>);
  const { unmount } = render(<Part name="Ada" />);
  expect(screen.getByText('on its way')).toBeInTheDocument();
  arrive(Hello);
  expect(await screen.findByText('Hello, Ada')).toBeInTheDocument();
  expect(screen.queryByText('on its way')).toBeNull();

  unmount();
  render(<Part name="Bob" />);
  expect(screen.getByText('Hello, Bob')).toBeInTheDocument();
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('what was loaded before is drawn at once', async () => {
  const Part = lazily(() => Promise.resolve(Hello), <p>on its way</p>);
  await Part.load();
  render(<Part name="Ada" />);
  expect(screen.getByText('Hello, Ada')).toBeInTheDocument();
});

test('what cannot be loaded is thrown to the boundary, and asked for again the next time', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const fetch = vi.fn(() => Promise.resolve(Hello)).mockRejectedValueOnce(new Error('gone')).mockRejectedValueOnce(new Error('still gone'));
  const Part = lazily(fetch);
  // Who only begins to load is not told.
  await Part.load();
  const broken = render(<Boundary><Part name="Ada" /></Boundary>);
  expect(await screen.findByText('still gone')).toBeInTheDocument();
  broken.unmount();
  render(<Boundary><Part name="Ada" /></Boundary>);
  expect(await screen.findByText('Hello, Ada')).toBeInTheDocument();
});
