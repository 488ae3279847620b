/* process/analyst_read.c - TASK_READ: one reader alone, a JSON line per input line. */
#include "process/analyst_texts.h"

#include "base/json.h"
#include "base/json_read.h"
#include "check/check.h"
#include "link/document.h"
#include "link/host.h"
#include "link/url.h"
#include "report/json_certificate.h"

#include <stdlib.h>

static void nothing_or(struct json *json, const char *key, struct str value)
{
	json_key_str_or_null(json, key, value.n ? value : STR_NONE);
}

static void key_utc(struct json *json, const struct date *date)
{
	char text[DATE_TEXT];

	json_key_str_or_null(json, "utc",
			     date->ok ? date_iso(date->utc, text) : STR_NONE);
}

static void add_defects(struct json *json, const struct defects *defects)
{
	json_key(json, "defects");
	json_array(json);
	for (uint32_t i = 0; i < defects->count; i++) {
		json_object(json);
		json_key_c(json, "id", defects->items[i].id);
		json_key_int(json, "offset", (int64_t)defects->items[i].offset);
		nothing_or(json, "detail", defects->items[i].detail);
		json_object_end(json);
	}
	json_array_end(json);
}

static void read_address(struct arena *arena, struct str value, struct json *json)
{
	struct defects defects = { .arena = arena, .input = value };
	struct address_list list;

	address_parse(arena, value, &defects, &list);
	json_key(json, "addresses");
	json_array(json);
	for (uint32_t i = 0; i < list.count; i++) {
		const struct mailbox *mailbox = &list.items[i];

		json_object(json);
		nothing_or(json, "name", mailbox->name);
		nothing_or(json, "address", mailbox->address);
		nothing_or(json, "local", mailbox->local);
		nothing_or(json, "domain", mailbox->domain);
		json_object_end(json);
	}
	json_array_end(json);
	add_defects(json, &defects);
}

static void read_received(struct arena *arena, struct str value, struct json *json)
{
	struct received received;

	/* The whole field may have been pasted. */
	str_eat(&value, STR("Received:"));
	received_parse(arena, value, NULL, &received);
	nothing_or(json, "from", received_shown(arena, received.from));
	nothing_or(json, "helo", received_shown(arena, received.helo));
	nothing_or(json, "rdns", received_shown(arena, received.rdns));
	nothing_or(json, "ip", received.ip);
	nothing_or(json, "by", received.by);
	nothing_or(json, "protocol", received.protocol);
	nothing_or(json, "tls", received.tls);
	nothing_or(json, "via", received.via);
	nothing_or(json, "id", received.id);
	nothing_or(json, "for", received.for_);
	nothing_or(json, "envelope_from", received.envelope_from);
	nothing_or(json, "auth_user", received.auth_user);
	key_utc(json, &received.date);
}

static void read_date(struct arena *arena, struct str value, struct json *json)
{
	struct date date;

	date_parse(arena, value, NULL, &date);
	json_key_bool(json, "ok", date.ok);
	key_utc(json, &date);
	if (date.ok && date.zone_known)
		json_key_int(json, "offset_minutes", date.offset_minutes);
	else
		json_key_null(json, "offset_minutes");
}

static void read_words(struct arena *arena, struct str value, struct json *json)
{
	json_key_str(json, "text", words_text(arena, value, NULL));
}

static void read_host(struct arena *arena, struct str value, struct json *json)
{
	struct host host;

	host_parse(arena, str_trim(value), &host);
	json_key_bool(json, "ok", host.ok);
	nothing_or(json, "ascii", host.ascii);
	nothing_or(json, "unicode", host.unicode);
	nothing_or(json, "registrable_domain", host.registrable_domain);
	nothing_or(json, "public_suffix", host.public_suffix);
	json_key(json, "idna_errors");
	json_array(json);
	for (const char *const *e = host.idna_errors; e && *e; e++)
		json_c(json, *e);
	json_array_end(json);
}

static const struct {
	enum url_odd bit;
	const char *name;
} odd_names[] = {
	{ URL_ODD_CONTROL, "control" },		{ URL_ODD_BACKSLASH, "backslash" },
	{ URL_ODD_SLASHES, "slashes" },		{ URL_ODD_USERINFO, "userinfo" },
	{ URL_ODD_MANY_AT, "many-at" },		{ URL_ODD_HOST_ENCODED, "host-encoded" },
	{ URL_ODD_HOST_MAPPED, "host-mapped" }, { URL_ODD_NUMBER_FORM, "number-form" },
	{ URL_ODD_FINAL_DOT, "final-dot" },	{ URL_ODD_PORT, "port" },
	{ URL_ODD_IPV4_MAPPED, "ipv4-mapped" }, { URL_ODD_DOT_SEGMENT, "dot-segment" },
};

static void add_odd(struct json *json, uint32_t odd)
{
	json_key(json, "odd");
	json_array(json);
	for (size_t i = 0; i < COUNT(odd_names); i++)
		if (odd & odd_names[i].bit)
			json_c(json, odd_names[i].name);
	json_array_end(json);
}

/* A key is null where the URL has no such part, "" where the part is empty. */
static void key_part(struct json *json, const char *key, bool has, struct str value)
{
	json_key_str_or_null(json, key, !has ? STR_NONE : value.p ? value : STR(""));
}

static void add_url(struct arena *arena, const struct url *url, struct json *json)
{
	bool user = url->username.n || url->password.n;

	json_key_bool(json, "ok", url->ok);
	key_part(json, "href", url->ok, url->href);
	key_part(json, "scheme", url->ok, url->scheme);
	key_part(json, "username", user, url->username);
	key_part(json, "password", url->password.n > 0, url->password);
	key_part(json, "host", url->host_kind != URL_HOST_NONE, url->host);
	if (url->port >= 0)
		json_key_int(json, "port", url->port);
	else
		json_key_null(json, "port");
	key_part(json, "path", url->ok, url->path);
	key_part(json, "query", url->has_query, url->query);
	key_part(json, "fragment", url->has_fragment, url->fragment);
	nothing_or(json, "registrable_domain",
		   url->host_kind == URL_HOST_DOMAIN ? host_registrable(arena, url->host)
						     : STR_NONE);
}

static void read_url(struct arena *arena, struct str value, struct str base_text,
		     struct json *json)
{
	struct url url, base = { .ok = false };
	bool based = base_text.p != NULL;
	struct str other = STR_NONE;
	bool differ;

	if (based && !url_parse(arena, base_text, NULL, &base))
		url = (struct url){ .port = -1 };
	else
		url_parse(arena, value, based ? &base : NULL, &url);
	add_url(arena, &url, json);
	differ = url_readings_differ(arena, value, &url, &other);
	key_part(json, "rfc3986_host", differ, other);
	add_odd(json, url.odd);
}

static const struct reader {
	const char *kind;
	void (*read)(struct arena *arena, struct str value, struct json *json);
	/* The same with the object's "base", whose pointer is NULL where it has none. */
	void (*read_based)(struct arena *arena, struct str value, struct str base,
			   struct json *json);
} readers[] = {
	{ "address", read_address, NULL }, { "received", read_received, NULL },
	{ "date", read_date, NULL },	   { "words", read_words, NULL },
	{ "host", read_host, NULL },	   { "url", NULL, read_url },
};

static void read_value(struct analyst *analyst, const struct reader *reader,
		       struct str value, struct str base)
{
	struct json json;

	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_str(&json, "input", value);
	if (reader->read_based)
		reader->read_based(analyst->arena, value, base, &json);
	else
		reader->read(analyst->arena, value, &json);
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

/* {"input": "...", "base": "..."}; anything else is an error of that line alone. */
static void read_object(struct analyst *analyst, const struct reader *reader,
			struct str line)
{
	struct json json;
	struct str input, base = STR_NONE;

	if (json_read_text(analyst->arena, line, STR("input"), &input)) {
		json_read_text(analyst->arena, line, STR("base"), &base);
		read_value(analyst, reader, input, base);
		return;
	}
	json_init(&json, &analyst->out);
	json_object(&json);
	json_key_null(&json, "input");
	json_key_c(&json, "error", "not a JSON object with \"input\"");
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void read_lines(struct analyst *analyst, const struct task *task,
		       const struct reader *reader, struct str text)
{
	struct str line;

	while (text.n && str_split(&text, '\n', &line)) {
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (task->json_lines)
			read_object(analyst, reader, line);
		else
			read_value(analyst, reader, line, STR_NONE);
		/* A line is a message of its own, as far as memory goes. */
		arena_reset(analyst->arena,
			    LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * text.n);
	}
}

static void add_hidden(struct json *json, const struct html_document *document)
{
	json_key(json, "hidden");
	json_array(json);
	for (uint32_t i = 0; i < document->hidden_count; i++) {
		const struct html_hidden *hidden = &document->hidden[i];

		json_object(json);
		json_key_str(json, "text", hidden->text);
		json_key_c(json, "why", html_hiding_name(hidden->why));
		nothing_or(json, "property", hidden->property);
		json_key_int(json, "offset", (int64_t)hidden->offset);
		json_key_int(json, "length", (int64_t)hidden->length);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_links(struct json *json, const struct html_document *document)
{
	json_key(json, "links");
	json_array(json);
	for (uint32_t i = 0; i < document->link_count; i++) {
		const struct html_link *link = &document->links[i];

		json_object(json);
		json_key_c(json, "carrier", html_carrier_name(link->carrier));
		json_key_str(json, "element", link->element);
		json_key_str(json, "url", link->url);
		json_key_str(json, "text", link->text);
		json_key_bool(json, "text_is_alt", link->text_is_alt);
		json_key_bool(json, "hidden", link->hidden);
		json_key_bool(json, "loads", link->loads);
		json_key_bool(json, "conditional", link->conditional);
		json_key_int(json, "offset", (int64_t)link->offset);
		json_object_end(json);
	}
	json_array_end(json);
	json_key(json, "remote");
	json_array(json);
	for (uint32_t i = 0; i < document->link_count; i++)
		if (document->links[i].loads)
			json_str(json, document->links[i].url);
	json_array_end(json);
}

static void add_forms(struct json *json, const struct html_document *document)
{
	json_key(json, "forms");
	json_array(json);
	for (uint32_t i = 0; i < document->form_count; i++) {
		const struct html_form *form = &document->forms[i];

		json_object(json);
		json_key_str(json, "action", form->action);
		json_key_str(json, "method", form->method);
		json_key(json, "fields");
		json_array(json);
		for (uint32_t k = 0; k < form->field_count; k++) {
			json_object(json);
			nothing_or(json, "name", form->fields[k].name);
			json_key_str(json, "type", form->fields[k].type);
			nothing_or(json, "label", form->fields[k].label);
			json_object_end(json);
		}
		json_array_end(json);
		json_key_int(json, "offset", (int64_t)form->offset);
		json_object_end(json);
	}
	json_array_end(json);
}

static void read_html(struct analyst *analyst, struct str source)
{
	struct html_document document;
	struct json json;

	html_read(analyst->arena, source, &document);
	json_init(&json, &analyst->out);
	json_object(&json);
	nothing_or(&json, "title", document.title);
	json_key_str(&json, "text", document.text);
	add_hidden(&json, &document);
	add_links(&json, &document);
	add_forms(&json, &document);
	nothing_or(&json, "base", document.base);
	json_key(&json, "conditional_styles");
	json_array(&json);
	for (uint32_t i = 0; i < document.conditional_style_count; i++)
		json_str(&json, document.conditional_styles[i]);
	json_array_end(&json);
	if (document.open_quote)
		json_key_int(&json, "open_tag", (int64_t)document.open_quote_offset);
	else
		json_key_null(&json, "open_tag");
	json_key_str_or_null(&json, "cut", str_c(document.cut));
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void read_certificates(struct analyst *analyst, struct str bytes)
{
	struct certificates certificates;
	struct json json;

	certificates_read(analyst->arena, bytes, &certificates);
	json_init(&json, &analyst->out);
	json_certificates(&json, &certificates);
	buf_add_char(&analyst->out, '\n');
}

void analyst_read(struct analyst *analyst, const struct task *task, int fd,
		  struct reply *reply)
{
	struct str text;

	if (fd < 0 || !channel_read_file(fd, task->offset, task->length, &text)) {
		reply->trouble = TROUBLE_UNREADABLE;
		reply->text = str_c(analyst_text(analyst, N_("it cannot be read")));
		return;
	}
	if (str_eq(task->argument, STR("html")))
		read_html(analyst, text);
	if (str_eq(task->argument, STR("certificate")))
		read_certificates(analyst, text);
	analyst_read_registry(analyst, task, text);
	analyst_read_geo(analyst, task, text);
	analyst_read_maillog(analyst, task, text);
	for (size_t i = 0; i < COUNT(readers); i++)
		if (str_eq(task->argument, str_c(readers[i].kind)))
			read_lines(analyst, task, &readers[i], text);
	free((char *)text.p);
}
