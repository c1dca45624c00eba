/* Only while `invoke serve` runs: reloads the page after a build, and shows what is wrong when one failed. */

const ID = "newsroom-problems";
let shown = null;

function hide() {
  document.getElementById(ID)?.remove();
}

function overlay(text) {
  hide();
  const box = document.createElement("section");
  box.id = ID;
  box.setAttribute("role", "alert");
  box.setAttribute("aria-label", "Problems found by the last build");
  Object.assign(box.style, {
    background: "#2b1038",
    borderBlockStart: "4px solid #ff5b5b",
    color: "#fff",
    font: "16px/1.5 ui-monospace, monospace",
    insetBlockEnd: "0",
    insetInline: "0",
    maxBlockSize: "60vh",
    overflow: "auto",
    padding: "16px 24px",
    position: "fixed",
    textAlign: "start",
    zIndex: "2147483647",
  });
  const words = document.createElement("pre");
  Object.assign(words.style, { background: "none", color: "inherit", font: "inherit", margin: "0", whiteSpace: "pre-wrap" });
  words.textContent = `The last build failed; this is the page as it was before.\n\n${text}`;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Hide";
  close.addEventListener("click", hide);
  box.append(words, close);
  document.body.append(box);
}

const events = new EventSource("/__newsroom/events");
events.addEventListener("message", (event) => {
  const state = JSON.parse(event.data);
  if (state.problems) {
    overlay(state.problems);
  } else {
    hide();
  }
  if (shown !== null && state.built !== shown) {
    location.reload();
  }
  shown = state.built;
});
addEventListener("pagehide", () => events.close());
