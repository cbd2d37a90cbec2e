// Nodes of the page: a range of words in them, and the change from one to another.
const NODES = (() => {
  "use strict";
  // The range of some words in an element, whatever elements they are divided by.
  const rangeOf = (element, words) => {
    if (!words) return null;
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), nodes = [];
    let text = "";
    while (walk.nextNode()) {
      nodes.push([walk.currentNode, text.length]);
      text += walk.currentNode.data;
    }
    const at = text.indexOf(words);
    if (at < 0) return null;
    const point = (offset, isEnd) => {
      const [node, start] = nodes.findLast(([, from]) => (isEnd ? from < offset : from <= offset));
      return [node, offset - start];
    };
    const range = document.createRange();
    range.setStart(...point(at, false));
    range.setEnd(...point(at + words.length, true));
    return range;
  };
  // Makes a node equal to another, without touching what is equal already: pictures are not loaded again, and nothing jumps.
  const patch = (old, next) => {
    if (old.isEqualNode(next)) return;
    if (old.nodeName !== next.nodeName) {
      old.replaceWith(document.importNode(next, true));
      return;
    }
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.nodeValue = next.nodeValue;
      return;
    }
    for (const { name } of [...old.attributes]) if (!next.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of [...next.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const a = [...old.childNodes], b = [...next.childNodes];
    let start = 0, end = 0;
    while (start < Math.min(a.length, b.length) && a[start].isEqualNode(b[start])) start++;
    while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end].isEqualNode(b[b.length - 1 - end])) end++;
    const olds = a.slice(start, a.length - end), news = b.slice(start, b.length - end), after = a[a.length - end] || null;
    const shared = Math.min(olds.length, news.length);
    for (let index = 0; index < shared; index++) patch(olds[index], news[index]);
    olds.slice(shared).forEach((node) => node.remove());
    news.slice(shared).forEach((node) => old.insertBefore(document.importNode(node, true), after));
  };
  return { patch, rangeOf };
})();
