import { OURS } from './client';

export interface ServerEvent {
  id: string;
  type: string;
  data: string;
}

/** What a stream tells besides its events. */
export interface StreamListener {
  /** Events that arrived together. */
  on(events: ServerEvent[]): void;
  /** Whether it is connected. */
  live(connected: boolean): void;
  /** The server has no more to tell. */
  ended?(): void;
  /** It will not get better by trying again. */
  refused?(status: number): void;
}

const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 10_000;

/** Follows a stream of server-sent events; goes on from the last event after a break. Returns how to stop. */
export function follow(url: string, listener: StreamListener): () => void {
  const stop = new AbortController();
  void run(url, listener, stop.signal);
  return () => stop.abort();
}

async function run(url: string, listener: StreamListener, signal: AbortSignal): Promise<void> {
  let last = '';
  let wait = SHORTEST_WAIT;
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { ...OURS, Accept: 'text/event-stream' };
      if (last) {
        headers['Last-Event-ID'] = last;
      }
      const response = await fetch(url, { headers, signal, cache: 'no-store' });
      if (response.status >= 400 && response.status < 500) {
        listener.refused?.(response.status);
        return;
      }
      if (response.ok && response.body) {
        listener.live(true);
        wait = SHORTEST_WAIT;
        const done = await read(response.body, (events) => {
          last = events.findLast((event) => event.id)?.id ?? last;
          const told = events.filter((event) => event.type !== 'end');
          if (told.length > 0) {
            listener.on(told);
          }
          return told.length < events.length;
        });
        if (done) {
          listener.ended?.();
          return;
        }
      }
    } catch {
      // A break; we come back below.
    }
    if (!signal.aborted) {
      listener.live(false);
      await pause(wait * (0.75 + Math.random() / 2), signal);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }
}

/** Hands over the events of each chunk together; returns whether the receiver said that it was the end. */
async function read(body: ReadableStream<Uint8Array>, on: (events: ServerEvent[]) => boolean): Promise<boolean> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return false;
    }
    const blocks = (rest + value).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    const events = blocks.map(parse).filter((event) => event !== null);
    if (events.length > 0 && on(events)) {
      await reader.cancel();
      return true;
    }
  }
}

export function parse(block: string): ServerEvent | null {
  const event = { id: '', type: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') event.id = value;
    else if (field === 'event') event.type = value;
    else if (field === 'data') data.push(value);
  }
  return data.length === 0 ? null : { ...event, data: data.join('\n') };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
