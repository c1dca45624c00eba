/**
 * Stand-in for Pagefind, which its components load: it asks the indexes of several languages as if they were one.
 * Words are found by their stems, which each language forms in its own way, so that each has an index. Pagefind by itself
 * asks only that of the language of the page.
 */
const page = document.documentElement;
const home = page.lang.toLowerCase();

/**
 * Return a test for whether words may be in a language: whether they hold a letter of its script.
 * @param {string} language
 * @returns {(words: string) => boolean}
 */
export function speaker(language) {
  try {
    const letters = new RegExp(`\\p{Script=${new Intl.Locale(language).maximize().script}}`, "u");
    return (words) => letters.test(words);
  } catch {
    // Japanese and some others are written in several scripts at once.
    return () => true;
  }
}

/**
 * Add up counts of two kinds: by name, or by name in groups.
 * @param {object[]} all
 * @returns {object}
 */
export function sum(all) {
  const total = {};
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts ?? {})) {
      total[name] = typeof count === "number" ? (total[name] ?? 0) + count : sum([total[name], count]);
    }
  }
  return total;
}

async function openIn(language, options) {
  // Each has a module to itself, and with it a worker: in one, all would search by the rules of the first language.
  const { createInstance: open } = await import(`/pagefind/pagefind.js?${language}`);
  // Pagefind takes the language from the page when it is opened, and from nowhere else.
  const own = page.lang;
  page.lang = language;
  try {
    return open({ ...options, basePath: "/pagefind/" });
  } finally {
    page.lang = own;
  }
}

async function languages() {
  const answer = await fetch("/pagefind/pagefind-entry.json", { cache: "no-cache" });
  const { languages: all } = await answer.json();
  return Object.keys(all).map((language) => [language, speaker(language)]);
}

/**
 * Return what answers as an instance of Pagefind's own would. Where it cannot, because the browser runs no WebAssembly
 * or the connection is gone, the document is told by an event "search-failed".
 * @param {object} options Pagefind's own
 * @returns {{filters: Function, search: Function}}
 */
export function createInstance(options) {
  const opened = new Map();
  let known;

  const ask = (language) => {
    if (!opened.has(language)) opened.set(language, openIn(language, options));
    return opened.get(language);
  };

  const told = async (work) => {
    try {
      return await work();
    } catch (fault) {
      document.dispatchEvent(new CustomEvent("search-failed", { detail: fault }));
      return undefined;
    }
  };

  const inOne = async (language, words, rest) => {
    const found = await (await ask(language)).search(words, rest);
    const results = found.results.map((result) => ({
      ...result,
      data: async () => ({ ...(await result.data()), language }),
    }));
    return { ...found, results };
  };

  return {
    filters: async () => (await told(async () => (await ask(home)).filters())) ?? {},
    search: (words, rest) =>
      told(async () => {
        known ??= await languages();
        const spoken = known.filter(([language, speaks]) => language === home || speaks(words ?? ""));
        // Without words nothing fits better than anything else: the newest comes first.
        const order = words ? rest : { ...rest, sort: { date: "desc" } };
        const found = await Promise.all(spoken.map(([language]) => inOne(language, words, order)));
        const results = found.flatMap(({ results: own }) => own);
        return {
          results: words ? results.sort((one, other) => other.score - one.score) : results,
          filters: sum(found.map(({ filters }) => filters)),
          totalFilters: sum(found.map(({ totalFilters }) => totalFilters)),
          unfilteredResultCount: found.reduce((count, { unfilteredResultCount }) => count + unfilteredResultCount, 0),
        };
      }),
  };
}
