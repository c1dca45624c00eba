/**
 * The search page: loads Pagefind's components, shows results as the magazine shows stories, and says so when the search
 * cannot work. What a reader looks for stands behind the sign # of the page's address: browsers send that to nobody, and
 * it survives a reload, a link and a way back.
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
  const image = thumbnail(meta.thumbnail);
  if (image) item.append(image);
  return item;
}

/**
 * Return a small picture of a story, from this site and no other; undefined where there is none.
 * @param {string} [srcset] of the picture at the top of the story
 * @returns {HTMLImageElement | undefined}
 */
export function thumbnail(srcset) {
  if (!srcset?.startsWith("/images/")) return undefined;
  const image = element("img", "search-picture", "");
  const several = srcset.includes(" ");
  image.alt = "";
  image.width = 120;
  image.height = 80;
  // Before the addresses: otherwise it would be loaded at once, and in another width.
  image.loading = "lazy";
  image.decoding = "async";
  if (several) {
    image.sizes = "6.5rem";
    image.srcset = srcset;
  }
  image.src = several ? srcset.split(" ")[0] : srcset;
  return image;
}

/** Names of the filters, which stand in the address too. */
const FILTERS = ["section", "topic", "author", "year"];

/**
 * Return words and filters as the part of an address behind its sign #; empty without any.
 * @param {string} words
 * @param {Object<string, string[]>} filters
 * @returns {string}
 */
export function written(words, filters) {
  const parts = new URLSearchParams(words ? { q: words } : {});
  for (const name of FILTERS) {
    for (const value of filters?.[name] ?? []) parts.append(name, value);
  }
  return parts.toString();
}

/**
 * Return the words and filters that a part of an address names.
 * @param {string} part behind its sign # or ?
 * @returns {{words: string, filters: Object<string, string[]>}}
 */
export function read(part) {
  const parts = new URLSearchParams(part);
  const chosen = FILTERS.map((name) => [name, parts.getAll(name).filter(Boolean)]);
  return { words: parts.get("q") ?? "", filters: Object.fromEntries(chosen.filter(([, values]) => values.length)) };
}

const some = (filters) => Object.values(filters ?? {}).some((values) => values.length);

/** Put what is looked for into the address, in place of what was there: the history holds no letter of it by itself. */
function note(words, filters) {
  const part = written(words, filters);
  if (part !== location.hash.slice(1)) {
    history.replaceState(history.state, "", location.pathname + (part ? `#${part}` : ""));
  }
}

/**
 * Keep the search and the address alike, show all that a filter leaves where there are no words, and let Escape take
 * back one thing after another: an open list, the words, the filters.
 * @param {object} search Pagefind's instance
 */
function follow(search) {
  const input = place.querySelector(".pf-input");
  const box = place.querySelector("pagefind-input");
  const restore = () => {
    const part = location.hash.slice(1);
    const { words, filters } = read(part);
    // The link that skips the navigation leads to a name, in which nothing is looked for.
    if ((part && !part.includes("=")) || written(words, filters) === written(search.searchTerm, search.searchFilters)) return;
    input.value = words;
    box.updateState(words);
    search.triggerSearchWithFilters(words, filters);
  };
  // Pagefind asks for pages without words only where this says so, and forgets the words where it says so with some.
  const wordless = () => !search.searchTerm && some(search.searchFilters);
  Object.defineProperty(search, "faceted", { get: wordless, set: () => {} });
  search.on("search", note);
  search.on("results", ({ results: found }) => {
    // Pagefind tells screen readers only of results for words.
    if (!wordless()) return;
    const words = { 0: "total_zero_results", 1: "total_one_result" }[found.length] ?? "total_many_results";
    search.announce(words, { COUNT: found.length });
  });
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const list = event.target.closest("pagefind-filter-dropdown");
    if (list?.querySelector(".pf-dropdown-menu:not([hidden])")) {
      list.close();
    } else if (event.target === input && !input.value) {
      search.triggerFilters({});
    } else if (event.target !== input) {
      input.focus();
    }
  }, true);
  addEventListener("hashchange", restore);
  restore();
}

// Styles hide it where the browser tells them that scripts run.
place.querySelector(".search-scriptless").remove();
document.addEventListener("search-failed", fail);
place.addEventListener("pagefind-error", fail);
try {
  await import("/pagefind/pagefind-component-ui.js");
  // An address from elsewhere may have it before the fragment, where the server sees it.
  if (location.search) note(read(location.search).words, read(location.search).filters);
  results.resultTemplate = show;
  for (const filter of place.querySelectorAll("pagefind-filter-dropdown")) {
    // The text in a combobox is no name for it. Pagefind names it only once something is chosen in it.
    filter.querySelector("[role=combobox]").title = filter.getAttribute("label");
    // It may scroll, and not every browser lets the keyboard scroll what cannot have the focus.
    filter.querySelector("[role=listbox]").tabIndex = 0;
  }
  follow(window.PagefindComponents.getInstanceManager().getInstance("default"));
} catch {
  fail();
}
