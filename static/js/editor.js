// The editor with a script: findings follow what is typed, and what is typed is kept. Without it everything is a press on a button.
const text = document.getElementById("text");
const keeper = document.getElementById("keeper");
const kept = document.getElementById("kept");

// Offsets of findings are code points; a field counts UTF-16 units.
const unit = (value, point) => Array.from(value).slice(0, point).join("").length;

const place = (field, link) => {
  const start = unit(field.value, Number(link.dataset.start));
  return [start, unit(field.value, Number(link.dataset.end))];
};

// From a finding to its words.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-jump]");
  const field = link && document.getElementById(link.dataset.jump);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.setSelectionRange(...place(field, link));
  field.scrollIntoView({ block: "center" });
});

// A suggestion goes straight into the field, where it can be undone, if its words still stand there.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-suggest]");
  const field = button && document.getElementById(button.dataset.suggest);
  if (!field) return;
  let [start, end] = place(field, button);
  if (field.value.slice(start, end) !== button.dataset.text) {
    start = field.value.indexOf(button.dataset.text);
    end = start + button.dataset.text.length;
  }
  if (start < 0) return;
  event.preventDefault();
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, button.dataset.suggestion)) {
    field.setRangeText(button.dataset.suggestion, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
});

// What was found in a text that has been typed on since belongs to other places: the next answer will be right.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const mirror = event.detail.target;
  if (!mirror || !mirror.classList.contains("writer-mirror")) return;
  const field = mirror.parentElement.querySelector("textarea");
  const answered = (event.detail.fragment.textContent || "").trimEnd();
  if (field && answered !== field.value.trimEnd()) event.detail.shouldSwap = false;
});

// Kept, or not: said beside the buttons. Whoever leaves is asked only while something is not kept.
if (text && keeper && kept) {
  let changes = 0;
  let sent = 0;
  let isSubmitted = false;
  text.addEventListener("input", () => {
    changes += 1;
    delete text.dataset.kept;
    kept.replaceChildren();
  });
  text.addEventListener("submit", () => { isSubmitted = true; });
  keeper.addEventListener("htmx:beforeRequest", () => { sent = changes; });
  keeper.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful && sent === changes) text.dataset.kept = "1";
  });
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    keeper.addEventListener(failure, () => { kept.textContent = kept.dataset.lost; });
  }
  // A tab that is closed or hidden sends what it has, once.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || isSubmitted || !changes || text.dataset.kept) return;
    if (navigator.sendBeacon(keeper.dataset.url, new FormData(text))) text.dataset.kept = "1";
  });
  window.addEventListener("pageshow", () => { isSubmitted = false; });
  // Whoever typed before this script was there, or came back to what the browser had kept, is checked and kept all the same.
  document.addEventListener("DOMContentLoaded", () => {
    const field = [...text.querySelectorAll("textarea")].find((one) => one.value !== one.defaultValue);
    if (field) setTimeout(() => field.dispatchEvent(new Event("input", { bubbles: true })));
  });
}
