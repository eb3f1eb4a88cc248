// Every text a person can see: text nodes that are drawn, native tooltips and placeholders. Icons are ligatures of a
// font, so the names they are written with are no words on the screen.
() => {
  const seen = [];
  const isShown = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const box = element.getBoundingClientRect();
    if (box.right <= 0 || box.bottom + window.scrollY <= 0) return false;
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && parseFloat(style.fontSize) > 0;
  };
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const words = nodes.currentNode.textContent.trim();
    const element = nodes.currentNode.parentElement;
    if (!words || element.closest('script, style, noscript, canvas, [data-testid="stIconMaterial"]')) continue;
    if (isShown(element)) seen.push(words);
  }
  for (const element of document.querySelectorAll("[title], input, textarea")) {
    if (!isShown(element)) continue;
    // A placeholder is covered by a value.
    const words = [element.title, element.value || element.placeholder];
    seen.push(...words.filter((one) => typeof one === "string" && one));
  }
  return seen;
}
