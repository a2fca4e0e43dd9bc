// Tagging by keyboard. Every key presses a button or ticks a box that is there; without this script they are there too.
const keys = document.getElementById("keys");
const form = document.querySelector("form:has(> .responses)");
const rows = () => [...document.querySelectorAll(".responses > li[data-response]")];
const on = document.getElementById("keys-on");
let at = -1;

const stand = () => {
  rows().forEach((row, number) => {
    row.classList.toggle("cursor", number === at);
    if (number !== at) { row.removeAttribute("aria-current"); return; }
    row.setAttribute("aria-current", "true");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });
};
const move = (step) => {
  at = Math.max(0, Math.min(rows().length - 1, at + step));
  stand();
};
const press = (name) => {
  const button = (form ? rows()[at] : document)?.querySelector(`button[name=${name}]`);
  if (button) button.click();
  return Boolean(button);
};
const tag = (option) => {
  if (form.querySelector("[name=response]:checked")) {
    form.elements.theme.value = option.value;
    form.querySelector("button[name=do][value=tag]").click();
    return true;
  }
  const row = rows()[at];
  if (!row) return false;
  const is_on = row.querySelector(`[data-theme="${CSS.escape(option.value)}"]`);
  const values = { response: row.dataset.response, theme: option.value, do: is_on ? "untag" : "tag" };
  if (form.elements.with_incident) values.with_incident = "1";
  htmx.ajax("POST", form.getAttribute("action"), { target: row, swap: "outerHTML", values });
  return true;
};
const choose = () => {
  const box = rows()[at]?.querySelector("[name=response]");
  if (box) box.checked = !box.checked;
  return Boolean(box);
};
const take = (key) => {
  if (key === "?") { keys.open = !keys.open; keys.querySelector("summary").focus(); return true; }
  if (key === "y") return press("accept");
  if (key === "n") return press("refuse");
  if (form && key === "j") { move(1); return true; }
  if (form && key === "k") { move(-1); return true; }
  if (form && key === "x") return choose();
  const theme = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!theme) return false;
  if (form) return tag(theme);
  theme.click();
  theme.focus();
  return true;
};

if (keys) {
  keys.hidden = false;
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    const typed = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typed || !on.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key.length === 1 && take(event.key.toLowerCase())) event.preventDefault();
  });
  document.addEventListener("htmx:afterSettle", () => { if (at >= 0) stand(); });
  // Who comes by a press or the tab key goes on from there.
  document.addEventListener("focusin", (event) => {
    const number = rows().indexOf(event.target.closest("li[data-response]"));
    if (number >= 0) at = number;
  });
}
