// htmx without inline styles and without eval, so that the content security policy can stay strict.
document.addEventListener("DOMContentLoaded", () => {
  if (window.htmx) {
    htmx.config.includeIndicatorStyles = false;
    htmx.config.allowEval = false;
    htmx.config.allowScriptTags = false;
  }
});
// A second press on a form that is already on its way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method.toLowerCase() !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});
// Coming back with the back button: the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
// What is typed and not saved is said, and asked about before the page is left.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let typed = false;
  form.addEventListener("input", () => {
    typed = true;
    for (const note of document.querySelectorAll("[data-unsaved] > span")) note.hidden = false;
    for (const note of document.querySelectorAll("[data-saved]")) note.hidden = true;
  });
  form.addEventListener("submit", () => { typed = false; });
  // What is kept while it is typed (data-kept) is there when one comes back.
  window.addEventListener("beforeunload", (event) => { if (typed && !form.dataset.kept) event.preventDefault(); });
}
// The mirror behind a text field follows what is typed: it marks gaps and gives the field its height.
for (const writer of document.querySelectorAll(".writer")) {
  const field = writer.querySelector("textarea");
  const mirror = writer.querySelector(".writer-mirror");
  if (!field || !mirror) continue;
  field.addEventListener("input", () => {
    const parts = field.value.split(/(\[Missing:[^\]\n]*\]|\[\[[a-z_]+\]\])/).map((part) => {
      if (!part.startsWith("[Missing:") && !part.startsWith("[[")) return part;
      const mark = document.createElement("span");
      mark.className = part.startsWith("[[") ? "f-info" : "f-bad";
      mark.textContent = part;
      return mark;
    });
    mirror.replaceChildren(...parts, " ");
  });
}
// On a phone a row of tabs is wider than the screen: the one that is open is brought into sight.
for (const tab of document.querySelectorAll(".subnav [aria-current], .tabs [aria-current]")) {
  const row = tab.parentElement.getBoundingClientRect();
  const at = tab.getBoundingClientRect();
  tab.parentElement.scrollLeft += at.left - row.left - (row.width - at.width) / 2;
}
// A frame as high as what it shows, so that a message is read whole. Its content runs no script and loads nothing.
for (const frame of document.querySelectorAll("iframe[data-fit]")) {
  const fit = () => {
    const page = frame.contentDocument;
    if (!page || !page.body || !page.body.childElementCount) return;
    frame.classList.add("is-fitted");
    frame.height = page.documentElement.offsetHeight + 2;
  };
  frame.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  fit();
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const part of document.querySelectorAll("main details")) part.open = true;
    window.print();
  });
}
