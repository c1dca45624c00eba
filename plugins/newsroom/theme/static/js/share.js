/**
 * Three more ways to share a story, revealed where they work: Mastodon, copying the link, the device's own sheet.
 * Nothing is stored, and nothing is sent anywhere before the reader asks for it.
 */

/**
 * Return a Mastodon server's host from what a reader typed: a host, an address, or a full handle.
 * @param {string} typed
 * @returns {string} the host, or nothing when there is none in it
 */
export function serverOf(typed) {
  const host = typed.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/[/?#].*$/, "").replace(/^.*@/, "");
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?$/.test(host) ? host : "";
}

/**
 * Make the share block of a story work.
 * @param {HTMLElement} block
 */
export function enhance(block) {
  // Its text is there too, in the language of the page.
  const { shareTitle: title, shareUrl: url, wrong, copied, above } = block.dataset;
  const find = (name) => block.querySelector(`[data-share="${name}"]`);
  const status = block.querySelector("[role=status]");
  const form = block.querySelector("form");
  const address = find("address");

  const reveal = (name, act) => {
    const button = find(name);
    button.closest("li").hidden = false;
    button.addEventListener("click", act);
  };

  reveal("mastodon", ({ currentTarget }) => {
    form.hidden = !form.hidden;
    currentTarget.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.elements.server.focus();
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const server = serverOf(form.elements.server.value);
    if (!server) {
      status.textContent = wrong;
      form.elements.server.focus();
      return;
    }
    status.textContent = "";
    window.open(`https://${server}/share?text=${encodeURIComponent(`${title} ${url}`)}`, "_blank", "noopener,noreferrer");
  });

  reveal("copy", async () => {
    try {
      await navigator.clipboard.writeText(url);
      status.textContent = copied;
    } catch {
      address.hidden = false;
      address.querySelector("input").select();
      status.textContent = above;
    }
  });

  if (navigator.share) {
    reveal("device", () => navigator.share({ title, url }).catch(() => {}));
  }
}

// By what only the template writes: a class may stand in a story too.
for (const block of document.querySelectorAll("[data-share-url]")) enhance(block);
