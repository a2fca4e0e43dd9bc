// A name that is pressed is put where one wrote last. Without this script the names stand there to be copied.
let taker = document.querySelector("textarea[data-takes]");
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-takes]")) taker = event.target;
});
for (const code of document.querySelectorAll("code[data-insert]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tag";
  button.textContent = code.textContent;
  button.addEventListener("click", () => {
    if (!taker) return;
    taker.focus();
    taker.setRangeText(code.dataset.insert, taker.selectionStart, taker.selectionEnd, "end");
    taker.dispatchEvent(new Event("input", { bubbles: true }));
  });
  code.replaceChildren(button);
}
