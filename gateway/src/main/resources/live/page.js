import { bars, element, table } from "/live/charts.js";
import { ask, begin, claims, complete, current, expiresAt, forget, otherAddress, signOut } from "/live/session.js";
import { languages } from "/live/texts.js";
import { follow } from "/live/ticker.js";

const LANGUAGE = "bekal-language";
const RANGE = "bekal-range";
const FIELDS = ["by", "from", "until"];
const SHOWN = 50;
const EVERY = 60_000;
const AFTER_EVENTS = 2_000;
const BEFORE_THE_END = 20_000;

const at = id => document.getElementById(id);
const kept = localStorage.getItem(LANGUAGE);
let language = kept in languages ? kept : navigator.language.startsWith("en") ? "en" : "id";
let text = languages[language];
let figures = null;
let events = [];
let feed = null;
let paused = false;
let connection = "connecting";
let notice = "";
let waiting = 0;

// ---- words

const locale = () => (language === "en" ? "en-GB" : "id-ID");
const number = value => new Intl.NumberFormat(locale()).format(value);
const day = value => new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(new Date(value + "T00:00:00"));
const moment = value =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "short", timeStyle: "medium" }).format(new Date(value));
const people = count => (count.suppressed ? { text: text.withheld, few: true } : { text: number(count.count) });
const state = code => text.states[code] ?? code;
// codes such as WELDING are the institutions' own: shown as they are, but for their case
const word = code => text[code] ?? (/^[A-Z_]+$/.test(code) ? code[0] + code.slice(1).toLowerCase().replaceAll("_", " ") : code);

function key(by, value) {
  if (by !== "month" || !/^\d{4}-\d{2}$/.test(value)) {
    return by === "field" ? word(value) : text[value] ?? value;
  }
  return new Intl.DateTimeFormat(locale(), { month: "long", year: "numeric" }).format(new Date(value + "-01T00:00:00"));
}

function share({ present, expected }) {
  if (present.suppressed) {
    return { text: text.withheld, few: true };
  }
  return {
    text: expected.count === 0
      ? "–"
      : new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 1 }).format(present.count / expected.count),
  };
}

function speak(chosen) {
  language = chosen;
  text = languages[language];
  document.documentElement.lang = language;
  document.title = "Bekal · " + text.title;
  for (const one of document.querySelectorAll("[data-text]")) {
    one.textContent = text[one.dataset.text];
  }
  const other = language === "id" ? "en" : "id";
  at("language").textContent = other === "en" ? "English" : "Bahasa Indonesia";
  at("language").lang = other;
  show();
}

// ---- figures

function tiles(id, ...all) {
  at(id).replaceChildren(...all.map(([name, value]) => {
    const shown = element("strong", {}, value.text ?? value);
    shown.classList.toggle("few", value.few === true);
    return element("li", {}, shown, element("span", {}, name));
  }));
}

function pair(id, rows, shown) {
  at(id).replaceChildren(...(rows.length === 0 ? [] : [element("figure", {}, bars(rows)), shown]));
}

function byInstitution(id, institutions, heads, cells) {
  at(id).replaceChildren(...(institutions.length === 0 ? [] : [
    table(text.ofInstitutions, [{ text: text.institution }, ...heads],
      institutions.map(one => [one.city ? `${one.name}, ${one.city}` : one.name, ...cells(one)])),
  ]));
}

function showAgreements({ states, ending, endingWithin, institutions }) {
  const active = states.find(one => one.state === "ACTIVE")?.agreements ?? 0;
  tiles("agreements-tiles", [text.inForce, number(active)], [text.endsWithin(endingWithin), number(ending.length)]);
  pair("agreements-states",
    states.map(one => ({ name: state(one.state), value: one.agreements, text: number(one.agreements) })),
    table(text.agreementsByState, [{ text: text.state }, { text: text.count, number: true }],
      states.map(one => [state(one.state), number(one.agreements)])));
  at("ending-title").textContent = text.endsWithin(endingWithin);
  at("ending").className = "bare"; // the heading says it
  at("ending").replaceChildren(ending.length === 0
    ? element("p", {}, text.none)
    : table(text.endsWithin(endingWithin),
      [{ text: text.agreement }, { text: text.parties }, { text: text.fields }, { text: text.end }, { text: text.daysLeft, number: true }],
      ending.map(one => [
        one.agreement,
        one.parties.map(party => party.name).join("; "),
        one.fields.length === 0 ? text.allFields : one.fields.map(word).join(", "),
        day(one.until),
        number(one.daysLeft),
      ])));
  byInstitution("agreements-institutions", institutions,
    [{ text: text.inForce, number: true }, { text: text.end }, { text: text.daysLeft, number: true }],
    one => [number(one.inForce), one.lastUntil ? day(one.lastUntil) : "–", one.lastUntil ? number(one.daysLeft) : "–"]);
}

function showPrograms({ states, programs, seats, capacity, attendance, institutions }) {
  tiles("programs-tiles",
    [text.programs, number(programs)], [text.seats, people(seats)], [text.capacity, number(capacity)],
    [text.sessions, number(attendance.sessions)], [text.attendance, share(attendance)]);
  pair("programs-states",
    states.map(one => ({ name: state(one.state), value: one.programs, text: number(one.programs) })),
    table(text.programsByState,
      [{ text: text.state }, { text: text.count, number: true }, { text: text.seats, number: true }, { text: text.capacity, number: true }],
      states.map(one => [state(one.state), number(one.programs), people(one.seats), number(one.capacity)])));
  byInstitution("programs-institutions", institutions,
    [text.programs, text.running, text.seats, text.capacity, text.attendance].map(head => ({ text: head, number: true })),
    one => [number(one.programs), number(one.running), people(one.seats), number(one.capacity), share(one.attendance)]);
}

function showCertified(by, { people: all, rows, institutions }) {
  tiles("certified-tiles", [text.people, people(all)]);
  pair("certified-rows",
    rows.map(one => ({ name: key(by, one.key), value: one.people.count, text: people(one.people).text })),
    table(text.peopleBy[by], [{ text: text[by] }, { text: text.people, number: true }],
      rows.map(one => [key(by, one.key), people(one.people)])));
  byInstitution("certified-institutions", institutions, [{ text: text.people, number: true }], one => [people(one.people)]);
}

async function fetchFigures() {
  clearTimeout(waiting);
  waiting = setTimeout(fetchFigures, EVERY);
  const by = at("by").value;
  const months = ["from", "until"]
    .filter(id => /^\d{4}-\d{2}$/.test(at(id).value))
    .map(id => `&${id}=${at(id).value}`)
    .join("");
  try {
    const [agreements, programs, certified] = await Promise.all([
      ask("/api/insights/agreements"), ask("/api/insights/programs"), ask(`/api/insights/certified?by=${by}${months}`)]);
    figures = { agreements, programs, certified, by };
    notice = "";
  } catch (refused) {
    if (refused.status === 401) {
      await renew();
      return;
    }
    notice = refused.status === 403 ? "denied" : "failed";
  }
  show();
}

function fetchSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(fetchFigures, AFTER_EVENTS);
}

// ---- the ticker

/** What happened, in words: never to whom. */
function about(event) {
  const data = event.data ?? {};
  const agreement = data.agreement?.id ?? data.program?.agreement;
  const program = data.program?.id ?? (typeof data.program === "string" ? data.program : undefined);
  if (program !== undefined) {
    return [text.program, program];
  }
  if (agreement !== undefined) {
    return [text.agreement, agreement];
  }
  if (data.webhook !== undefined) {
    return [text.webhook, data.webhook];
  }
  return data.institution?.name !== undefined ? [text.institution, data.institution.name] : null;
}

function line(event) {
  const type = event.type.split(".").at(-2);
  const what = text.events[type] ?? type;
  const of = about(event);
  return element("li", {},
    element("time", { datetime: event.time }, moment(event.time)),
    element("span", {}, event.erased ? `${what} (${text.erased})` : what),
    ...(of === null ? [] : [element("span", {}, of[0] + " ", element("code", {}, of[1]))]));
}

function showEvents() {
  at("events").replaceChildren(...events.map(line));
  at("connection").textContent = paused ? text.paused
    : { connecting: text.connecting, live: text.live, cut: text.cut, "no-feed": text.noFeed }[connection];
  at("connection").classList.toggle("on", connection === "live" && !paused);
  at("pause").textContent = paused ? text.resume : text.pause;
  at("pause").setAttribute("aria-pressed", String(paused));
  at("pause").hidden = connection === "no-feed";
}

const heard = {
  event(event) {
    events.unshift(event);
    events.length = Math.min(events.length, SHOWN);
    fetchSoon();
    if (!paused) {
      const newest = line(event);
      newest.classList.add("new");
      at("events").prepend(newest);
      while (at("events").children.length > SHOWN) {
        at("events").lastElementChild.remove();
      }
    }
  },
  state(now) {
    connection = now;
    if (!paused) {
      showConnection();
    }
  },
  over(reason) {
    if (reason === "REVOKED") {
      signedOut();
    } else {
      renew();
    }
  },
};

function showConnection() {
  const list = at("events").children;
  if (list.length === 0 && events.length > 0) {
    showEvents();
    return;
  }
  at("connection").textContent =
    { connecting: text.connecting, live: text.live, cut: text.cut, "no-feed": text.noFeed }[connection];
  at("connection").classList.toggle("on", connection === "live");
  at("pause").hidden = connection === "no-feed";
}

// ---- the page

function show() {
  const signedIn = current() !== null;
  at("welcome").hidden = signedIn;
  at("figures").hidden = !signedIn || figures === null;
  at("ticker").hidden = !signedIn;
  at("sign-out").hidden = !signedIn;
  at("notice").textContent = notice === "" ? "" : text[notice] ?? notice;
  if (!signedIn) {
    at("who").textContent = "";
    return;
  }
  at("who").textContent = claims().institution;
  if (figures !== null) {
    showAgreements(figures.agreements);
    showPrograms(figures.programs);
    showCertified(figures.by, figures.certified);
  }
  showEvents();
}

function signedOut() {
  feed?.stop();
  clearTimeout(waiting);
  forget();
  figures = null;
  events = [];
  notice = "signedOut";
  show();
}

/** Asks the provider for a token again: it knows whether the sign-in goes on. */
async function renew() {
  feed?.stop();
  clearTimeout(waiting);
  forget();
  await begin(true);
}

at("language").addEventListener("click", () => {
  speak(language === "id" ? "en" : "id");
  localStorage.setItem(LANGUAGE, language);
});
at("sign-in").addEventListener("click", () => begin(false));
at("sign-out").addEventListener("click", () => {
  feed?.stop();
  signOut();
});
at("pause").addEventListener("click", () => {
  paused = !paused;
  showEvents();
});
at("range").addEventListener("change", () => {
  sessionStorage.setItem(RANGE, JSON.stringify(FIELDS.map(id => at(id).value)));
  fetchFigures();
});
at("range").addEventListener("submit", event => event.preventDefault());

// as it was before the sign-in was renewed
JSON.parse(sessionStorage.getItem(RANGE) ?? "[]").forEach((value, i) => {
  at(FIELDS[i]).value = value;
});
const outcome = await complete().catch(() => "failed");
if (outcome === "failed") {
  notice = "notSignedIn";
} else if (outcome === "signed-out") {
  notice = "signedOut";
}
speak(language);
if (outcome === "signed-in") {
  setTimeout(renew, Math.max(1_000, expiresAt() - Date.now() - BEFORE_THE_END));
  feed = follow(claims().institution, ask, heard);
  await fetchFigures();
} else if (!globalThis.isSecureContext) {
  at("sign-in").disabled = true;
  notice = "needsTls";
  show();
} else {
  const other = await otherAddress().catch(() => null);
  if (other !== null) {
    at("sign-in").disabled = true;
    notice = text.otherAddress + other;
    show();
  }
}
