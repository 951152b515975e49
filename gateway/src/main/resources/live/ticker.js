// The institution's feed by server-sent events, from the last number on, however often it is cut off.
const LAST = "bekal-last-number "; // a number, no data: where to go on after the sign-in is renewed
const FIRST_LOOK = 20;
const LONGEST_PAUSE = 30_000;

/**
 * Follows the feed of an institution. `ask` calls the API with the token; `on` is told of
 * event(event), state("connecting" | "live" | "cut" | "no-feed") and over("TOKEN_EXPIRED" | "REVOKED").
 */
export function follow(institution, ask, on) {
  let source = null;
  let last = null;
  let pause = 0;
  let timer = 0;
  let stopped = false;

  /** The number to begin after, which the feed has. */
  async function beginning() {
    if (last !== null) {
      return last;
    }
    const kept = sessionStorage.getItem(LAST + institution);
    const head = kept === null ? (await ask("/api/events?limit=1")).head : Number(kept);
    const from = Math.max(0, head - FIRST_LOOK);
    try {
      await ask(`/api/events?after=${from}&limit=1`);
      return from;
    } catch (refused) {
      if (refused.problem?.code === "FEED_TOO_OLD") {
        return refused.problem.oldest - 1;
      }
      if (refused.problem?.code === "AHEAD_OF_THE_FEED") {
        return refused.problem.head;
      }
      throw refused;
    }
  }

  async function open() {
    on.state("connecting");
    try {
      last = await beginning();
      const { ticket } = await ask("/api/events/tickets", { method: "POST" });
      if (stopped) {
        return;
      }
      source = new EventSource(`/api/events/stream?ticket=${encodeURIComponent(ticket)}&after=${last}`);
      source.onopen = () => {
        pause = 0;
        on.state("live");
      };
      source.onmessage = message => {
        const event = JSON.parse(message.data);
        if (event.number > last) {
          note(event.number);
          on.event(event);
        }
      };
      source.addEventListener("bye", message => {
        const bye = JSON.parse(message.data);
        note(bye.resumeAfter);
        close();
        if (bye.reason === "TOKEN_EXPIRED" || bye.reason === "REVOKED") {
          on.over(bye.reason);
        } else {
          again();
        }
      });
      // the browser would try the same address, with a ticket that is over
      source.onerror = () => {
        close();
        again();
      };
    } catch (refused) {
      if (refused.status === 401) {
        on.over("TOKEN_EXPIRED");
      } else if (refused.status === 403) {
        on.state("no-feed");
      } else {
        if (["FEED_TOO_OLD", "AHEAD_OF_THE_FEED"].includes(refused.problem?.code)) {
          last = null;
        }
        again();
      }
    }
  }

  function note(number) {
    last = number;
    sessionStorage.setItem(LAST + institution, String(number));
  }

  function close() {
    source?.close();
    source = null;
  }

  function again() {
    if (stopped) {
      return;
    }
    on.state("cut");
    pause = Math.min(LONGEST_PAUSE, Math.max(1_000, pause * 2));
    timer = setTimeout(open, pause * (0.75 + Math.random() / 2));
  }

  open();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      close();
    },
  };
}
