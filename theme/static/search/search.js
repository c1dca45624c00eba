/**
 * The search page: loads Pagefind's components, shows results as the magazine shows stories, and says so when the search
 * cannot work. What a reader looks for is neither stored nor put into the page's address, where the history would keep it.
 */
const place = document.querySelector(".search");
const results = place.querySelector("pagefind-results");

/** Say that the search does not work here; the links below it do. */
function fail() {
  place.dataset.failed = "";
  place.querySelector("[role=status]").textContent = place.dataset.failedWords;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

/**
 * Return a day as people read it.
 * @param {string} iso a moment, of which the day counts, wherever the reader is
 * @returns {string}
 */
export function inWords(iso) {
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(day);
}

/**
 * Return an excerpt as text in which the words that were found are marked, and nothing else is.
 * @param {string} excerpt
 * @returns {(Node|string)[]}
 */
export function marked(excerpt) {
  const { body } = new DOMParser().parseFromString(excerpt, "text/html");
  return Array.from(body.childNodes, (node) =>
    node.nodeName === "MARK" ? element("mark", "", node.textContent) : node.textContent,
  );
}

/**
 * Return a result as an item of the list.
 * @param {object} result Pagefind's data for a page
 * @returns {HTMLLIElement}
 */
export function show({ url, meta, filters, excerpt, language }) {
  const item = element("li", "search-result", "");
  const from = url.split("/")[1];
  const kind = { author: place.dataset.author, topic: place.dataset.topic }[from];
  const after = meta.date ? [filters.author?.join(", "), inWords(meta.date)].filter(Boolean) : [];
  const link = element("a", "search-link", meta.title);
  const title = element("h2", "search-title", "");
  const words = element("p", "search-excerpt", "");
  const line = element("p", "search-after", "");
  // Each by itself, or a Latin name and a day in Arabic would change places.
  line.append(...after.flatMap((part, place) => [place ? " · " : "", element("bdi", "", part)]));
  link.href = url;
  title.append(link);
  words.append(...marked(excerpt), " …");
  for (const part of [title, words]) {
    part.lang = language;
    part.dir = "auto";
  }
  item.append(
    element("p", "search-kicker", kind ?? filters.section?.join(", ")),
    title,
    // A topic has no words besides its name.
    ...(from === "topic" ? [] : [words]),
    line,
  );
  return item;
}

// Styles hide it where the browser tells them that scripts run.
place.querySelector(".search-scriptless").remove();
document.addEventListener("search-failed", fail);
place.addEventListener("pagefind-error", fail);
try {
  await import("/pagefind/pagefind-component-ui.js");
  results.resultTemplate = show;
  for (const filter of place.querySelectorAll("pagefind-filter-dropdown")) {
    // The text in a combobox is no name for it. Pagefind names it only once something is chosen in it.
    filter.querySelector("[role=combobox]").title = filter.getAttribute("label");
    // It may scroll, and not every browser lets the keyboard scroll what cannot have the focus.
    filter.querySelector("[role=listbox]").tabIndex = 0;
  }
} catch {
  fail();
}
