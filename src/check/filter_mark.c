/* check/filter_mark.c - see filter_mark.h. One row per field, one function per shape of
 * value. */
#include "check/filter_mark.h"

#define SPAM N_("spam")
#define HAM N_("not spam")
#define BULK N_("bulk mail")
#define PHISHING N_("phishing")

struct verdict_word {
	const char *word, *meaning;
	bool spam, bulk;
};

static bool set(struct filter_mark *mark, struct str value,
		const struct verdict_word *verdict)
{
	mark->value = value;
	mark->meaning = verdict->meaning;
	mark->spam = verdict->spam;
	mark->bulk = verdict->bulk;
	return true;
}

/* --- shapes of values --------------------------------------------------------- */

/* "YES", "No, score=-1.0 required=5.0": the first word. */
static bool read_yes_no(struct str value, struct filter_mark *mark)
{
	static const struct verdict_word words[] = {
		{ "yes", SPAM, true, false },	   { "true", SPAM, true, false },
		{ "spam", SPAM, true, false },	   { "no", HAM, false, false },
		{ "false", HAM, false, false },	   { "ham", HAM, false, false },
		{ "innocent", HAM, false, false },
	};

	for (size_t i = 0; i < COUNT(words); i++) {
		struct str rest = value;

		if (str_eat_word(&rest, str_c(words[i].word)))
			return set(mark, value, &words[i]);
	}
	return false;
}

/* "default: False [1.20 / 15.00];" (rspamd) */
static bool read_rspamd_result(struct str value, struct filter_mark *mark)
{
	struct str name, rest;

	return str_cut(value, ':', &name, &rest) &&
	       read_yes_no(str_trim(str_until(rest, ';')), mark);
}

static bool read_rspamd_action(struct str value, struct filter_mark *mark)
{
	static const struct verdict_word words[] = {
		{ "no action", HAM, false, false },
		{ "greylist", HAM, false, false },
		{ "add header", SPAM, true, false },
		{ "rewrite subject", SPAM, true, false },
		{ "reject", SPAM, true, false },
	};

	for (size_t i = 0; i < COUNT(words); i++) {
		if (str_starts_nocase(value, str_c(words[i].word)))
			return set(mark, value, &words[i]);
	}
	return false;
}

/* "rule=notspam policy=default score=0" (Proofpoint) */
static bool read_proofpoint(struct str value, struct filter_mark *mark)
{
	static const struct verdict_word words[] = {
		{ "rule=notspam", HAM, false, false },
		{ "rule=spam", SPAM, true, false },
		{ "rule=phish", PHISHING, true, false },
		{ "rule=malware", N_("malware"), true, false },
		{ "rule=bulk", BULK, false, true },
	};

	for (size_t i = 0; i < COUNT(words); i++) {
		if (str_find_str_nocase(value, str_c(words[i].word)) != STR_NPOS)
			return set(mark, str_c(words[i].word), &words[i]);
	}
	return false;
}

/* The value of "KEY:value;" in a Microsoft report. */
static struct str report_value(struct str report, struct str key)
{
	struct str piece, name, value;

	while (str_split(&report, ';', &piece)) {
		if (str_cut(str_trim(piece), ':', &name, &value) &&
		    str_eq_nocase(name, key))
			return str_trim(value);
	}
	return STR_NONE;
}

/* Exchange's spam confidence level: -1 passed by a rule, 0 and 1 not spam, 5 and 6 spam,
 * 7 to 9 spam with high confidence. */
static bool read_scl(struct str value, struct filter_mark *mark)
{
	static const struct verdict_word spam = { "", SPAM, true, false };
	static const struct verdict_word sure = { "", N_("spam, with high confidence"),
						  true, false };
	static const struct verdict_word ham = { "", HAM, false, false };
	uint32_t level;

	value = str_trim(value);
	if (str_eq(value, STR("-1")))
		return set(mark, STR("SCL -1"),
			   &(struct verdict_word){ "",
						   N_("let through by a rule, not "
						      "filtered"),
						   false, false });
	if (!str_to_u32(value, &level) || level > 9)
		return false;
	return set(mark, value, level >= 7 ? &sure : level >= 5 ? &spam : &ham);
}

/* X-Forefront-Antispam-Report: the category says more than the verdict, and that more
 * than the level. */
static bool read_forefront(struct str value, struct filter_mark *mark)
{
	static const struct verdict_word categories[] = {
		{ "PHSH", PHISHING, true, false },
		{ "PHISH", PHISHING, true, false },
		{ "HPHSH", N_("phishing, with high confidence"), true, false },
		{ "HPHISH", N_("phishing, with high confidence"), true, false },
		{ "SPOOF", N_("a forged sender"), true, false },
		{ "UIMP", N_("a person imitated"), true, false },
		{ "DIMP", N_("a domain imitated"), true, false },
		{ "GIMP", N_("a correspondent imitated"), true, false },
		{ "BIMP", N_("a brand imitated"), true, false },
		{ "MALW", N_("malware"), true, false },
		{ "AMP", N_("malware"), true, false },
		{ "SPM", SPAM, true, false },
		{ "HSPM", N_("spam, with high confidence"), true, false },
		{ "OSPM", N_("outgoing spam"), true, false },
		{ "BULK", BULK, false, true },
	};
	static const struct verdict_word verdicts[] = {
		{ "SPM", SPAM, true, false },
		{ "SKS", N_("spam, by a rule before the filter"), true, false },
		{ "SKB", N_("spam, by a list of blocked senders"), true, false },
		{ "BLK", N_("blocked by the recipient"), true, false },
		{ "NSPM", HAM, false, false },
		{ "SKI", N_("internal mail, not filtered"), false, false },
		{ "SKA", N_("let through by a list of allowed senders"), false, false },
		{ "SKN", N_("let through by a rule, not filtered"), false, false },
		{ "SFE", N_("let through by the recipient's own list"), false, false },
	};
	struct str category = report_value(value, STR("CAT"));
	struct str verdict = report_value(value, STR("SFV"));

	for (size_t i = 0; category.n && i < COUNT(categories); i++) {
		if (str_eq_nocase(category, str_c(categories[i].word)))
			return set(mark, category, &categories[i]);
	}
	for (size_t i = 0; verdict.n && i < COUNT(verdicts); i++) {
		if (str_eq_nocase(verdict, str_c(verdicts[i].word)))
			return set(mark, verdict, &verdicts[i]);
	}
	return read_scl(report_value(value, STR("SCL")), mark);
}

/* Bulk complaint level: from 7 on Microsoft's default treats it as bulk. Below that the
 * field says nothing for or against the mail. */
static bool read_bcl(struct str value, struct filter_mark *mark)
{
	static const struct verdict_word bulk = { "",
						  N_("bulk mail with many complaints"),
						  false, true };
	struct str level = report_value(value, STR("BCL"));
	uint32_t n;

	return str_to_u32(level, &n) && n >= 7 && n <= 9 && set(mark, level, &bulk);
}

static bool read_present(struct str value, struct filter_mark *mark)
{
	static const struct verdict_word bulk = { "", BULK, false, true };

	return set(mark, value, &bulk);
}

/* --- fields -------------------------------------------------------------------- */

static const struct row {
	struct str field;
	const char *filter;
	bool (*read)(struct str value, struct filter_mark *mark);
	bool exchange; /* Exchange takes such fields away when they come from outside */
} rows[] = {
	{ STR("X-Forefront-Antispam-Report"), "Exchange Online Protection",
	  read_forefront, true },
	{ STR("X-MS-Exchange-Organization-SCL"), "Exchange", read_scl, true },
	{ STR("X-Microsoft-Antispam"), "Exchange Online Protection", read_bcl, true },
	{ STR("X-Spam-Flag"), "SpamAssassin", read_yes_no, false },
	{ STR("X-Spam-Status"), "SpamAssassin", read_yes_no, false },
	{ STR("X-Spam"), "X-Spam", read_yes_no, false },
	{ STR("X-Rspamd-Action"), "rspamd", read_rspamd_action, false },
	{ STR("X-Spamd-Result"), "rspamd", read_rspamd_result, false },
	{ STR("X-Barracuda-Spam-Flag"), "Barracuda", read_yes_no, false },
	{ STR("X-Barracuda-Spam-Status"), "Barracuda", read_yes_no, false },
	{ STR("X-Proofpoint-Spam-Details"), "Proofpoint", read_proofpoint, false },
	{ STR("X-YahooFilteredBulk"), "Yahoo", read_present, false },
	{ STR("X-Bogosity"), "bogofilter", read_yes_no, false },
	{ STR("X-DSPAM-Result"), "DSPAM", read_yes_no, false },
};

/* A filter's field is ours where it stands above the Received of the boundary. Exchange
 * writes its own below, but lets none in from outside; so a header that Exchange
 * received (by its shape, hence a guess) has its words. */
static enum grade grade_of(const struct inspection *in, const struct field *field,
			   bool exchange)
{
	const struct path *path = &in->path;
	const struct hop *hop;

	if (!path->boundary || path->boundary > path->count)
		return GRADE_CLAIMED;
	hop = &path->hops[path->boundary - 1];
	if (field < hop->field)
		return hop->grade;
	if (exchange && path->preset && strcmp(path->preset, "exchange-online") == 0)
		return hop->grade == GRADE_VOUCHED ? GRADE_VOUCHED : GRADE_GUESSED;
	return GRADE_CLAIMED;
}

static uint32_t add_stamps(const struct inspection *in, struct filter_mark *ret)
{
	static const struct verdict_word stamped = { "", N_("stamped as spam"), true,
						     false };
	const struct site *site = in->env->site;
	struct str subject = str_trim(in->message->subject.text);

	for (uint32_t i = 0; i < site->spam_stamps.count; i++) {
		if (!str_starts_nocase(subject, site->spam_stamps.items[i]))
			continue;
		*ret = (struct filter_mark){
			.filter = "spam-stamp",
			.field = header_first(&in->message->header, FIELD_SUBJECT),
			.grade = GRADE_VOUCHED,
		};
		set(ret, site->spam_stamps.items[i], &stamped);
		return 1;
	}
	return 0;
}

static bool is_site_field(const struct site *site, const struct field *field,
			  struct str value)
{
	for (uint32_t i = 0; i < site->spam_fields.count; i++) {
		struct str name, wanted;

		if (str_cut(site->spam_fields.items[i], ':', &name, &wanted) &&
		    str_eq_nocase(str_trim(name), field->name) &&
		    str_starts_nocase(value, str_trim(wanted)))
			return true;
	}
	return false;
}

static const struct row *row_of(struct str field_name)
{
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq_nocase(field_name, rows[i].field))
			return &rows[i];
	return NULL;
}

static bool read_field(const struct inspection *in, const struct field *field,
		       struct filter_mark *mark)
{
	static const struct verdict_word marked = { "", N_("marked as spam"), true,
						    false };
	const struct row *row = row_of(field->name);
	struct str value;

	/* Half of a header is X- fields that nothing here reads. */
	if (!row && in->env->site->spam_fields.count == 0)
		return false;
	value = field_unfold(in->arena, field->value);
	*mark = (struct filter_mark){ .field = field };
	if (is_site_field(in->env->site, field, value)) {
		mark->filter = "spam-field";
		mark->grade = grade_of(in, field, false);
		return set(mark, value, &marked);
	}
	if (!row)
		return false;
	mark->filter = row->filter;
	mark->grade = grade_of(in, field, row->exchange);
	return row->read(value, mark);
}

static void read_marks(const struct inspection *in, struct filter_marks *ret)
{
	const struct header *header = &in->message->header;

	ret->count = add_stamps(in, ret->items);
	for (uint32_t i = 0; i < header->count && ret->count < MAX_FILTER_MARKS; i++) {
		const struct field *field = &header->fields[i];

		if (field->known == FIELD_OTHER && field->name.n > 2 &&
		    ascii_lower(field->name.p[0]) == 'x' &&
		    read_field(in, field, &ret->items[ret->count]))
			ret->count++;
	}
}

const struct filter_marks *filter_marks(struct inspection *in)
{
	if (!in->filter_marks) {
		in->filter_marks = arena_new_of(in->arena, struct filter_marks);
		read_marks(in, in->filter_marks);
	}
	return in->filter_marks;
}
