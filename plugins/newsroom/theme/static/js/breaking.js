/**
 * Take away what is over by the reader's clock, and bring breaking news to pages that do not change with it.
 */
const over = (until) => Date.parse(until) <= Date.now();
const made = (name, values) => Object.assign(document.createElement(name), values);

for (const part of document.querySelectorAll("[data-until]")) {
  if (over(part.dataset.until)) part.remove();
}

const bar = document.querySelector("[data-breaking]");
if (bar) {
  try {
    const { words, href, until } = await (await fetch("/breaking.json", { cache: "no-store" })).json();
    if (words && !over(until) && href !== location.pathname) {
      const line = made("p", { className: "breaking-words" });
      const news = made(href ? "a" : "span", { textContent: words });
      if (href) news.href = href;
      // The news is in the magazine's own language, the page perhaps in another.
      if (bar.dataset.lang) news.lang = bar.dataset.lang;
      line.append(made("strong", { className: "breaking-label", textContent: bar.dataset.breaking }), " ", news);
      const hide = made("button", { className: "breaking-hide", type: "button", textContent: bar.dataset.hide });
      hide.onclick = () => bar.replaceChildren();
      bar.append(line, hide);
    }
  } catch {
    // Without the news the page is whole.
  }
}
