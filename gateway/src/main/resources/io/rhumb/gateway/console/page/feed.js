// Listens to the gateway, and says whether it does.

const SILENCE_MILLIS = 3000;
const AGAIN_MILLIS = 2000;

/**
 * Listens for ever.
 *
 * @param on  hello, state and decisions are given what was said; link is given connecting, live or lost
 */
export function listen(on) {
  let source = null;
  let heard = 0;

  function open() {
    on.link("connecting");
    source = new EventSource("feed");
    for (const name of ["hello", "state", "decisions"]) {
      source.addEventListener(name, (event) => {
        heard = performance.now();
        on.link("live");
        on[name](JSON.parse(event.data));
      });
    }
    source.addEventListener("error", () => {
      on.link("lost");
      // What was refused is not tried again by itself.
      if (source.readyState === EventSource.CLOSED) {
        setTimeout(open, AGAIN_MILLIS);
      }
    });
  }

  // Browsers keep a page that was left for a while, with its connections, of which there are six to a host.
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      open();
    }
  });

  // A connection may be dead without that anybody says so.
  setInterval(() => {
    if (source.readyState === EventSource.OPEN && performance.now() - heard > SILENCE_MILLIS) {
      source.close();
      on.link("lost");
      open();
    }
  }, 1000);
  open();
}
