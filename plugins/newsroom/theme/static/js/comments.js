/**
 * Send a comment without leaving the page. The form works without this module; with it the reader's words stay where
 * they are until the server has them. What it says is in the form's attributes, in the language of the page.
 */

/**
 * Make a comment form send itself.
 * @param {HTMLFormElement} form
 */
export function enhance(form) {
  const status = form.querySelector("[role=status]");
  const { sending, sent, refused, failed } = form.dataset;
  const button = form.querySelector("[type=submit]");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    status.textContent = sending;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json, text/html" },
        credentials: "omit",
      });
      status.textContent = answer.ok ? sent : refused;
      if (answer.ok) form.elements.comment.value = "";
    } catch {
      status.textContent = failed;
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

for (const form of document.querySelectorAll("form[data-comments]")) enhance(form);
