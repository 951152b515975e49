"use strict";

// shows /docs/asyncapi.json; every text goes in as text, never as markup
const words = {
  id: {
    filter: "Cari jenis",
    failed: "asyncapi.json tidak dapat dimuat. Muat ulang halaman ini.",
    every: "Setiap kejadian",
    everyText: "Atribut di sekitar data, sama untuk setiap jenis.",
    agreements: "Instansi dan perjanjian",
    training: "Pelatihan",
    certification: "Sertifikat",
    events: "Pengiriman umpan",
    bye: "Akhir aliran",
    channels: "Saluran",
    unknownAddress: "alamat milik instansi",
    messages: "pesan",
    internal: "Hanya untuk layanan, tidak ada di umpan:",
    data: "Isi data",
    sample: "Contoh",
    field: "Nama",
    type: "Jenis",
    optional: "opsional",
    topic: "Topik",
    list: "daftar",
    overseer: "Seperti yang diterima Kanwil: tanpa daftar peserta.",
    erased: "Setelah data diri warga binaan dihapus: id, nomor, dan jenis tetap ada.",
  },
  en: {
    filter: "Find a type",
    failed: "asyncapi.json could not be loaded. Load this page again.",
    every: "Every event",
    everyText: "The attributes around the data, the same for every type.",
    agreements: "Institutions and agreements",
    training: "Training",
    certification: "Certificates",
    events: "Sending feeds",
    bye: "End of a stream",
    channels: "Channels",
    unknownAddress: "the institution's address",
    messages: "messages",
    internal: "For services alone, in no feed:",
    data: "What is in data",
    sample: "Sample",
    field: "Name",
    type: "Type",
    optional: "optional",
    topic: "Topic",
    list: "list",
    overseer: "As a regional authority receives it: without the seats.",
    erased: "After the learner was erased: id, number and type stay.",
  },
};

// as the other public pages: Indonesian unless asked otherwise
const language = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "id";
const t = words[language];

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const descriptionOf = (node) =>
  (language === "id" && node["x-description-id"]) || node.description;
const summaryOf = (node) => (language === "id" && node["x-summary-id"]) || node.summary || "";

function show(api) {
  const resolved = (node) =>
    node.$ref ? node.$ref.slice(2).split("/").reduce((at, step) => at[step], api) : node;

  /** What an object has, with what is within it. */
  function rows(schema, path = "") {
    const properties = Object.entries(schema.properties || {});
    return properties.flatMap(([name, property]) => {
      const inner = resolved(property);
      const own = path + name;
      const item = inner.type === "array" ? resolved(inner.items) : inner;
      const within = item.properties ? rows(item, own + (item === inner ? "." : "[].")) : [];
      const type = item === inner ? typeOf(property) : t.list + ": " + typeOf(inner.items);
      const required = (schema.required || []).includes(name);
      return [{ path: own, type, required, text: descriptionOf(property) }, ...within];
    });
  }

  function typeOf(schema) {
    const meant = resolved(schema);
    if (meant.enum) {
      return meant.enum.join(" | ");
    }
    if (meant.const !== undefined) {
      return JSON.stringify(meant.const);
    }
    return schema.$ref && meant.type === "string"
      ? schema.$ref.split("/").pop()
      : meant.format || meant.type;
  }

  function table(schema) {
    const head = element(
      "tr",
      {},
      element("th", { scope: "col" }, t.field),
      element("th", { scope: "col" }, t.type),
    );
    const body = rows(schema).map((row) =>
      element(
        "tr",
        {},
        element("td", {}, element("code", {}, row.path)),
        element(
          "td",
          {},
          row.required ? row.type : `${row.type} (${t.optional})`,
          ...(row.text ? [element("p", { class: "quiet" }, row.text)] : []),
        ),
      ),
    );
    return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
  }

  function samples(message) {
    return message.examples.flatMap((example) => [
      element("h3", {}, t.sample),
      ...(example.summary ? [element("p", { class: "quiet" }, t[example.name] || example.summary)] : []),
      element("pre", { tabindex: "0" }, JSON.stringify(example.payload, null, 2)),
    ]);
  }

  function entry(id, title, text, ...inside) {
    const head = element("summary", {}, element("strong", {}, title), element("span", {}, text));
    return element("details", { id, "data-words": `${id} ${title} ${text}`.toLowerCase() }, head, ...inside);
  }

  function typeEntry(message, topic) {
    const data = message.payload.allOf[1].properties.data;
    return entry(
      message.name,
      message.title,
      summaryOf(message),
      element("p", { class: "quiet" }, element("code", {}, message.name)),
      ...(topic ? [element("p", { class: "quiet" }, `${t.topic}: `, element("code", {}, topic))] : []),
      element("h3", {}, t.data),
      table(resolved(data)),
      ...samples(message),
    );
  }

  const place = document.getElementById("events");
  const messagesOf = (channel) => Object.values(channel.messages).map(resolved);
  const feed = messagesOf(api.channels.feedStream);

  const filter = element("input", { id: "filter", type: "search", autocomplete: "off" });
  place.append(element("label", { for: "filter" }, t.filter), filter);
  place.append(
    entry("FeedEvent", t.every, t.everyText, table(api.components.schemas.FeedEvent)),
  );

  const topics = Object.entries(api.channels).filter(([, channel]) => channel.bindings?.kafka);
  for (const [family, channel] of topics) {
    const all = messagesOf(channel);
    const received = feed.filter((message) => channel.messages[message.name]);
    const alone = all.filter((message) => !received.some((other) => other.name === message.name));
    place.append(
      element(
        "section",
        {},
        element("h2", {}, t[family] || family),
        ...received.map((message) => typeEntry(message, channel.address)),
        ...(alone.length ? [element("p", { class: "quiet" }, t.internal)] : []),
        ...alone.map((message) => typeEntry(message, channel.address)),
      ),
    );
  }

  const others = feed.filter((message) => !message.payload.allOf);
  place.append(
    element(
      "section",
      {},
      element("h2", {}, t.bye),
      ...others.map((message) =>
        entry(message.name, message.name, summaryOf(message), table(message.payload), ...samples(message)),
      ),
    ),
  );

  const channels = Object.values(api.channels).map((channel) =>
    element(
      "div",
      {},
      element("dt", {}, element("code", {}, channel.address || t.unknownAddress)),
      element("dd", {}, `${summaryOf(channel)} (${Object.keys(channel.messages).length} ${t.messages})`),
      ...(descriptionOf(channel) ? [element("dd", {}, descriptionOf(channel))] : []),
    ),
  );
  place.append(element("h2", {}, t.channels), element("dl", {}, ...channels));

  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const one of place.querySelectorAll("details")) {
      one.hidden = !one.dataset.words.includes(wanted);
    }
  });

  const linked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (linked instanceof HTMLDetailsElement) {
    linked.open = true;
    linked.scrollIntoView();
  }
}

document.documentElement.lang = language;
document.documentElement.classList.add("only-" + language);
if (language === "en") {
  const other = document.getElementById("language");
  other.href = "/docs/events.html?lang=id";
  other.hreflang = other.lang = "id";
  other.textContent = "Bahasa Indonesia";
}

fetch("/docs/asyncapi.json")
  .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
  .then(show)
  .catch((failure) => {
    console.error(failure);
    document.getElementById("events").append(element("p", { role: "alert" }, t.failed));
  });
