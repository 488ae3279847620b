/* report/html_path.c - the way the message took, newest hop first, with the line that it
 * crossed to us and what others recorded on the way. */
#include "report/html.h"

#include "report/outside.h"
#include "report/text.h"

static bool has(const struct html *html)
{
	return html->in->path.count > 0 || html->in->path.origin.ip.n > 0;
}

static void part(struct html *html, const char *before, struct str text)
{
	if (text.n == 0)
		return;
	html_text(html, " ");
	html_begin(html, TAG_SPAN, "dim");
	html_text(html, before);
	html_end(html, TAG_SPAN);
	html_text(html, " ");
	html_code(html, text);
}

static void write_from(struct html *html, const struct received *received)
{
	if (received->local) {
		html_our(html, N_("written on that machine itself"));
		return;
	}
	part(html, "from", received->helo.n ? received->helo : received->from);
	part(html, "rDNS", received->rdns);
	part(html, "IP", received->ip);
	part(html, "AUTH", received->auth_user);
	part(html, "with", received->protocol);
	part(html, "id", received->id);
	part(html, "for", received->for_);
}

static void write_hop(struct html *html, const struct hop *hop)
{
	const struct path *path = &html->in->path;
	bool boundary = hop->n == path->boundary;

	html_begin(html, TAG_LI, boundary ? "hop boundary" : "hop");
	html_begin(html, TAG_P, "by");
	html_number(html, hop->n);
	part(html, "by", hop->received.by);
	html_text(html, " ");
	html_grade(html, hop->grade);
	html_end(html, TAG_P);
	html_begin(html, TAG_P, NULL);
	write_from(html, &hop->received);
	html_end(html, TAG_P);
	html_begin(html, TAG_P, "meta");
	if (hop->received.date.ok)
		html_time(html, hop->received.date.utc);
	else
		html_our(html, N_("no time that can be read"));
	if (hop->delay_known) {
		html_text(html, "  ");
		text_delay(&html->page, hop->delay_seconds);
		html_made(html);
	}
	html_end(html, TAG_P);
	if (boundary) {
		html_begin(html, TAG_P, "line");
		html_our(html, hop->n < path->count
				   ? N_("↑ handed over here; what stands below is the "
					"sender's word")
				   : N_("↑ handed over here"));
		html_end(html, TAG_P);
	}
	if (hop->breaks) {
		html_begin(html, TAG_P, "warn");
		html_our(html, N_("the names of this hop and of the older one below do "
				  "not fit together"));
		html_end(html, TAG_P);
	}
	html_end(html, TAG_LI);
}

static void write_recorded(struct html *html)
{
	static const char *const heads[] = { N_("method"),  N_("result"),
					     N_("of whom"), N_("recorded by"),
					     N_("grade"),   NULL };
	const struct path *path = &html->in->path;

	if (path->recorded_count == 0)
		return;
	html_table(html, N_("Authentication as others recorded it"), heads);
	for (uint32_t i = 0; i < path->recorded_count; i++) {
		const struct recorded *recorded = &path->recorded[i];

		html_begin(html, TAG_TR, NULL);
		html_begin(html, TAG_TD, NULL);
		html_code(html, recorded->method->method);
		html_end(html, TAG_TD);
		html_begin(html, TAG_TD, NULL);
		html_code(html, recorded->method->result);
		html_end(html, TAG_TD);
		html_begin(html, TAG_TD, NULL);
		html_code(html, recorded->method->identity);
		html_end(html, TAG_TD);
		html_begin(html, TAG_TD, NULL);
		html_code(html, recorded->from->authserv_id);
		html_end(html, TAG_TD);
		html_begin(html, TAG_TD, NULL);
		html_grade(html, recorded->grade);
		html_end(html, TAG_TD);
		html_end(html, TAG_TR);
	}
	html_end_table(html);
}

static void write_raw(struct html *html)
{
	const struct header *header = &html->in->message->header;

	html_fold(html, N_("The header as it stands"));
	html_begin(html, TAG_PRE, NULL);
	html_attribute(html, HAS_TABINDEX, "0");
	for (uint32_t i = 0; i < header->count; i++) {
		html_lines(html, str_trim_right(header->fields[i].raw));
		html_text(html, "\n");
	}
	html_end(html, TAG_PRE);
	html_end_fold(html);
}

static void write(struct html *html)
{
	const struct path *path = &html->in->path;

	html_begin(html, TAG_DIV, "beside");
	html_picture(html, "path");
	html_begin(html, TAG_DIV, "rest");
	html_begin(html, TAG_OL, "hops");
	for (uint32_t i = 0; i < path->count; i++)
		write_hop(html, &path->hops[i]);
	html_end(html, TAG_OL);
	html_begin(html, TAG_P, "meta");
	html_our(html, text_basis(path->basis));
	html_end(html, TAG_P);
	html_end(html, TAG_DIV);
	html_end(html, TAG_DIV);
	write_recorded(html);
	if (outside_identifies(html->options))
		write_raw(html);
}

const struct html_section html_path = {
	.id = "path",
	.title = N_("The path, newest hop first"),
	.has = has,
	.write = write,
};
