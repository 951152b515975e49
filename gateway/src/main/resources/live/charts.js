// Bars, and the same in a table beside them: what is in a chart is never in it alone.
const SVG = "http://www.w3.org/2000/svg";
const ROW = 40;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.append(...children);
  return made;
}

function drawn(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Horizontal bars of rows {name, value, text}; a null value is drawn as an empty one. */
export function bars(rows) {
  const most = Math.max(1, ...rows.map(row => row.value ?? 0));
  const chart = drawn("svg", { class: "bars", height: rows.length * ROW, "aria-hidden": "true", focusable: "false" });
  rows.forEach((row, i) => {
    const top = i * ROW;
    chart.append(
      drawn("text", { x: 0, y: top + 14 }, row.name),
      drawn("text", { class: "value", x: "100%", y: top + 14 }, row.text),
      drawn("rect", { class: "track", x: 0, y: top + 21, width: "100%", height: 10 }),
      row.value === null
        ? drawn("rect", { class: "few", x: 1, y: top + 21, width: "12%", height: 10 })
        : drawn("rect", { x: 0, y: top + 21, width: (100 * row.value) / most + "%", height: 10 }));
  });
  return chart;
}

/**
 * A table; heads are {text, number}, rows lists of cells, each a text or {text, few}. The first cell heads its row.
 */
export function table(caption, heads, rows) {
  const body = element("tbody");
  for (const row of rows) {
    const line = element("tr");
    row.forEach((cell, i) => {
      const { text, few } = typeof cell === "object" ? cell : { text: cell, few: false };
      const made = i === 0 ? element("th", { scope: "row" }, text) : element("td", {}, text);
      made.classList.toggle("number", heads[i].number === true);
      made.classList.toggle("few", few === true);
      line.append(made);
    });
    body.append(line);
  }
  const head = element("tr");
  for (const one of heads) {
    const made = element("th", { scope: "col" }, one.text);
    made.classList.toggle("number", one.number === true);
    head.append(made);
  }
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    element("table", {}, element("caption", {}, caption), element("thead", {}, head), body));
}
