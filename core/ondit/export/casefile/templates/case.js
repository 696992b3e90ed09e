"use strict";
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const make = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // What is long is folded, and opened again for print.
  const folds = all("details");
  let open = [];
  folds.forEach((one) => { one.open = false; });
  addEventListener("beforeprint", () => {
    open = folds.filter((one) => one.open);
    folds.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => folds.forEach((one) => { one.open = open.includes(one); }));

  // The filter: words, kind and outlet together.
  const form = document.getElementById("filter");
  const find = document.getElementById("find");
  const kind = document.getElementById("kind");
  const outlet = document.getElementById("outlet");
  const found = document.getElementById("found");
  const items = all(".item").map((element) => ({
    element,
    kind: element.dataset.kind,
    outlets: element.dataset.outlets.split(/\s+/),
    text: undefined,
  }));
  const groups = all(".group");
  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isAsked = Boolean(words.length || kind.value || outlet.value);
    let shown = 0;
    for (const item of items) {
      item.text ??= item.element.textContent.toLowerCase();
      const passes =
        words.every((word) => item.text.includes(word)) &&
        (!kind.value || !item.kind || item.kind === kind.value) &&
        (!outlet.value || item.outlets.includes(outlet.value));
      item.element.hidden = !passes;
      shown += passes;
    }
    for (const group of groups) group.hidden = isAsked && !group.querySelector(".item:not([hidden])");
    found.textContent = isAsked ? `${shown} of ${items.length} shown` : "";
  };
  const reset = () => { form.reset(); show(); };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("keydown", (event) => {
    const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName ?? "");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      find.focus();
      find.select();
    } else if (event.key === "Escape" && event.target === find) {
      reset();
      find.blur();
    }
  });
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target?.closest("[hidden]")) {
      reset();
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);

  // Word by word: what a variant changed of any other.
  const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*[+%]?/gu;
  const wordsOf = (text) =>
    [...text.matchAll(WORD)].map((one) => ({
      word: one[0].toLowerCase().replaceAll("’", "'"),
      start: one.index,
      end: one.index + one[0].length,
    }));
  const kept = (left, right) => {
    const rows = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
    for (let i = left.length - 1; i >= 0; i--) {
      for (let j = right.length - 1; j >= 0; j--) {
        rows[i][j] = left[i].word === right[j].word ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1]);
      }
    }
    const pairs = [];
    for (let i = 0, j = 0; i < left.length && j < right.length; ) {
      if (left[i].word === right[j].word) pairs.push([i++, j++]);
      else if (rows[i + 1][j] >= rows[i][j + 1]) i++;
      else j++;
    }
    return pairs;
  };
  const compare = (base, text) => {
    const left = wordsOf(base), right = wordsOf(text), pieces = [];
    let at = 0, i = 0, j = 0;
    for (const [a, b] of [...kept(left, right), [left.length, right.length]]) {
      const end = b > j ? right[b - 1].end : at;
      const start = b > j ? right[j].start : at;
      pieces.push(["same", text.slice(at, Math.max(at, start))]);
      if (a > i) pieces.push(["del", base.slice(left[i].start, left[a - 1].end)]);
      if (b > j) pieces.push(["ins", text.slice(start, end)]);
      at = Math.max(at, end);
      if (b < right.length) {
        pieces.push(["same", text.slice(at, right[b].end)]);
        at = right[b].end;
      }
      i = a + 1;
      j = b + 1;
    }
    return [...pieces, ["same", text.slice(at)]].filter((piece) => piece[1]);
  };
  const isApart = (pieces, at) => {
    const [op, text] = pieces[at], before = pieces[at - 1], after = pieces[at + 1];
    if (!before) return false;
    if (op === "del") return !/\s$/.test(before[1]) && after?.[0] !== "ins";
    return before[0] === "del" && (op === "ins" || /^[\p{L}\p{N}]/u.test(text));
  };
  const draw = (place, pieces) => {
    place.replaceChildren(
      ...pieces.flatMap(([op, text], at) => {
        const gap = isApart(pieces, at) ? [make("span", "gap", " ")] : [];
        if (op === "same") return [...gap, text];
        const made = make(op);
        const [before, after] = op === "ins" ? ["{+", "+}"] : ["[-", "-]"];
        made.append(make("span", "m", before), text, make("span", "m", after));
        return [...gap, made];
      }),
    );
  };
  const original = (place) => {
    const copy = place.cloneNode(true);
    all("del, .m, .gap", copy).forEach((one) => one.remove());
    return copy.textContent;
  };
  for (const wording of all(".wording")) {
    const variants = all(".variants > li", wording).map((element) => {
      const words = element.querySelector(".words");
      return {
        words,
        text: original(words),
        first: [...words.childNodes],
        name: `${element.querySelector(".number").textContent}, ${element.querySelector(".outlet").textContent}`,
        same: element.querySelector(".same"),
      };
    });
    if (variants.length < 2) continue;
    const place = wording.querySelector(".compare");
    const label = make("label", "meta", "Compare with ");
    const select = make("select");
    select.append(new Option("the fullest wording", ""), ...variants.map((one, number) => new Option(one.name, number)));
    label.append(select);
    place.append(label);
    place.hidden = false;
    select.addEventListener("change", () => {
      const base = variants[select.value];
      for (const one of variants) {
        if (select.value === "") one.words.replaceChildren(...one.first);
        else draw(one.words, one === base ? [["same", one.text]] : compare(base.text, one.text));
        if (one.same) one.same.hidden = select.value !== "" && Boolean(one.words.querySelector("ins, del"));
      }
    });
  }
})();
