/**
 * Galleries and stills, on pages that have them. A gallery scrolls without this; here are its keys, its buttons, and the
 * place that is read out. A still of a film elsewhere becomes a button; nothing is asked for before it is pressed.
 */

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

/**
 * Give a gallery keys and buttons, and say which picture is shown.
 * @param {HTMLElement} box
 */
export function gallery(box) {
  const row = box.querySelector("[role=region]");
  const items = [...row.querySelectorAll("li")];
  const rtl = getComputedStyle(row).direction === "rtl";
  const status = make("p", { className: "visually-hidden" });
  status.setAttribute("role", "status");
  let here = 0;

  const at = (place) => {
    if (place === here) return;
    here = place;
    show();
    status.textContent = items[here].lastElementChild.textContent;
  };
  const go = (place) => {
    at(Math.max(0, Math.min(items.length - 1, place)));
    row.scrollTo({ left: items[here].offsetLeft });
  };
  const buttons = [["previous", "←", -1], ["next", "→", 1]].map(([name, textContent, step]) => {
    const button = make("button", { type: "button", className: "button", textContent, ariaLabel: box.dataset[name] });
    button.addEventListener("click", () => go(here + step));
    return button;
  });
  const show = () => buttons.forEach((button, end) => {
    // One that is disabled outright would lose the focus.
    if (here === end * (items.length - 1)) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  });

  const keys = { ArrowLeft: () => here + (rtl ? 1 : -1), ArrowRight: () => here + (rtl ? -1 : 1), Home: () => 0, End: () => items.length - 1 };
  row.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(keys[event.key]());
  });

  const bar = make("div", { className: "gallery-bar" });
  bar.append(...buttons, status);
  box.append(bar);
  show();
  const observer = new IntersectionObserver((seen) => {
    const shown = seen.find((entry) => entry.isIntersecting);
    if (shown) at(items.indexOf(shown.target));
  }, { root: row, threshold: 0.6 });
  items.forEach((item) => observer.observe(item));
}

/**
 * Make a button of a still. What plays the film is made when it is pressed, and may do no more than play.
 * @param {HTMLElement} figure
 */
export function still(figure) {
  const { play, player, title } = figure.dataset;
  const picture = figure.querySelector("picture");
  const button = make("button", { type: "button", className: "player-still", ariaLabel: play });
  picture.replaceWith(button);
  button.append(picture);
  button.addEventListener("click", () => {
    const frame = make("iframe", {
      title,
      allow: "autoplay; fullscreen; picture-in-picture",
      // YouTube refuses to play for a page that it knows nothing of; it learns the magazine, and not the story.
      referrerPolicy: player.includes("youtube") ? "strict-origin" : "no-referrer",
    });
    frame.sandbox = "allow-scripts allow-same-origin allow-presentation";
    frame.src = player;
    button.replaceWith(frame);
    frame.focus();
  });
}

for (const figure of document.querySelectorAll("[data-player]")) still(figure);
for (const box of document.querySelectorAll("[data-next]")) gallery(box);
