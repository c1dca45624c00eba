/**
 * Send a comment without leaving the page. The form works without this module; with it the reader's words stay where
 * they are until the server has them.
 */

const SENT = "Thank you. Your comment is with the editors and appears once they have read it.";
const REFUSED = "Your comment was not accepted. Your words are still here: check the fields and try again.";
const FAILED = "Your comment could not be sent. Your words are still here: try again in a moment.";

/**
 * Make a comment form send itself.
 * @param {HTMLFormElement} form
 */
export function enhance(form) {
  const status = form.querySelector("[role=status]");
  const button = form.querySelector("[type=submit]");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    status.textContent = "Sending …";
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { Accept: "application/json, text/html" },
        credentials: "omit",
      });
      status.textContent = answer.ok ? SENT : REFUSED;
      if (answer.ok) form.elements.comment.value = "";
    } catch {
      status.textContent = FAILED;
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}

for (const form of document.querySelectorAll("form[data-comments]")) enhance(form);
