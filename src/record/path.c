/* record/path.c - the way of a message: who handed it to our side, and what our
 * side wrote about that.
 *
 * A header grows at the top. What stands above and at the boundary was written
 * by our side; everything below, the Received fields included, was written
 * or could have been written by the sender. Hence only the topmost unbroken run
 * of our own hops counts: a receiver's name in a lower hop proves nothing.
 *
 * A profile says who we are. Without one, the topmost hops are taken for our
 * side because that is where a receiver writes. It holds for mail
 * taken from one's own mailbox, and for nothing else: in a text that somebody
 * handed on, the top may be as forged as the rest. So grades are "guessed" then. */
#include "record/path.h"
#include "base/limits.h"
#include "link/host.h"
#include "record/path_preset.h"

/* By whose rules the hops are walked. */
struct side {
	const struct site *site;	  /* the profile's, or NULL */
	const struct path_preset *preset; /* or NULL; neither: anybody at the top */
};

/* --- one hop ------------------------------------------------------------------- */

/* Fetched from a mailbox: the address is that of the mailbox server. */
static bool is_fetch(const struct received *r)
{
	return str_starts_nocase(r->protocol, STR("POP3")) ||
	       str_starts_nocase(r->protocol, STR("IMAP")) ||
	       str_starts_nocase(r->software, STR("fetchmail")) ||
	       str_starts_nocase(r->software, STR("getmail"));
}

/* Names without a dot that machines have for themselves. */
static bool is_local_name(struct str name)
{
	return name.n == 0 || str_eq_nocase(name, STR("localhost")) ||
	       str_starts_nocase(name, STR("localhost.")) ||
	       str_ends_nocase(name, STR(".local")) ||
	       str_ends_nocase(name, STR(".localdomain")) ||
	       str_ends_nocase(name, STR(".internal"));
}

/* Passing from one program to the next on one machine or behind one door. */
static bool is_inner_protocol(struct str protocol)
{
	return str_starts_nocase(protocol, STR("LMTP")) ||
	       str_starts_nocase(protocol, STR("local")) ||
	       str_starts_nocase(protocol, STR("MAPI"));
}

/* No client is named at all: "by x with SMTP id y", "(qmail 1 invoked by alias)". */
static bool names_no_client(const struct received *r)
{
	return r->addr.kind == IP_NONE && r->from.n == 0;
}

/* Was this hop written by our side? Asked only of hops that the run has reached. */
static bool is_written_by_us(const struct side *side, const struct received *r)
{
	struct ip ip;

	if (side->preset)
		return path_preset_writes(side->preset, r->by);
	if (!side->site)
		return true;
	if (site_is_own_domain(side->site, r->by) ||
	    str_list_has_nocase(&side->site->authserv_ids, r->by))
		return true;
	return site_is_relay(side->site, r->by, ip_parse(r->by_ip, &ip) ? &ip : NULL);
}

/* Is the client our own side? Its address decides, or the name that the receiver
 * looked up; never what it said of itself. */
static bool is_inside(struct arena *arena, const struct side *side,
		      const struct received *r)
{
	if (r->local || is_fetch(r) || names_no_client(r))
		return true;
	if (r->addr.kind == IP_NONE) {
		/* Some programs write no address. Then a name related to their own is
		 * taken for a neighbour; anything else handed it over. */
		return is_inner_protocol(r->protocol) || is_local_name(r->from) ||
		       str_eq_nocase(r->from, r->by) ||
		       host_related(arena, r->from, r->by);
	}
	if (ip_is_private(&r->addr) || ip_is_loopback(&r->addr))
		return true;
	if (side->preset && path_preset_is_inside(side->preset, r->by, &r->addr))
		return true;
	return side->site &&
	       site_is_relay(side->site, r->rdns_forged ? STR_NONE : r->rdns, &r->addr);
}

/* --- names of neighbours ---------------------------------------------------------- */

static struct str first_label(struct str name)
{
	return str_until(name, '.');
}

/* What can be said without the public suffix list: the same name, one below the
 * other, or "mail" and "mail.example.jp". */
static bool names_fit_plainly(struct str a, struct str b)
{
	if (a.n == 0 || b.n == 0)
		return false;
	if (str_is_domain_or_below(a, b) || str_is_domain_or_below(b, a))
		return str_eq_nocase(a, b) ||
		       (str_find(a, '.') != STR_NPOS && str_find(b, '.') != STR_NPOS);
	return (str_find(a, '.') == STR_NPOS || str_find(b, '.') == STR_NPOS) &&
	       str_eq_nocase(first_label(a), first_label(b));
}

static struct str last_label(struct str name)
{
	return str_skip(name, str_rfind(name, '.') + 1); /* none: STR_NPOS + 1 is 0 */
}

static bool names_fit(struct arena *arena, struct str a, struct str b)
{
	if (names_fit_plainly(a, b))
		return true;
	return a.n && b.n && str_eq_nocase(last_label(a), last_label(b)) &&
	       host_related(arena, a, b);
}

/* Does the client of the newer hop fit the writer of the older one? What is not
 * said cannot contradict. */
static bool hops_fit(struct arena *arena, const struct received *newer,
		     const struct received *older)
{
	struct ip ip;

	if (names_no_client(newer) || newer->local || is_fetch(newer))
		return true;
	if (older->by.n == 0 || is_local_name(older->by))
		return true;
	if (ip_parse(older->by_ip, &ip) && ip_eq(&ip, &newer->addr))
		return true;
	if (names_fit_plainly(newer->from, older->by) ||
	    names_fit_plainly(newer->helo, older->by) ||
	    names_fit_plainly(newer->rdns, older->by))
		return true;
	return names_fit(arena, newer->helo, older->by) ||
	       (!str_eq_nocase(newer->from, newer->helo) &&
		names_fit(arena, newer->from, older->by)) ||
	       (!str_eq_nocase(newer->rdns, newer->helo) &&
		names_fit(arena, newer->rdns, older->by));
}

static bool is_private(const struct received *r)
{
	return r->addr.kind != IP_NONE &&
	       (ip_is_private(&r->addr) || ip_is_loopback(&r->addr));
}

static void find_breaks(struct arena *arena, struct path *path)
{
	for (uint32_t i = 0; i + 1 < path->count; i++) {
		struct hop *hop = &path->hops[i];

		/* Names inside a private network are the owner's own affair. */
		hop->breaks =
		    !is_private(&hop->received) &&
		    !hops_fit(arena, &hop->received, &path->hops[i + 1].received);
	}
}

static void find_delays(struct path *path)
{
	const struct hop *older = NULL;

	for (uint32_t i = path->count; i-- > 0;) {
		struct hop *hop = &path->hops[i];

		if (!hop->received.date.ok)
			continue;
		if (older) {
			hop->delay_known = true;
			hop->delay_seconds =
			    hop->received.date.utc - older->received.date.utc;
		}
		older = hop;
	}
}

/* --- the boundary --------------------------------------------------------------------
 */

/* Hops that do not say who wrote them: no "by", a fetch from a mailbox, or the
 * private address of a machine behind the door. */
static bool is_anonymous(const struct received *r)
{
	struct ip ip;

	return r->by.n == 0 || is_fetch(r) ||
	       (ip_parse(r->by, &ip) && ip_is_private(&ip));
}

/* Walk down our own hops. Returns the number of the hop whose client is not ours,
 * or, where the message never left our side, that of the oldest hop that
 * is ours and names a client; 0 where the topmost hops are not ours. */
static uint32_t walk(struct arena *arena, const struct side *side, struct path *path)
{
	bool own = !side->site && !side->preset; /* a hop was surely ours */
	uint32_t last = 0;

	for (uint32_t i = 0; i < path->count; i++) {
		struct hop *hop = &path->hops[i];
		const struct received *r = &hop->received;

		if (!is_anonymous(r)) {
			/* A machine behind a private address that we saw may have
			 * a name of its own; then it has to fit. */
			if (!is_written_by_us(side, r) &&
			    (!own || !hops_fit(arena, &path->hops[i - 1].received, r)))
				break;
			own = true;
		}
		hop->internal = is_inside(arena, side, r);
		if (!names_no_client(r) || last == 0)
			last = hop->n;
		if (!hop->internal)
			break;
	}
	return own ? last : 0;
}

static void forget_walk(struct path *path)
{
	for (uint32_t i = 0; i < path->count; i++)
		path->hops[i].internal = false;
}

static bool names_any_client(const struct path *path)
{
	for (uint32_t i = 0; i < path->count; i++)
		if (!names_no_client(&path->hops[i].received))
			return true;
	return false;
}

static bool try_side(struct arena *arena, struct side side, enum boundary_basis basis,
		     struct path *path)
{
	forget_walk(path);
	path->boundary = walk(arena, &side, path);
	if (path->boundary == 0)
		return false;
	path->basis = basis;
	path->preset = side.preset ? side.preset->name : NULL;
	return true;
}

static bool try_presets(struct arena *arena, const struct site *site, struct path *path)
{
	for (uint32_t i = 0; i < site->presets.count; i++)
		if (try_side(
			arena,
			(struct side){ NULL, path_preset_find(site->presets.items[i]) },
			BOUNDARY_PRESET, path))
			return true;
	for (const struct path_preset *row = path_preset_table; row->name; row++)
		if (try_side(arena, (struct side){ NULL, row }, BOUNDARY_PRESET, path))
			return true;
	return false;
}

static void find_boundary(struct arena *arena, const struct site *site, struct path *path)
{
	if (path->count == 0)
		return;
	if (site->given &&
	    try_side(arena, (struct side){ site, NULL }, BOUNDARY_SITE, path))
		return;
	if (try_presets(arena, site, path))
		return;
	if (names_any_client(path) &&
	    try_side(arena, (struct side){ NULL, NULL }, BOUNDARY_INFERRED, path))
		return;
	forget_walk(path);
	path->boundary = 0;
	path->basis = BOUNDARY_NONE;
	path->preset = NULL;
}

/* The client was given by whoever took the message over. It is the client of one of
 * our own hops, or our own hop is not in the header yet: then all of it came from
 * outside. */
static void apply_override(const struct path_override *override, struct path *path)
{
	struct ip ip;

	if (override->client_ip.n == 0 || !ip_parse(override->client_ip, &ip))
		return;
	for (uint32_t i = 0; i < path->boundary; i++) {
		if (!ip_eq(&path->hops[i].received.addr, &ip))
			continue;
		path->boundary = i + 1;
		path->basis = BOUNDARY_GIVEN;
		return;
	}
	path->boundary = 0;
	path->basis = BOUNDARY_GIVEN;
	path->preset = NULL;
	forget_walk(path);
}

static void find_origin(struct arena *arena, const struct path_override *override,
			struct path *path)
{
	if (path->boundary) {
		const struct received *r = &path->hops[path->boundary - 1].received;

		path->origin.hop = path->boundary;
		path->origin.ip = r->ip;
		path->origin.addr = r->addr;
		path->origin.helo = r->helo;
		path->origin.rdns = r->rdns;
		path->origin.auth_user = r->auth_user;
	}
	if (path->basis == BOUNDARY_GIVEN &&
	    ip_parse(override->client_ip, &path->origin.addr))
		path->origin.ip = ip_text(arena, &path->origin.addr);
	if (override->helo.n)
		path->origin.helo = override->helo;
}

/* Do we know this side, or do we take the top of the header for ours? */
static bool is_vouched(const struct site *site, const struct path *path)
{
	if (path->basis == BOUNDARY_SITE)
		return true;
	if (path->basis == BOUNDARY_PRESET)
		return str_list_has_nocase(&site->presets, str_c(path->preset));
	return false;
}

static void grade_hops(const struct site *site, struct path *path)
{
	enum grade ours = is_vouched(site, path) ? GRADE_VOUCHED : GRADE_GUESSED;

	for (uint32_t i = 0; i < path->count; i++)
		path->hops[i].grade = i < path->boundary ? ours : GRADE_CLAIMED;
	if (path->basis == BOUNDARY_GIVEN && path->boundary)
		path->hops[path->boundary - 1].grade = GRADE_OBSERVED;
}

/* --- recorded results ------------------------------------------------------------------
 */

/* Does the name in the field belong to a host of our own hops? */
static bool id_is_ours(struct arena *arena, const struct site *site,
		       const struct path *path, struct str id)
{
	const struct path_preset *preset =
	    path->preset ? path_preset_find(str_c(path->preset)) : NULL;

	if (id.n == 0)
		return preset && preset->no_authserv_id;
	if (str_list_has_nocase(&site->authserv_ids, id) ||
	    site_is_own_domain(site, id) || site_is_relay(site, id, NULL))
		return true;
	if (preset && path_preset_is_authserv(preset, id))
		return true;
	for (uint32_t i = 0; i < path->boundary; i++)
		if (names_fit(arena, path->hops[i].received.by, id))
			return true;
	return false;
}

static bool is_results(const struct field *field)
{
	return field->known == FIELD_AUTHENTICATION_RESULTS ||
	       field->known == FIELD_ARC_AUTHENTICATION_RESULTS ||
	       field->known == FIELD_RECEIVED_SPF;
}

/* Does nothing but recorded results stand between `received` and `field`? `first`:
 * nor another of the same kind. */
static bool is_directly_below(const struct field *received, const struct field *field,
			      bool first)
{
	for (const struct field *f = received + 1; f < field; f++)
		if (!is_results(f) || (first && f->known == field->known))
			return false;
	return true;
}

/* Gmail writes its results first and its Received above them: the first of each
 * kind directly below is its own. Some filters (rspamd behind Postfix) write there
 * too; but so can a sender, unless our server takes out what comes in with its
 * name, and only the profile can say that it does. */
static bool stands_with_us(struct arena *arena, const struct site *site,
			   const struct path *path, const struct authres *authres)
{
	const struct path_preset *preset =
	    path->preset ? path_preset_find(str_c(path->preset)) : NULL;
	const struct field *received;

	if (path->boundary == 0)
		return false;
	received = path->hops[path->boundary - 1].field;
	if (authres->field < received)
		return true;
	if (!id_is_ours(arena, site, path, authres->authserv_id))
		return false;
	if (preset && preset->results_below)
		return is_directly_below(received, authres->field, true);
	return site->results_below && path->basis == BOUNDARY_SITE &&
	       is_directly_below(received, authres->field, false);
}

/* Below our Received, with no other server's between? Whose it is cannot be told by that.
 */
static bool stands_below_us(struct arena *arena, const struct site *site,
			    const struct path *path, const struct authres *authres)
{
	const struct field *field;

	if (path->boundary == 0 || authres->is_arc || authres->authserv_id.n == 0 ||
	    !id_is_ours(arena, site, path, authres->authserv_id))
		return false;
	for (field = path->hops[path->boundary - 1].field + 1; field < authres->field;
	     field++)
		if (field->known == FIELD_RECEIVED || field->known == FIELD_FROM ||
		    field->known == FIELD_DATE || field->known == FIELD_SUBJECT)
			return false;
	return field == authres->field;
}

static enum grade grade_results(struct arena *arena, const struct site *site,
				const struct path *path, const struct authres *authres)
{
	if (!stands_with_us(arena, site, path, authres))
		return GRADE_CLAIMED;
	/* An ARC set speaks for whoever sealed it, which is not yet verified. */
	if (authres->is_arc)
		return GRADE_CLAIMED;
	if (is_vouched(site, path) &&
	    (id_is_ours(arena, site, path, authres->authserv_id) ||
	     (authres->is_spf && authres->authserv_id.n == 0)))
		return GRADE_VOUCHED;
	return GRADE_GUESSED;
}

static void add_recorded(struct arena *arena, struct path *path, uint32_t *cap,
			 const struct authres *authres, enum grade grade,
			 enum grade of_failure)
{
	for (uint32_t i = 0; i < authres->method_count; i++) {
		const struct authres_method *method = &authres->methods[i];
		bool failed = str_eq(method->result, STR("fail"));

		ARENA_GROW(arena, path->recorded, path->recorded_count, *cap);
		path->recorded[path->recorded_count++] =
		    (struct recorded){ authres, method, failed ? of_failure : grade };
	}
}

static void read_results(struct arena *arena, struct message *message,
			 const struct site *site, struct path *path)
{
	const struct header *header = &message->header;
	uint32_t count = 0, cap = 0;

	for (uint32_t i = 0; i < header->count; i++)
		count += is_results(&header->fields[i]);
	if (count > LIMIT_AUTHRES) {
		defect_add(&message->defects, "limit.authres", header->raw, STR_NONE);
		count = LIMIT_AUTHRES;
	}
	/* pointers into this array are kept: it does not grow */
	path->authres =
	    arena_alloc_array(arena, count ? count : 1, sizeof *path->authres);
	for (uint32_t i = 0; i < header->count && path->authres_count < count; i++) {
		struct authres *authres = &path->authres[path->authres_count];
		enum grade grade, of_failure;

		if (!is_results(&header->fields[i]))
			continue;
		authres_parse(arena, &header->fields[i], &message->defects, authres);
		path->authres_count++;
		grade = of_failure = grade_results(arena, site, path, authres);
		/* Who forges our server's name claims a pass, never a failure. */
		if (grade == GRADE_CLAIMED && stands_below_us(arena, site, path, authres))
			of_failure = GRADE_GUESSED;
		add_recorded(arena, path, &cap, authres, grade, of_failure);
	}
}

const struct recorded *path_recorded(const struct path *path, struct str method)
{
	const struct recorded *guessed = NULL;

	for (uint32_t i = 0; i < path->recorded_count; i++) {
		const struct recorded *item = &path->recorded[i];

		if (!str_eq(item->method->method, method))
			continue;
		if (item->grade == GRADE_VOUCHED || item->grade == GRADE_OBSERVED)
			return item;
		if (item->grade == GRADE_GUESSED && !guessed)
			guessed = item;
	}
	return guessed;
}

/* --- the whole
 * --------------------------------------------------------------------------- */

static void read_hops(struct arena *arena, struct message *message, struct path *path)
{
	const struct header *header = &message->header;
	uint32_t count = header_count(header, FIELD_RECEIVED);

	if (count > LIMIT_HOPS) {
		defect_add(&message->defects, "limit.hops", header->raw, STR_NONE);
		count = LIMIT_HOPS;
	}
	path->hops = arena_alloc_array(arena, count ? count : 1, sizeof *path->hops);
	for (const struct field *field = header_first(header, FIELD_RECEIVED);
	     field && path->count < count; field = header_next(header, field)) {
		struct hop *hop = &path->hops[path->count++];

		hop->n = path->count;
		hop->field = field;
		received_parse(arena, field->value, &message->defects, &hop->received);
	}
}

/* The zone of the recipient: the profile's, else that of the boundary's stamp. A
 * receiver with machines all over the world, or one that keeps UTC, says
 * nothing about its user. */
static void find_zone(const struct site *site, struct path *path)
{
	const struct path_preset *preset =
	    path->preset ? path_preset_find(str_c(path->preset)) : NULL;
	const struct date *date;

	if (site->zone_given) {
		path->zone_minutes = site->zone_minutes;
		path->zone_known = true;
		return;
	}
	if (path->boundary == 0 || (preset && preset->world_wide))
		return;
	date = &path->hops[path->boundary - 1].received.date;
	if (date->ok && date->zone_known && date->offset_minutes != 0) {
		path->zone_minutes = date->offset_minutes;
		path->zone_known = true;
	}
}

void path_build(struct arena *arena, struct message *message, const struct site *site,
		const struct path_override *override, struct path *ret)
{
	*ret = (struct path){ 0 };
	read_hops(arena, message, ret);
	find_boundary(arena, site, ret);
	apply_override(override, ret);
	find_origin(arena, override, ret);
	grade_hops(site, ret);
	find_delays(ret);
	find_breaks(arena, ret);
	read_results(arena, message, site, ret);
	find_zone(site, ret);
}

void path_override_mail_from(struct path_override *override, struct str text)
{
	if (text.n >= 2 && text.p[0] == '<' && text.p[text.n - 1] == '>')
		text = str_sub(text, 1, text.n - 1);
	else if (text.n == 0)
		return;
	override->mail_from = text;
	override->null_path = text.n == 0;
}
