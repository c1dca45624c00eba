/**
 * The box of the search on a page that has no content of its own, in the place of the link to the search page. It leads
 * there with the words behind the sign # of the address, which browsers send to nobody. Without this module the link
 * stays: a form would send the words to the server.
 */

/**
 * Return the address of a search.
 * @param {string} page the address of the search page
 * @param {string} typed
 * @returns {string}
 */
export function searchFor(page, typed) {
  const words = typed.trim();
  return words ? `${page}#${new URLSearchParams({ q: words })}` : page;
}

/**
 * Put the box in the place of a link.
 * @param {HTMLAnchorElement} link
 */
export function enhance(link) {
  const form = document.createElement("form");
  const field = document.createElement("input");
  const button = document.createElement("button");

  form.className = "search-box-form";
  form.setAttribute("role", "search");
  field.className = "search-box-field";
  field.type = "search";
  field.autocomplete = "off";
  field.placeholder = link.dataset.searchBox;
  field.setAttribute("aria-label", link.textContent.trim());
  button.className = link.className;
  button.append(...link.childNodes);
  form.append(field, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(searchFor(link.href, field.value));
  });
  link.replaceWith(form);
}

for (const link of document.querySelectorAll("[data-search-box]")) enhance(link);
