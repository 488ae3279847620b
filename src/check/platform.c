/* check/platform.c - see platform.h. */
#include "check/platform.h"

#include "check/evaluated.h"
#include "check/results.h"

/* --- which -----------------------------------------------------------------------------
 */

static const struct platform *by_from(const struct inspection *in)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);

	return from ? platform_of_address(&in->env->tables->platforms, from->text) : NULL;
}

/* A relay stands on the envelope, and in a signature beside its customer's. */
static const struct platform *by_route(const struct inspection *in)
{
	static const enum identity_role roles[] = { ID_RETURN_PATH, ID_DKIM, ID_SENDER };

	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *id = identity_first(&in->ids, roles[i]);

		for (; id; id = identity_next(&in->ids, id)) {
			const struct platform *found =
			    platform_of_relay(&in->env->tables->platforms, id->domain);

			if (found)
				return found;
		}
	}
	return NULL;
}

const struct platform *platform_of_sender(const struct inspection *in)
{
	const struct platform *platform = by_from(in);

	return platform ? platform : by_route(in);
}

/* --- is it established -----------------------------------------------------------------
 */

/* What our own side recorded, for a domain of its. */
static const struct recorded *recorded_pass(const struct inspection *in,
					    const struct sent_by *sent)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);
	const struct path *path = &in->path;

	for (uint32_t i = 0; i < path->recorded_count; i++) {
		const struct recorded *one = &path->recorded[i];
		struct str domain = results_domain(one->method);

		if (one->grade == GRADE_CLAIMED || one->from->is_arc ||
		    !results_is(one, "pass"))
			continue;
		if (str_eq(one->method->method, STR("dmarc")) && sent->by_from && from &&
		    str_eq_nocase(domain, from->domain))
			return one;
		if ((str_eq(one->method->method, STR("dkim")) ||
		     str_eq(one->method->method, STR("spf"))) &&
		    platform_signs(sent->platform, domain))
			return one;
	}
	return NULL;
}

static const struct dkim_signature *evaluated_pass(const struct inspection *in,
						   const struct platform *platform)
{
	const struct dkim_results *dkim = &in->authentication.dkim;

	for (uint32_t i = 0; in->authentication.evaluated && i < dkim->count; i++)
		if (dkim->items[i].code == DKIM_PASS &&
		    platform_signs(platform, dkim->items[i].domain))
			return &dkim->items[i];
	return NULL;
}

static void establish(struct inspection *in, struct sent_by *sent)
{
	const struct dkim_signature *signature = evaluated_pass(in, sent->platform);
	const struct recorded *recorded = recorded_pass(in, sent);

	sent->grade = GRADE_CLAIMED;
	sent->proof = STR("-");
	if (signature) {
		sent->established = true;
		sent->grade = GRADE_OBSERVED;
		sent->proof = arena_printf(in->arena, "dkim=pass (%.*s)",
					   STR_ARG(signature->domain));
	} else if (recorded) {
		sent->established = true;
		sent->grade = recorded->grade;
		sent->proof = results_phrase(in->arena, recorded->method);
	}
}

/* --- whose account ---------------------------------------------------------------------
 */

static struct str behind_plus(struct str address)
{
	struct str local = str_until(address, '@'), before, after;

	return str_cut(local, '+', &before, &after) ? after : STR_NONE;
}

static struct str in_front_of(struct str domain, const struct platform_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		struct str known = list->items[i];

		if (str_is_domain_or_below(domain, known) && domain.n > known.n)
			return str_sub(domain, 0, domain.n - known.n - 1);
	}
	return STR_NONE;
}

/* Of "campaign:customer:type:sender" (Feedback-ID) the pieces that are there. */
static struct str without_colons(struct str text)
{
	struct str before, after;

	while (str_eat_char(&text, ':'))
		;
	return str_cut(text, ':', &before, &after) && before.n ? before : text;
}

static struct str of_field(const struct inspection *in, struct str name)
{
	const struct header *header = &in->message->header;

	for (uint32_t i = 0; i < header->count; i++)
		if (str_eq_nocase(header->fields[i].name, name))
			return without_colons(str_trim(header->fields[i].value));
	return STR_NONE;
}

/* "HOST/PATH": what follows in the first such link, up to '/' or '?'. */
static struct str of_link(const struct inspection *in, struct str pattern)
{
	struct str host, path;

	if (!str_cut(pattern, '/', &host, &path))
		return STR_NONE;
	for (uint32_t i = 0; i < in->links.count; i++) {
		const struct link *link = &in->links.items[i];
		struct str rest = link_target(link)->path;

		if (!str_is_domain_or_below(link_target_host(link)->ascii, host) ||
		    !str_eat_char(&rest, '/') || !str_eat(&rest, path) || rest.n == 0)
			continue;
		return str_until(rest, '?');
	}
	return STR_NONE;
}

static struct str tenant_by(const struct inspection *in, const struct platform *platform,
			    struct str place)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);
	const struct identity *path = identity_first(&in->ids, ID_RETURN_PATH);

	if (str_eat(&place, STR("header:")))
		return of_field(in, place);
	if (str_eat(&place, STR("link:")))
		return of_link(in, place);
	if (str_eq(place, STR("path-plus")))
		return path ? behind_plus(path->text) : STR_NONE;
	if (!from)
		return STR_NONE;
	return str_eq(place, STR("from-plus"))
		   ? behind_plus(from->text)
		   : in_front_of(from->domain, &platform->signers);
}

static void find_tenant(const struct inspection *in, struct sent_by *sent)
{
	const struct platform_list *tenants = &sent->platform->tenants;

	for (uint32_t i = 0; i < tenants->count && sent->tenant.n == 0; i++)
		sent->tenant = tenant_by(in, sent->platform, tenants->items[i]);
}

static struct sent_by *find_sender(struct inspection *in)
{
	struct sent_by *sent = arena_new_of(in->arena, struct sent_by);

	*sent = (struct sent_by){ .platform = by_from(in), .by_from = true };
	if (!sent->platform) {
		sent->platform = by_route(in);
		sent->by_from = false;
	}
	if (sent->platform) {
		establish(in, sent);
		find_tenant(in, sent);
	}
	return sent;
}

const struct sent_by *sent_by_platform(struct inspection *in)
{
	if (!in->sent_by)
		in->sent_by = find_sender(in);
	return in->sent_by->platform ? in->sent_by : NULL;
}

/* --- for findings ----------------------------------------------------------------------
 */

/* Lists are shown as they are, so they stand here in both languages. */
static const struct {
	struct str en, ja;
} slot_words[PLATFORM_SLOTS] = {
	[SLOT_NAME] = { STR("the sender's name"), STR("差出人名") },
	[SLOT_SUBJECT] = { STR("the subject"), STR("件名") },
	[SLOT_TITLE] = { STR("a title"), STR("題名") },
	[SLOT_TEXT] = { STR("the text"), STR("本文") },
	[SLOT_NOTE] = { STR("a note"), STR("メモ欄") },
	[SLOT_ITEM] = { STR("items of a bill"), STR("請求の品目") },
	[SLOT_FILE] = { STR("a file's name"), STR("ファイル名") },
	[SLOT_COMMENT] = { STR("a comment"), STR("コメント") },
};

static void slot_values(struct finding *finding, const struct platform *platform)
{
	struct str en[PLATFORM_SLOTS], ja[PLATFORM_SLOTS];
	uint32_t count = 0;

	for (int i = 0; i < PLATFORM_SLOTS; i++) {
		if (!(platform->slots & 1u << i))
			continue;
		en[count] = slot_words[i].en;
		ja[count++] = slot_words[i].ja;
	}
	finding_list(finding, "slots", en, count);
	finding_list(finding, "slots_ja", ja, count);
}

void platform_values(struct finding *finding, const struct sent_by *sent)
{
	const struct identity *from = identity_first(&finding->in->ids, ID_FROM);

	finding_str(finding, "platform", sent->platform->name);
	slot_values(finding, sent->platform);
	finding_str(finding, "tenant", sent->tenant.n ? sent->tenant : STR("-"));
	finding_str(finding, "abuse",
		    sent->platform->abuse.n ? sent->platform->abuse : STR("-"));
	finding_str(finding, "proof", sent->proof);
	finding_str(finding, "from", from ? from->domain : STR("-"));
	if (from)
		finding_at_field(finding, from->field);
}
