/**
 * Leave a page quickly: by either link, or by Shift pressed three times within five seconds. The links work without
 * this module; with it the page is covered at once, and the browser's Back does not lead to it again.
 */

const PRESSES = 3;
const WITHIN = 5000;

/**
 * Make the way out of a page work.
 * @param {HTMLElement} bar
 */
export function enhance(bar) {
  const href = bar.querySelector("[data-leave]").href;
  const status = bar.querySelector("[role=status]");
  const dots = bar.querySelectorAll(".leave-dot");
  // Its text, in the language of the page.
  const words = bar.dataset;
  const title = document.title;
  const cover = document.createElement("div");
  let presses = 0;
  let alone = false;
  let timer;

  cover.className = "leaving";
  cover.setAttribute("role", "alert");
  cover.textContent = words.loading;
  bar.querySelector(".leave-keys").hidden = false;

  const show = (count, words) => {
    presses = count;
    dots.forEach((dot, place) => dot.classList.toggle("leave-dot-on", place < count));
    status.textContent = words;
  };

  const leave = (event) => {
    if (event) event.preventDefault();
    document.title = words.loading;
    document.body.append(cover);
    // Typed text must not be there for somebody who goes back.
    for (const form of document.forms) form.reset();
    window.location.replace(href);
  };

  const press = () => {
    if (presses === 0) timer = setTimeout(() => show(0, words.again), WITHIN);
    const left = PRESSES - presses - 1;
    show(presses + 1, left ? words[`left${left}`] : words.leaving);
    if (left === 0) {
      clearTimeout(timer);
      leave();
    }
  };

  for (const link of document.querySelectorAll("[data-leave]")) link.addEventListener("click", leave);

  // Shift that makes a capital, or goes with a click, is no sign.
  document.addEventListener("keydown", ({ key, repeat }) => {
    if (!repeat) alone = key === "Shift";
  });
  document.addEventListener("pointerdown", () => {
    alone = false;
  });
  document.addEventListener("keyup", ({ key }) => {
    if (key === "Shift" && alone) press();
  });

  // Somebody came back, and the browser had kept the page as it was left.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    clearTimeout(timer);
    cover.remove();
    document.title = title;
    show(0, "");
  });
}

for (const bar of document.querySelectorAll(".leave")) enhance(bar);
