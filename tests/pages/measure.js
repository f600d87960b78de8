// Measures each frame when all are loaded, and replaces the page by what was found, as JSON.

// A color as red, green, blue (0 to 1) and opacity: "rgb(0, 0, 0)" or "color(srgb 0 0 0 / 1)".
function channels(color) {
  const scale = color.startsWith("rgb") ? 255 : 1;
  const [red, green, blue, alpha = 1] = color.match(/[\d.e-]+(?=[,) /]|$)/g).map(Number);
  return [red / scale, green / scale, blue / scale, alpha];
}

function over([red, green, blue, alpha], below) {
  return [red, green, blue].map((each, n) => each * alpha + below[n] * (1 - alpha));
}

function luminance(color) {
  const [red, green, blue] = color.map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// Texts with less than 4.5 to 1 of contrast, by WCAG 2, and the number of all that are visible.
function contrasts(page, view) {
  const root = view.getComputedStyle(page.documentElement);
  const canvas = root.colorScheme.includes("dark") && !root.colorScheme.includes("light")
    ? [0.0706, 0.0706, 0.0706] : [1, 1, 1];
  const behind = (element) => {
    const below = element.parentElement ? behind(element.parentElement) : canvas;
    return over(channels(view.getComputedStyle(element).backgroundColor), below);
  };
  const pale = [];
  let count = 0;
  for (const element of page.querySelectorAll(".careerscore *")) {
    const text = [...element.childNodes]
      .filter((each) => each.nodeType === Node.TEXT_NODE).map((each) => each.data.trim()).join("");
    if (!text || element.localName === "style" || !element.checkVisibility()) continue;
    const style = view.getComputedStyle(element);
    const below = behind(element);
    const color = element.localName === "text" ? style.fill : style.color;
    const lights = [luminance(over(channels(color), below)), luminance(below)].sort();
    const ratio = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    count += 1;
    if (ratio < 4.5) pale.push(`${ratio.toFixed(2)} ${text} ${color} on ${below}`);
  }
  return [count, pale];
}

// Pairs of words of a chart that lie on each other, and words beyond the edge.
function overlaps(page) {
  const found = [];
  for (const picture of page.querySelectorAll(".chart svg")) {
    const words = [...picture.querySelectorAll("text")].filter((each) => each.textContent)
      .map((each) => [each.textContent, each.getBoundingClientRect()]);
    words.forEach(([text, one], place) => {
      if (one.left < 0 || one.right > page.documentElement.clientWidth) found.push(text);
      for (const [other, two] of words.slice(place + 1)) {
        const apart = one.right <= two.left || two.right <= one.left
          // Lines of text below each other share what their letters do not fill.
          || one.bottom <= two.top + 3 || two.bottom <= one.top + 3;
        if (!apart) found.push(`${text} | ${other}`);
      }
    });
  }
  return found;
}

// Words that go on in the next line.
function brokenWords(element) {
  const range = element.ownerDocument.createRange();
  const node = [...element.childNodes].find((each) => each.nodeType === Node.TEXT_NODE);
  const words = node ? [...node.data.matchAll(/\S+/g)] : [];
  return words.filter((word) => {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
}

// The number of lines that the text of an element takes.
function rows(element) {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map((each) => Math.round(each.top / 4))).size;
}

function measure(frame) {
  const page = frame.contentDocument, view = frame.contentWindow;
  const all = (selector) => [...page.querySelectorAll(`.careerscore ${selector}`)];
  const styled = (selector) => all(selector).map((each) => view.getComputedStyle(each));
  const size = (element) => element.getBoundingClientRect();
  const title = size(page.querySelector("h1, h2, table"));
  const lines = (each) => size(each).height / parseFloat(view.getComputedStyle(each).fontSize);
  const columns = styled(".columns").concat([view.getComputedStyle(page.body)])[0];
  const [count, pale] = contrasts(page, view);
  return {
    room: frame.clientWidth,
    taken: page.documentElement.scrollWidth,
    scripts: page.scripts.length,
    alerted: view.alerted === true,
    visible: title.width > 0 && title.height > 0,
    columns: columns.gridTemplateColumns.split(" ").filter((track) => track !== "0px").length,
    empty: all(".wide td:empty").filter((cell) => size(cell).height > 0).length,
    floats: styled("dt, dd").filter((style) => style.float !== "none").length,
    notLeft: styled("td:not(.number), tbody th, dt, dd, p")
      .filter((style) => style.textAlign !== "left").length,
    notRight: styled("table:not(.wide) td.number")
      .filter((style) => style.textAlign !== "right").length,
    backgrounds: styled("thead, tr, td, th")
      .filter((style) => channels(style.backgroundColor)[3] > 0).length,
    brokenNumbers: all("table:not(.wide) td.number").filter((cell) => !cell.closest(".chart"))
      .filter((cell) => rows(cell) > 1).map((cell) => cell.textContent),
    brokenWords: all(".cards dt, .cards strong").flatMap(brokenWords),
    terms: all("dt").map(lines),
    charts: all(".chart svg").map((each) => size(each).height),
    labels: styled("svg text").map((style) => parseFloat(style.fontSize)),
    overlaps: overlaps(page),
    contrasts: count,
    pale,
  };
}

addEventListener("load", () => {
  const frames = [...document.querySelectorAll("iframe")];
  const found = Object.fromEntries(frames.map((frame) => [frame.name, measure(frame)]));
  document.body.innerText = JSON.stringify(found);
});
