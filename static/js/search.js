// What may stand at the caret, below the search box: a list that the box speaks for. Arrow keys choose, Enter or a press takes,
// Escape puts it away. Without this script the box is a box.
const box = document.getElementById("q");
const list = document.getElementById("suggestions");
let chosen = -1, asked = "", answered = "";
box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", list.id);

const choose = (number) => {
  chosen = number;
  [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === number)));
  if (number < 0) { box.removeAttribute("aria-activedescendant"); return; }
  box.setAttribute("aria-activedescendant", list.children[number].id);
  list.children[number].scrollIntoView({ block: "nearest" });
};
const show = (open) => {
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  choose(-1);
};
const take = (option) => {
  box.value = option.dataset.typed;
  box.setSelectionRange(option.dataset.at, option.dataset.at);
  show(false);
  box.dispatchEvent(new Event("input", { bubbles: true })); // behind "kind:" its values come next
};
show(false);

box.addEventListener("htmx:configRequest", (event) => {
  event.detail.parameters.at = box.selectionStart;
  asked = box.value;
});
list.addEventListener("htmx:afterSwap", () => {
  answered = asked;
  show(list.childElementCount > 0 && document.activeElement === box);
});
box.addEventListener("blur", () => show(false));
// The box keeps the keyboard while an option is pressed.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option && box.value === answered) take(option);
});
box.addEventListener("keydown", (event) => {
  const count = list.childElementCount;
  // What was typed since is not in what is suggested: nothing of it is taken away.
  if (event.isComposing || !count || box.value !== answered) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (list.hidden) show(true);
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose((chosen + 1 + step + count + 1) % (count + 1) - 1); // -1: none, the box itself
  } else if (list.hidden) return;
  else if (event.key === "Escape") show(false);
  else if ((event.key === "Enter" || event.key === "Tab") && chosen >= 0) take(list.children[chosen]);
  else return;
  event.preventDefault();
});
