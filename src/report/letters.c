/* report/letters.c - see letters.h. */
#include "report/letters.h"

#include "base/limits.h"
#include "base/sheaf.h"
#include "base/utf8.h"
#include "check/origin.h"
#include "report/inert.h"
#include "report/outside.h"
#include "report/page.h"
#include "report/phrase.h"
#include "report/redact.h"
#include "report/text.h"
#include "report/text_tell.h"
#include "verdict/verdict.h"

enum { LEFT = 2, INDENT = 6, SLUG_MOST = 32 };

struct letters {
	const struct inspection *in;
	const struct report_options *options;
	const struct letters_query *query;
	struct scene scene;
	struct buf *out, piece;
	struct page page;
};

/* --- names --------------------------------------------------------------------------
 */

/* Lower-case letters, digits and single hyphens, whatever the desk is called: no dot, no
 * slash, no name that a system gives a meaning to, for a number stands in front. */
static void add_slug(struct str name, struct buf *out)
{
	bool gap = false;
	size_t from = out->n;

	for (size_t i = 0; i < name.n && out->n - from < SLUG_MOST; i++) {
		if (!ascii_is_alnum(name.p[i])) {
			gap = out->n > from;
			continue;
		}
		if (gap)
			buf_add_char(out, '-');
		gap = false;
		buf_add_char(out, ascii_lower(name.p[i]));
	}
}

static struct str file_name(struct letters *l, uint32_t n, const struct desk *desk,
			    const char *ending)
{
	struct buf name, masked;
	struct str text;

	buf_init(&name, 0);
	buf_init(&masked, 0);
	buf_printf(&name, "%02u-%s", n, desk->role);
	outside_add_raw(l->options, desk->name, &masked);
	buf_add_char(&name, '-');
	add_slug(buf_peek(&masked), &name);
	if (name.p[name.n - 1] == '-')
		name.n--;
	buf_add_c(&name, ending);
	text = arena_str(l->in->arena, buf_peek(&name));
	buf_fini(&masked);
	buf_fini(&name);
	return text;
}

/* --- files --------------------------------------------------------------------------
 */

/* Where no mail can go: to be pasted into a form, or read out. */
static bool is_pasted(const struct desk *desk)
{
	return desk->via && strcmp(desk->via, "mail") != 0;
}

static void write_pasted(const struct letter *letter, struct buf *out)
{
	inert_add(out, letter->desk->contact, INERT_LINE);
	buf_add_c(out, "\n\n");
	letter_subject(letter, out);
	buf_add_c(out, "\n\n");
	letter_body(letter, out);
}

static void write_files(struct letters *l, uint32_t n, const struct letter *letter)
{
	const struct desk *desk = letter->desk;

	buf_clear(&l->piece);
	if (is_pasted(desk)) {
		write_pasted(letter, &l->piece);
		outside_catch(l->options, &l->piece, 0);
	} else {
		letter_draft(letter, &l->piece);
	}
	sheaf_add(l->out, file_name(l, n, desk, is_pasted(desk) ? ".txt" : ".eml"),
		  buf_peek(&l->piece));
	buf_clear(&l->piece);
	if ((strcmp(desk->form, "xarf") == 0 || desk->cause == TOLD_AS_ACCOUNT_OWNER) &&
	    xarf_report(letter, &l->piece))
		sheaf_add(l->out, file_name(l, n, desk, ".json"), buf_peek(&l->piece));
}

/* --- the table ----------------------------------------------------------------------
 */

static void line_made(struct page *page, size_t indent, enum style style)
{
	buf_add_repeat(page->out, ' ', indent);
	page_wrap_made(page, indent, indent, style);
}

static void show(struct letters *l, uint32_t n, const struct letter *letter)
{
	const struct desk *desk = letter->desk;
	struct page *page = &l->page;
	size_t at;

	buf_printf(page->out, "%*s%02u  ", LEFT, "", n);
	buf_add(&page->text, page_our(page, text_desk_role(desk)));
	buf_add_c(&page->text, ": ");
	text_outside(page, text_desk_name(l->options, desk), 0);
	at = INDENT;
	page_wrap_made(page, at, INDENT, STYLE_STRONG);
	if (desk->contact.n) {
		/* to be copied, so not defanged */
		outside_add_inert(l->options, desk->contact, INERT_LINE, &page->text);
		if (desk->source.n) {
			buf_add_c(&page->text, "  (");
			text_outside(page, desk->source, 0);
			buf_add_char(&page->text, ')');
		}
		line_made(page, INDENT, STYLE_PLAIN);
	}
	if (desk->warning) {
		buf_add_c(&page->text, "! ");
		buf_add(&page->text, page_our(page, desk->warning));
		line_made(page, INDENT, STYLE_ODD);
	}
	letter_subject(letter, &page->text);
	line_made(page, INDENT, STYLE_PLAIN);
	phrase_statement(l->in, l->options, &desk->can_do, &page->text);
	line_made(page, INDENT, STYLE_DIM);
	if (l->query->files) {
		buf_add(&page->text,
			file_name(l, n, desk, is_pasted(desk) ? ".txt" : ".eml"));
		line_made(page, INDENT, STYLE_DIM);
	}
}

static void note(struct letters *l, const char *msgid)
{
	struct page *page = &l->page;

	buf_add(&page->text, page_our(page, msgid));
	line_made(page, LEFT, STYLE_DIM);
}

static void add_notes(struct letters *l, const struct desks *desks)
{
	const struct reporter *reporter = &l->options->reporter;

	page_newline(&l->page);
	if (desks->count == 0) {
		note(l, N_("There is nobody to tell: nothing speaks against this message "
			   "strongly enough for a letter."));
		return;
	}
	if (!desks->asked)
		note(l, N_("Networks, hosts and registrars are not known: nobody was "
			   "asked (--lookup)."));
	if (!reporter->name.n || !reporter->mail.n || !reporter->org.n)
		note(l, N_("The letters have blanks, marked [[ ]]: the site profile does "
			   "not tell who writes (reporter-name, reporter-mail, "
			   "reporter-org)."));
	note(l, l->options->show_recipient
		    ? N_("The recipient is shown in these letters (--show-recipient).")
		    : N_("The recipient is masked in these letters; of the mail itself "
			 "only the header is in them."));
	note(l, N_("These are drafts. mekiki sends nothing: a person reads and sends "
		   "them."));
}

static bool is_wanted(const struct letters *l, const struct desk *desk)
{
	struct str rest = l->query->roles, role;

	if (rest.n == 0)
		return true;
	while (str_split(&rest, '\n', &role))
		if (str_eq(str_trim(role), str_c(desk->role)))
			return true;
	return false;
}

static void begin_letter(struct letters *l, const struct desk *desk,
			 struct letter *letter)
{
	letter_begin(letter, l->in, l->options, &l->scene, desk);
}

static void write_table(struct letters *l, const struct desks *desks, struct buf *out)
{
	struct letter letter;

	page_init(&l->page, l->in, l->options, out);
	text_name_line(&l->page);
	page_newline(&l->page);
	for (uint32_t i = 0; i < desks->count; i++) {
		if (!is_wanted(l, &desks->items[i]))
			continue;
		begin_letter(l, &desks->items[i], &letter);
		show(l, i + 1, &letter);
	}
	add_notes(l, desks);
	page_fini(&l->page);
}

void letters_write(const struct inspection *in, const struct report_options *options,
		   const struct letters_query *query, struct buf *out)
{
	struct letters l = { .in = in, .options = options, .query = query, .out = out };
	const struct desks *desks = desks_of(in);
	struct buf table;

	scene_read(in, &l.scene);
	if (!query->files) {
		write_table(&l, desks, out);
		outside_catch(options, out, 0);
		return;
	}
	buf_init(&table, LIMIT_REPORT_BYTES);
	write_table(&l, desks, &table);
	outside_catch(options, &table, 0);
	sheaf_add(l.out, STR(""), buf_peek(&table));
	buf_fini(&table);
	buf_init(&l.piece, LIMIT_LETTER_MESSAGE * 8);
	for (uint32_t i = 0; i < desks->count; i++) {
		struct letter letter;

		if (!is_wanted(&l, &desks->items[i]))
			continue;
		begin_letter(&l, &desks->items[i], &letter);
		write_files(&l, i + 1, &letter);
	}
	buf_fini(&l.piece);
}

static bool is_drafted(const struct notebook *notebook, const struct entry *letter)
{
	for (uint32_t i = 0; notebook && i < notebook->count; i++) {
		const struct entry *entry = &notebook->entries[i];

		if (entry->kind == ENTRY_LETTER && !entry->withdrawn && !entry->about &&
		    str_eq(entry->outlet, letter->outlet) &&
		    str_eq(entry->url, letter->url))
			return true;
	}
	return false;
}

static struct str subject_of(struct letters *l, const struct desk *desk)
{
	struct letter letter;
	struct buf subject;
	struct str kept;

	buf_init(&subject, LIMIT_ENTRY_LINE);
	begin_letter(l, desk, &letter);
	letter_subject(&letter, &subject);
	kept = arena_str(l->in->arena, buf_peek(&subject));
	buf_fini(&subject);
	return kept;
}

uint32_t letters_entries(const struct inspection *in,
			 const struct report_options *options,
			 const struct letters_query *query, struct str author,
			 struct entry **ret)
{
	struct letters l = { .in = in, .options = options, .query = query };
	const struct desks *desks = desks_of(in);
	uint32_t count = 0;

	scene_read(in, &l.scene);
	*ret = arena_alloc_array(in->arena, desks->count + 1, sizeof **ret);
	for (uint32_t i = 0; i < desks->count; i++) {
		const struct desk *desk = &desks->items[i];
		struct entry entry = {
			.kind = ENTRY_LETTER,
			.author = author,
			.state = STR("drafted"),
			.outlet =
			    utf8_front(text_desk_name(options, desk), LIMIT_ENTRY_LINE),
			.url = utf8_front(desk->contact, LIMIT_ENTRY_LINE),
		};

		if (!is_wanted(&l, desk) || is_drafted(in->notebook, &entry))
			continue;
		entry.title = subject_of(&l, desk);
		entry.text =
		    file_name(&l, i + 1, desk, is_pasted(desk) ? ".txt" : ".eml");
		(*ret)[count++] = entry;
	}
	return count;
}

const struct redact_profile *letters_mask(void)
{
	static const struct redact_profile mask = {
		.name = { "letters", 7 },
		.kinds = 1u << REDACT_RECIPIENT | 1u << REDACT_NAME | 1u << REDACT_HOST |
			 1u << REDACT_TOKEN | 1u << REDACT_WORD
	};

	return &mask;
}

/* --- one letter as a report -----------------------------------------------------------
 */

/* Of the desks that it is meant for: the one that can end most. */
static const struct desk *desk_for(const struct letters *l, const struct desks *desks,
				   bool xarf)
{
	static const char *const for_xarf[] = { "host", "cdn", "registrar", "network" };
	static const char *const for_arf[] = { "network", "host", "account-owner" };
	const char *const *roles = xarf ? for_xarf : for_arf;
	size_t count = xarf ? COUNT(for_xarf) : COUNT(for_arf);

	for (size_t k = 0; k < count; k++)
		for (uint32_t i = 0; i < desks->count; i++)
			if (strcmp(desks->items[i].role, roles[k]) == 0 &&
			    desks->items[i].cause != TOLD_AS_ADDRESS_REGISTRY &&
			    is_wanted(l, &desks->items[i]))
				return &desks->items[i];
	return NULL;
}

/* Nobody is known to write to, offline: still a report about the message, to nobody. */
static struct desk nobody(const struct inspection *in)
{
	struct desk desk = { .role = "network",
			     .cause = TOLD_AS_SENDING_NETWORK,
			     .form = "arf",
			     .language = "en" };

	statement_set(&desk.can_do, "");
	statement_str(in->arena, &desk.can_do, "about", or_dash(in->path.origin.ip));
	return desk;
}

static void write_one(const struct inspection *in, const struct report_options *options,
		      bool xarf, struct buf *out)
{
	struct letters_query query = { .roles = options->roles };
	struct letters l = { .in = in, .options = options, .query = &query };
	const struct desks *desks = desks_of(in);
	const struct desk *desk = desk_for(&l, desks, xarf);
	struct desk none = nobody(in);
	struct letter letter;

	scene_read(in, &l.scene);
	if (desks->count == 0)
		return;
	begin_letter(&l, desk ? desk : &none, &letter);
	if (!desk && l.scene.site_count)
		letter.site = &l.scene.sites[0];
	if (xarf)
		xarf_report(&letter, out);
	else
		letter_draft_arf(&letter, out);
}

static void write_arf(const struct inspection *in, const struct report_options *options,
		      struct buf *out)
{
	write_one(in, options, false, out);
}

static void write_xarf(const struct inspection *in, const struct report_options *options,
		       struct buf *out)
{
	write_one(in, options, true, out);
}

const struct report_format report_arf = {
	.name = "arf",
	.for_others = true,
	.summary = N_("a feedback report (RFC 5965) on the mail, a draft; nothing where "
		      "there is nobody to tell"),
	.write = write_arf,
};

const struct report_format report_xarf = {
	.name = "xarf",
	.for_others = true,
	.summary =
	    N_("one XARF 4 report, a JSON object; nothing where there is nobody to "
	       "tell"),
	.one_line = true,
	.write = write_xarf,
};
