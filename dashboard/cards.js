/* Draws the cards from their data. A click stays within the visit: the server turns the page, as its own links do;
   a click for a new tab follows the address. Texts are data and never read as HTML. */
const made = (kind, name, words) => {
  const part = document.createElement(kind);
  part.className = name;
  if (words) part.textContent = words;
  return part;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".cards");
  const said = JSON.stringify(data);
  if (root.dataset.said === said) return;
  root.dataset.said = said;
  root.replaceChildren(...data.map((card, number) => {
    const box = made("section", "card");
    const label = made("div", "card-label");
    label.append(made("span", "card-name", card.label));
    if (card.help) {
      const help = made("button", "card-help", "?");
      help.type = "button";
      help.dataset.help = card.help;
      help.setAttribute("aria-label", `${card.label}：${card.help}`);
      label.append(help);
    }
    box.append(label, made("div", "card-value", card.value));
    if (card.since) box.append(made("div", "card-since", card.since));
    card.note.forEach((line) => box.append(made("div", "card-note", line)));
    const link = made("a", "card-way", card.words);
    link.href = card.address;
    link.onclick = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      setTriggerValue("went", number);
    };
    box.append(link);
    return box;
  }));
}
