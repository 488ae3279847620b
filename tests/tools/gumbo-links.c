/* tests/tools/gumbo-links.c - the links of HTML parts as gumbo's tree has them, against
 * ours: gumbo-links MAIL...
 *
 * A line of JSON for each HTML part: the mail, how many links gumbo's tree holds, and
 * those that html_read() does not have. Only script/conformance runs it. */
#include "bench/mails.h"
#include "base/json.h"
#include "link/document.h"
#include "mail/message.h"

#include <gumbo.h>

struct set {
	struct str *items;
	uint32_t count, cap;
};

static struct str trim(struct str s)
{
	while (s.n && (uint8_t)s.p[0] <= ' ')
		s = str_skip(s, 1);
	while (s.n && (uint8_t)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

static void add(struct arena *arena, struct set *set, struct str url)
{
	url = trim(url);
	if (url.n == 0)
		return;
	ARENA_GROW(arena, set->items, set->count, set->cap);
	set->items[set->count++] = url;
}

/* The first URL of "url( … )" in a style attribute; enough for an oracle. */
static void add_style(struct arena *arena, struct set *set, struct str style)
{
	size_t at;

	while ((at = str_find_str_nocase(style, STR("url("))) != STR_NPOS) {
		struct str url;

		style = str_skip(style, at + 4);
		url = trim(str_until(style, ')'));
		if (url.n > 1 && (url.p[0] == '"' || url.p[0] == '\''))
			url = str_until(str_skip(url, 1), url.p[0]);
		add(arena, set, url);
	}
}

static void add_srcset(struct arena *arena, struct set *set, struct str value)
{
	struct str one;

	/* URLs with commas inside are left to ours. */
	while (str_split(&value, ',', &one))
		add(arena, set, str_take_word(&one));
}

static void add_refresh(struct arena *arena, struct set *set, struct str content)
{
	size_t at = str_find_str_nocase(content, STR("url="));

	if (at == STR_NPOS)
		return;
	content = trim(str_skip(content, at + 4));
	if (content.n && (content.p[0] == '"' || content.p[0] == '\''))
		content = str_until(str_skip(content, 1), content.p[0]);
	add(arena, set, content);
}

static void read_element(struct arena *arena, struct set *set,
			 const GumboElement *element)
{
	static const char *const urls[] = { "href",	  "src",	"action",
					    "background", "data",	"poster",
					    "formaction", "xlink:href", "cite",
					    "longdesc",	  "ping",	"codebase",
					    "lowsrc" };
	const GumboAttribute *equiv, *content;

	for (unsigned i = 0; i < element->attributes.length; i++) {
		const GumboAttribute *attribute = element->attributes.data[i];

		for (size_t k = 0; k < COUNT(urls); k++)
			if (strcmp(attribute->name, urls[k]) == 0)
				add(arena, set, str_c(attribute->value));
		if (strcmp(attribute->name, "srcset") == 0)
			add_srcset(arena, set, str_c(attribute->value));
		if (strcmp(attribute->name, "style") == 0)
			add_style(arena, set, str_c(attribute->value));
	}
	equiv = gumbo_get_attribute(&element->attributes, "http-equiv");
	content = gumbo_get_attribute(&element->attributes, "content");
	if (element->tag == GUMBO_TAG_META && equiv && content &&
	    str_eq_nocase(str_c(equiv->value), STR("refresh")))
		add_refresh(arena, set, str_c(content->value));
}

/* The next node in document order; no recursion, trees can be deep. */
static const GumboNode *next_node(const GumboNode *node)
{
	if ((node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) &&
	    node->v.element.children.length)
		return node->v.element.children.data[0];
	while (node->parent && node->parent->type != GUMBO_NODE_DOCUMENT) {
		const GumboVector *siblings = &node->parent->v.element.children;

		if (node->index_within_parent + 1 < siblings->length)
			return siblings->data[node->index_within_parent + 1];
		node = node->parent;
	}
	return NULL;
}

static bool has(const struct html_document *document, struct str url)
{
	for (uint32_t i = 0; i < document->link_count; i++)
		if (str_eq(document->links[i].url, url))
			return true;
	return false;
}

static void compare(struct arena *arena, const char *mail, struct str source,
		    struct json *json)
{
	struct html_document document;
	struct set set = { 0 };
	GumboOutput *output =
	    gumbo_parse_with_options(&kGumboDefaultOptions, source.p, source.n);

	for (const GumboNode *node = output->root; node; node = next_node(node))
		if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE)
			read_element(arena, &set, &node->v.element);
	html_read(arena, source, &document);
	json_object(json);
	json_key_c(json, "mail", mail);
	json_key_int(json, "links", set.count);
	json_key(json, "missing");
	json_array(json);
	for (uint32_t i = 0; i < set.count; i++)
		if (!has(&document, set.items[i]))
			json_str(json, set.items[i]);
	json_array_end(json);
	json_key_bool(json, "cut", document.cut != NULL);
	json_object_end(json);
	gumbo_destroy_output(&kGumboDefaultOptions, output);
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new(0);

	charset_warm();
	for (int i = 1; i < argc; i++) {
		struct mail mail = mail_read(argv[i]);
		struct message_options options = { 0 };
		struct message *message =
		    message_parse(arena, str_make(mail.p, mail.n), &options);

		for (uint32_t k = 0; k < message->part_count; k++) {
			const struct part *part = message->parts[k];
			struct buf out;
			struct json json;

			if (part->kind != PART_LEAF || part->text.n == 0 ||
			    !str_eq(part->content_type.value, STR("text/html")))
				continue;
			buf_init(&out, 0);
			json_init(&json, &out);
			compare(arena, argv[i], part->text, &json);
			printf("%.*s\n", (int)out.n, out.p);
			buf_fini(&out);
		}
		free(mail.p);
		arena_reset(arena, 0);
	}
	arena_free(arena);
	return 0;
}
