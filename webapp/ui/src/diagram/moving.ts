/** Milliseconds without a move. */
const STILL_AFTER = 300;

interface Events {
  on(name: string, call: () => void): void;
}

/**
 * While a diagram is moved it is a layer of its own, which the browser puts elsewhere instead of painting all of it anew for each frame. Not
 * for longer: a layer that is scaled later is not painted anew, and looks blurred.
 */
function Moving(eventBus: Events, canvas: { getContainer(): HTMLElement }) {
  const layered = (is: boolean) => {
    for (const part of canvas.getContainer().querySelectorAll<HTMLElement | SVGElement>('.viewport, .djs-overlay-container')) part.style.willChange = is ? 'transform' : '';
  };
  let timer = 0;
  eventBus.on('canvas.viewbox.changing', () => {
    if (timer === 0) layered(true);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      timer = 0;
      layered(false);
    }, STILL_AFTER);
  });
  eventBus.on('diagram.destroy', () => window.clearTimeout(timer));
}
Moving.$inject = ['eventBus', 'canvas'];

export const smoothMoves = { __init__: ['signalboxMoving'], signalboxMoving: ['type', Moving] };
