// After each swap: move the reader to what is new, and say nothing else.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const step = document.getElementById("step");
  if (!step) return;
  const target = step.querySelector("#verdict") ?? step.querySelector("#talk-now") ?? step.querySelector("h1");
  if (!target) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: target.id !== "verdict" });
  target.scrollIntoView?.({ block: target.id === "talk-now" ? "start" : "nearest" });
});

// The network went away in the middle of an answer: say so, keep the form as it is.
document.body.addEventListener("htmx:sendError", () => {
  const note = document.getElementById("offline-note");
  note?.removeAttribute("hidden");
  note?.scrollIntoView?.({ block: "nearest" });
});
document.body.addEventListener("htmx:beforeSend", () => {
  document.getElementById("offline-note")?.setAttribute("hidden", "");
});
