// Finds things on a page as people and screen readers do; put before every script of a test.
const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const visible = (it) => it.checkVisibility({ visibilityProperty: true });
const labelled = (it) => words((it.getAttribute("aria-labelledby") ?? "").split(" ")
  .map((id) => document.getElementById(id)?.textContent ?? "").join(" "));
const name = (it) => words(it.getAttribute("aria-label")) || labelled(it)
  || words([...(it.labels ?? [])].map((label) => label.innerText).join(" "))
  || words(it.innerText) || words(it.title) || words(it.placeholder);
const roles = {
  button: "button, a[href], summary, [role=button]",
  field: "textarea:not([readonly]), select, input:not([type=radio], [type=checkbox], [readonly])",
  choice: "input[type=radio], input[type=checkbox], option",
};
const hidden = (role, it) => role !== "choice" && !visible(it);
const all = (role) => [...document.querySelectorAll(roles[role])].filter((it) => !hidden(role, it));
const find = (role, wanted) => {
  const candidates = role === "field"
    ? [...document.querySelectorAll("textarea, select, input")].filter(visible) : all(role);
  return candidates.find((it) => name(it) === wanted)
    ?? candidates.find((it) => name(it).startsWith(wanted)) ?? null;
};
const seen = (text) => words(document.body.innerText).includes(text);
// Whether one entry of a list says all of this.
const together = (...texts) => [...document.querySelectorAll("li")].filter(visible)
  .some((it) => texts.every((text) => words(it.innerText).includes(text)));
// Whether this text can be read on the page as it opens, without scrolling.
const inSight = (text) => scrollY === 0 && [...document.querySelectorAll("main *")].filter(visible)
  .filter((it) => words(it.innerText).includes(text)
    && ![...it.children].some((child) => words(child.innerText).includes(text)))
  .map((it) => it.getBoundingClientRect())
  .some((it) => it.top >= 0 && it.left >= 0 && it.bottom <= innerHeight && it.right <= innerWidth);
// As a thumb does: away from the bars at the edges.
const bring = (it) => (it?.scrollIntoView({ block: "center", behavior: "instant" }), it);
