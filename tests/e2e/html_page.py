"""An HTML report as Python's own parser reads it: its outline, and what must not be there."""

import html.parser

VOID = {"meta", "img", "br"}
ALLOWED = {"html", "head", "meta", "style", "title", "body", "header", "nav", "main", "footer", "section", "article", "h1", "h2", "h3", "h4", "p", "ul", "ol", "li",
           "dl", "dt", "dd", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "details", "summary", "blockquote", "pre", "a",
           "span", "strong", "code", "bdi", "mark", "time", "img", "br"}
ATTRIBUTES = {"class", "id", "lang", "scope", "href", "role", "tabindex", "datetime", "alt", "aria-label", "aria-labelledby", "charset", "name", "content", "http-equiv",
              "target", "rel", "src"}
# A paragraph ends where they begin.
BLOCKS = {"p", "div", "details", "table", "ul", "ol", "dl", "pre", "section", "article", "figure", "h1", "h2", "h3", "h4"}
# What report/picture.h draws; geometry and text alone.
DRAWN = {"svg", "g", "title", "desc", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan", "defs", "marker", "clippath", "use"}


class Outline(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.headings, self.ids, self.inside, self.outside = [], [], [], [], [], []
        self.forbidden, self.trouble, self.language, self.headline, self.drawing = [], [], None, "", 0
        self.feed(text)
        self.close()
        if self.open:
            self.trouble.append(f"never closed: {self.open}")

    def count(self, tag):
        return self.tags.count(tag)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        given = dict(attributes)
        if tag == "svg":
            self.drawing += 1
        self.look(tag, given)
        if tag == "html":
            self.language = given.get("lang")
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        href = given.get("href", "")
        if href.startswith("#"):
            self.inside.append(href[1:])
        elif href:
            self.outside.append(href)
            if given.get("rel") != "noreferrer noopener nofollow" or given.get("target") != "_blank":
                self.trouble.append(f"a link that leads out and tells from where: {href}")
        if tag == "th" and not given.get("scope"):
            self.trouble.append("a head of a table without scope")
        if tag == "img" and (not given.get("alt") or not given.get("src", "").startswith("data:image/png;base64,")):
            self.trouble.append("a picture without words, or from elsewhere")
        if tag in BLOCKS and {"p", "h1", "h2", "h3", "h4", "summary"} & set(self.open):
            self.trouble.append(f"<{tag}> within a paragraph or a heading, line {self.getpos()[0]}")
        if tag not in VOID:
            self.open.append(tag)

    def look(self, tag, given):
        if self.drawing:
            bad = tag not in DRAWN or any(a.startswith("on") or a in ("style", "src") or (a.endswith("href") and not (v or "").startswith("#")) for a, v in given.items())
        else:
            bad = tag not in ALLOWED or not set(given) <= ATTRIBUTES
        if bad:
            self.forbidden.append((tag, given))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag == "svg":
            self.drawing -= 1
        if not self.open or self.open.pop() != tag:
            self.trouble.append(f"</{tag}> closes something else, line {self.getpos()[0]}")

    def handle_data(self, data):
        if self.open and self.open[-1] == "h1":
            self.headline += data


def wrong_with(outline):
    yield from outline.trouble[:5]
    if len(outline.ids) != len(set(outline.ids)):
        yield "an id stands twice"
    for name in set(outline.inside) - set(outline.ids):
        yield f"#{name} leads nowhere"
    for before, after in zip(outline.headings, outline.headings[1:]):
        if after > before + 1:
            yield f"a heading of level {after} after one of level {before}"
            break
