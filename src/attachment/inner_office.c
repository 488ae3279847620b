/* attachment/inner_office.c - the files that an office document is made of: OOXML
 * (ECMA-376) and ODF. XML is read as tokens: no entities but the five, nothing external,
 * no tree (HI-23). */
#include "attachment/inner.h"

#include "base/buf.h"
#include "base/limits.h"
#include "link/html.h"

static struct str attribute(const struct html_token *tag, struct str name)
{
	const struct html_attribute *found = html_attribute_find(tag, name);

	return found ? found->value : STR_NONE;
}

/* <Relationship TargetMode="External" Type=".../attachedTemplate" Target="https://…"/>:
 * ECMA-376 part 2, 9.3. Templates, frames, objects and pictures are fetched when the
 * document is opened, hyperlinks when they are clicked. */
static void read_relations(struct arena *arena, struct str bytes, struct inner *ret)
{
	struct html_tokenizer *tokenizer = html_tokenizer_new(arena, bytes);
	struct html_token tag;

	while (html_next(tokenizer, &tag)) {
		struct str type, target;
		bool link;

		if (tag.kind != HTML_START_TAG ||
		    !str_eq(tag.name, STR("relationship")) ||
		    !str_eq_nocase(attribute(&tag, STR("targetmode")), STR("External")))
			continue;
		type = attribute(&tag, STR("type"));
		target = attribute(&tag, STR("target"));
		link = str_ends_nocase(type, STR("/hyperlink"));
		inner_add(arena, ret, "office", target, !link);
		if (str_ends_nocase(type, STR("/attachedTemplate")) ||
		    str_ends_nocase(type, STR("/frame")) ||
		    str_ends_nocase(type, STR("/oleObject")) ||
		    str_ends_nocase(type, STR("/externalLinkPath")) ||
		    str_ends_nocase(type, STR("/subDocument"))) {
			/* A book that counts with another one names a file. */
			if (!str_starts_nocase(target, STR("http")) &&
			    !str_starts(target, STR("\\\\")) &&
			    !str_starts_nocase(target, STR("mhtml:")))
				continue;
			ret->acts |= INNER_TEMPLATE;
			if (!ret->remote.n)
				ret->remote = target;
		}
	}
}

/* Fields that start a program: DDEAUTO c:\\windows\\system32\\cmd.exe "…". */
static void note_field(struct str text, struct inner *ret)
{
	struct str trimmed = str_trim(text);

	if (str_starts_nocase(trimmed, STR("DDE"))) {
		ret->acts |= INNER_DDE;
		if (!ret->remote.n)
			ret->remote = str_sub(trimmed, 0, 512);
	}
}

static bool ends_paragraph(struct str name)
{
	return str_eq(name, STR("w:p")) || str_eq(name, STR("a:p")) ||
	       str_eq(name, STR("si")) || str_eq(name, STR("text:p")) ||
	       str_eq(name, STR("text:h"));
}

/* Where text stands that is read: runs of Word, shared strings of Excel, of slides; in
 * ODF anywhere in a paragraph. */
static void read_text(struct arena *arena, struct str bytes, struct inner *ret)
{
	struct html_tokenizer *tokenizer = html_tokenizer_new(arena, bytes);
	struct html_token token;
	bool inside = false, field = false;
	uint32_t paragraphs = 0;
	struct buf out;

	/* A hundred slides would be copied a hundred times. */
	if (ret->text.n > LIMIT_INNER_TEXT / 4)
		return;
	buf_init(&out, LIMIT_INNER_TEXT);
	buf_add(&out, ret->text);
	while (html_next(tokenizer, &token) && !out.full) {
		bool starts = token.kind == HTML_START_TAG;

		if (token.kind == HTML_TEXT) {
			if (inside || paragraphs)
				buf_add(&out, token.text);
			if (field)
				note_field(token.text, ret);
			continue;
		}
		if (!starts && token.kind != HTML_END_TAG)
			continue;
		if (str_eq(token.name, STR("w:t")) || str_eq(token.name, STR("a:t")) ||
		    str_eq(token.name, STR("t")))
			inside = starts && !token.self_closing;
		else if (str_eq(token.name, STR("w:instrtext")))
			field = starts && !token.self_closing;
		else if (starts && str_eq(token.name, STR("w:fldsimple")))
			note_field(attribute(&token, STR("w:instr")), ret);
		else if (starts && str_eq(token.name, STR("text:a")))
			inner_add(arena, ret, "office",
				  attribute(&token, STR("xlink:href")), false);
		if (!ends_paragraph(token.name))
			continue;
		if (str_starts(token.name, STR("text:")))
			paragraphs = starts && !token.self_closing;
		if (!starts)
			buf_add_char(&out, '\n');
	}
	ret->text = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
}

void inner_office(struct arena *arena, struct str name, struct str bytes,
		  struct inner *ret)
{
	ret->where = "office";
	if (str_ends_nocase(name, STR("vbaProject.bin")) ||
	    str_find_str(name, STR("macrosheets/")) != STR_NPOS ||
	    str_starts(name, STR("Basic/")))
		ret->acts |= INNER_MACROS;
	else if (str_find_str(name, STR("embeddings/oleObject")) != STR_NPOS)
		ret->acts |= INNER_OBJECTS;
	else if (str_ends_nocase(name, STR(".rels")))
		read_relations(arena, bytes, ret);
	else if (str_ends(name, STR("word/document.xml")) ||
		 str_ends(name, STR("xl/sharedStrings.xml")) ||
		 str_eq(name, STR("content.xml")) ||
		 (str_starts(name, STR("ppt/slides/slide")) &&
		  str_ends(name, STR(".xml"))))
		read_text(arena, bytes, ret);
}
