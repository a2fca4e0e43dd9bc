"""Looks at pages with axe-core, in both themes and on narrow and wide screens, without loading a page twice."""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

AXE = (Path(__file__).resolve().parent / "vendor" / "axe.min.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A theme changes colours and nothing else, so the dark one is looked at for what colours decide.
COLOURS = ["color-contrast", "link-in-text-block"]
# A message in a frame is read inside the page around it, which has the landmarks and the heading; mail may have none.
OF_WHOLE_PAGES = ["landmark-one-main", "page-has-heading-one", "region"]
# width: the themes it is looked at in, in an order that changes the theme once; the others must only fit.
STATES = {390: ("light", "dark"), 768: (), 1024: (), 1280: ("dark", "light"), 1600: ()}
# A page shown again with its mistakes is the page looked at before, and the mistakes.
STATES_AGAIN = {390: ("light",), 1280: ("dark",)}
HEIGHT = 900

# Over a gradient axe cannot tell how well a text reads and says nothing: the shade at the edges of a wide table is left out.
RUN = """async options => (document.querySelectorAll(".scroll-x").forEach(e => e.style.backgroundImage = "none"), await axe.run(document, options)).violations.flatMap(({id, help, nodes}) =>
  nodes.map(node => ({rule: `${id}: ${help}`, target: node.target.join(" "), html: node.html, why: node.failureSummary})))"""
# What sticks out where nothing scrolls it, for whoever has to find the culprit.
STICKS_OUT = """() => document.documentElement.scrollWidth > innerWidth && [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll-x, .subnav"))
  .slice(-1).map(e => e.outerHTML.slice(0, 160)).join("") + "…" """
# Whether the keyboard stands on a list of the mistakes that the page shows.
LEFT_ALONE = """() => document.querySelector("[aria-invalid=true], .wrong, .note-bad[role=alert]") !== null
  && !document.activeElement.matches("[role=alert]")"""


@dataclass
class Findings:
    """Everything found on every page: (rule, element) → the pages and states it was found on."""

    violations: dict = field(default_factory=lambda: defaultdict(list))
    sideways: list = field(default_factory=list)
    left_alone: list = field(default_factory=list)
    titles: dict = field(default_factory=lambda: defaultdict(set))
    pages: list = field(default_factory=list)

    @staticmethod
    def _stays_left_alone(page):
        """A browser gives `autofocus` its way when it next draws, which on a busy machine takes a moment."""
        for _ in range(30):
            if not page.evaluate(LEFT_ALONE):
                return False
            page.wait_for_timeout(100)
        return True

    def examine(self, page, name, *, framed=False, again=False):
        """`page` has just been loaded; `name` is what the report calls it."""
        self.pages.append(name)
        if self._stays_left_alone(page):
            self.left_alone.append(name)
        page.evaluate(AXE)
        for width, themes in (STATES_AGAIN if again else STATES).items():
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if culprit := page.evaluate(STICKS_OUT):
                self.sideways.append(f"{name} at {width} px: {culprit}")
            for theme in themes:
                page.emulate_media(color_scheme=theme)
                for found in page.evaluate(RUN, options_for(theme, framed)):
                    where = (found["rule"], found["target"], found["html"][:200], found["why"])
                    self.violations[where].append(f"{name} ({width}, {theme})")

    def report(self):
        lines = []
        for (rule, target, html, why), where in sorted(self.violations.items()):
            lines += [f"{rule}\n  {target}\n  {html}", *(f"  {line.strip()}" for line in why.splitlines())]
            lines += [f"  on {', '.join(where[:6])}{' …' if len(where) > 6 else ''}", ""]
        return "\n".join(lines)


def options_for(theme, framed):
    if theme == "dark":
        return {"runOnly": {"type": "rule", "values": COLOURS}, "resultTypes": ["violations"], "preload": False}
    left_out = {rule: {"enabled": False} for rule in OF_WHOLE_PAGES} if framed else {}
    return {"runOnly": {"type": "tag", "values": TAGS}, "rules": left_out, "resultTypes": ["violations"]}
