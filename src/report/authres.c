/* report/authres.c - see authres.h. */
#include "report/authres.h"

#include "auth/signature.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "link/host.h"

#ifndef N_
#define N_(text) text
#endif

enum { NAME_LENGTH = 253 };

struct field_writer {
	struct arena *arena;
	struct buf *out;
	bool any;
};

/* --- values ----------------------------------------------------------------------- */

/* A name that may stand without quotes, in ASCII and lower case; empty: none. */
static struct str plain_name(struct arena *arena, struct str text)
{
	struct host host;

	if (!ascii_is_all(text)) {
		host_parse(arena, text, &host);
		text = host.ok ? host.ascii : STR("");
	}
	if (text.n == 0 || text.n > NAME_LENGTH || !signature_name_is_plain(text))
		return STR("");
	return arena_lower(arena, text);
}

static void property(struct field_writer *w, const char *key, struct str name)
{
	name = plain_name(w->arena, name);
	if (name.n)
		buf_printf(w->out, "\n\t\t%s=%.*s", key, STR_ARG(name));
}

/* `result` is a word of ours. */
static void begin(struct field_writer *w, const char *method, const char *result)
{
	buf_printf(w->out, ";\n\t%s=%s", method, result);
	w->any = true;
}

/* Texts of ours hold no quotes. */
static void reason(struct field_writer *w, const char *text)
{
	if (text && !strpbrk(text, "\"\\"))
		buf_printf(w->out, "\n\t\treason=\"%s\"", text);
}

/* --- methods ---------------------------------------------------------------------- */

static void write_spf(struct field_writer *w, const struct authentication *auth)
{
	for (uint32_t i = 0; i < auth->spf_count; i++) {
		const struct spf_result *spf = &auth->spf[i];

		if (spf->code == SPF_UNCHECKED)
			continue;
		begin(w, "spf", spf_code_name(spf->code));
		property(w, spf->scope == SPF_HELO ? "smtp.helo" : "smtp.mailfrom",
			 spf->domain);
	}
}

/* The start of b= tells two signatures of one domain apart (RFC 6008); some of its
 * letters need quotes, none can end them. */
static void beginning_of_b(struct field_writer *w, const struct dkim_signature *signature)
{
	struct signature parsed;
	struct str b;

	signature_parse(w->arena, signature->field, SIGNATURE_DKIM, &parsed);
	b = tag_squeeze(w->arena, tags_value(&parsed.tags, STR("b")));
	if (b.n < 8)
		return;
	b = str_sub(b, 0, 8);
	for (size_t i = 0; i < b.n; i++)
		if (!ascii_is_alnum(b.p[i]) && b.p[i] != '+' && b.p[i] != '/')
			return;
	buf_printf(w->out, "\n\t\theader.b=\"%.*s\"", STR_ARG(b));
}

static void write_dkim(struct field_writer *w, const struct authentication *auth)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < auth->dkim.count && count < LIMIT_DKIM; i++) {
		const struct dkim_signature *signature = &auth->dkim.items[i];

		if (signature->code == DKIM_UNCHECKED)
			continue;
		count++;
		begin(w, "dkim", dkim_code_name(signature->code));
		reason(w, signature->reason);
		property(w, "header.d", signature->domain);
		property(w, "header.s", signature->selector);
		property(w, "header.a", signature->algorithm);
		beginning_of_b(w, signature);
	}
	if (auth->dkim.fields == 0)
		begin(w, "dkim", "none");
}

static void write_dmarc(struct field_writer *w, const struct authentication *auth)
{
	for (uint32_t i = 0; i < auth->dmarc_count; i++) {
		if (auth->dmarc[i].code == DMARC_UNCHECKED)
			continue;
		begin(w, "dmarc", dmarc_code_name(auth->dmarc[i].code));
		property(w, "header.from", auth->dmarc[i].domain);
	}
}

/* RFC 8617, 10.2: since which instance nothing was changed. */
static void write_arc(struct field_writer *w, const struct authentication *auth)
{
	const struct arc_results *arc = &auth->arc;

	if (arc->code == ARC_UNCHECKED || arc->code == ARC_NONE)
		return;
	begin(w, "arc", arc_code_name(arc->code));
	if (arc->code == ARC_PASS)
		buf_printf(w->out, "\n\t\theader.oldest-pass=%u",
			   arc->oldest_pass > 1 ? arc->oldest_pass : 0);
}

void authres_write(struct arena *arena, const struct authentication *auth, struct str id,
		   struct buf *out)
{
	struct field_writer w = { .arena = arena, .out = out };

	id = plain_name(arena, id);
	buf_add_c(out, "Authentication-Results: ");
	buf_add(out, id.n ? id : STR("mekiki.invalid"));
	if (auth->evaluated) {
		write_spf(&w, auth);
		write_dkim(&w, auth);
		write_dmarc(&w, auth);
		write_arc(&w, auth);
	}
	if (!w.any)
		buf_add_c(out, "; none");
	buf_add_char(out, '\n');
}

/* --- the format ------------------------------------------------------------------- */

static void write_field(const struct inspection *in, const struct report_options *options,
			struct buf *out)
{
	const struct str_list *ids = &in->env->site->authserv_ids;

	(void)options;
	authres_write(in->arena, &in->authentication,
		      ids->count ? ids->items[0] : STR(""), out);
}

const struct report_format report_authres = {
	.name = "authres",
	.summary = N_("a field Authentication-Results, for those who read such"),
	.write = write_field,
};
