// The pages of an edition, before they are printed: names them for the bookmarks, keeps the lists of the masthead out of these, loads
// every picture, and lets links lead to the paper where it is published, or nowhere. `title`, `names` and `site` stand before this.
document.title = title;
document.querySelectorAll(".printed-page").forEach((page, index) => {
  const heading = page.querySelector("h1.hidden");
  if (heading) heading.textContent = names[index];
});
for (const heading of document.querySelectorAll("header :is(h2, h3)")) heading.setAttribute("role", "presentation");
for (const picture of document.images) picture.loading = "eager";
for (const link of document.querySelectorAll("a[href]")) {
  const path = link.getAttribute("href");
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) continue;
  if (site && !path.startsWith("#")) link.href = new URL(path, site).href; else link.removeAttribute("href");
}
