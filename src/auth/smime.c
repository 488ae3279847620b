/* auth/smime.c - see smime.h: what of the mail is signed, and what stands beside it. */
#include "auth/smime.h"

#include "auth/smime_verify.h"
#include "base/limits.h"
#include "mail/mime.h"

#ifndef N_
#define N_(text) text
#endif

const char *smime_kind_name(enum smime_kind kind)
{
	static const char *const names[] = {
		[SMIME_CLEAR] = "clear-signed",
		[SMIME_OPAQUE] = "opaque-signed",
		[SMIME_CERTIFICATES] = "certificates-only",
		[SMIME_ENCRYPTED] = "encrypted",
		[SMIME_COMPRESSED] = "compressed",
		[SMIME_UNREADABLE] = "unreadable",
		[SMIME_PGP_SIGNED] = "pgp-signed",
		[SMIME_PGP_ENCRYPTED] = "pgp-encrypted",
	};

	return names[kind];
}

const char *smime_code_name(enum smime_code code)
{
	static const char *const names[] = {
		[SMIME_UNCHECKED] = "unchecked",
		[SMIME_PASS] = "pass",
		[SMIME_FAIL] = "fail",
		[SMIME_WEAK] = "weak",
	};

	return names[code];
}

const char *smime_author_name(enum smime_author author)
{
	static const char *const names[] = {
		[SMIME_AUTHOR_UNKNOWN] = "unknown", [SMIME_AUTHOR_MATCHES] = "matches",
		[SMIME_AUTHOR_DOMAIN] = "domain",   [SMIME_AUTHOR_DIFFERS] = "differs",
		[SMIME_AUTHOR_NONE] = "none",
	};

	return names[author];
}

struct search {
	struct smime_case run;
	struct smime_results *ret;
	bool *covered;	 /* per part: inside something signed */
	bool *elsewhere; /* per part: of a mail inside, or no part of the main reading */
};

/* --- what there is ------------------------------------------------------------------ */

static bool is_type(const struct part *part, const char *plain, const char *experimental)
{
	return str_eq(part->content_type.value, str_c(plain)) ||
	       str_eq(part->content_type.value, str_c(experimental));
}

static bool has_protocol(const struct part *part, struct str subtype)
{
	const struct param *param = params_get(&part->content_type, STR("protocol"), 0);
	struct str value = param ? str_trim(param->value) : STR_NONE;

	if (!str_eat(&value, STR("application/")))
		return false;
	str_eat(&value, STR("x-"));
	return str_eq_nocase(value, subtype);
}

/* The child number `n` that is content, not what stands before or behind the parts. What
 * is below a multipart follows it at once; what was inside something, somewhere behind.
 */
static const struct part *child_of(const struct message *message, const struct part *part,
				   uint32_t n)
{
	for (uint32_t i = (uint32_t)part->id + 1; i < message->part_count; i++) {
		const struct part *child = message->parts[i];

		if (part->kind == PART_MULTIPART && child->depth <= part->depth)
			return NULL;
		if (child->parent == part->id && child->place == PLACE_BODY && n-- == 0)
			return child;
	}
	return NULL;
}

static struct smime_entity *add(struct search *search, enum smime_kind kind,
				const struct part *part)
{
	struct smime_results *ret = search->ret;
	struct smime_entity *entity;

	if (ret->count == LIMIT_SMIME) {
		ret->cut = true;
		return NULL;
	}
	if (!ret->items)
		ret->items =
		    arena_alloc_array(search->run.arena, LIMIT_SMIME, sizeof *ret->items);
	entity = &ret->items[ret->count++];
	*entity = (struct smime_entity){ .kind = kind, .part = part };
	return entity;
}

/* Signed is the form that mail has on its way: every line ends in CRLF (RFC 8551, 3.1.1).
 * A mailbox may have kept the line feeds alone. */
static struct str with_whole_line_ends(struct arena *arena, struct str s)
{
	size_t more = 0, n = 0;
	char *out;

	for (size_t i = 0; i < s.n; i++)
		more += s.p[i] == '\n' && (i == 0 || s.p[i - 1] != '\r');
	if (more == 0)
		return s;
	out = arena_bytes(arena, s.n + more);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n' && (i == 0 || s.p[i - 1] != '\r'))
			out[n++] = '\r';
		out[n++] = s.p[i];
	}
	return str_make(out, n);
}

static void look_at_clear(struct search *search, const struct part *part)
{
	const struct message *message = search->run.message;
	const struct part *content = child_of(message, part, 0),
			  *signature = child_of(message, part, 1);
	struct smime_entity *entity = add(search, SMIME_CLEAR, part);
	struct cms cms;

	if (!entity)
		return;
	entity->content = content;
	if (!content || !signature || signature->bytes_cut) {
		entity->reason = N_("the signature is missing");
		return;
	}
	search->covered[content->id] = search->covered[signature->id] = true;
	cms_read(search->run.arena, signature->bytes, &cms);
	if (cms.kind != CMS_SIGNED || cms.signers == 0) {
		entity->reason = N_("what should be the signature cannot be read");
		return;
	}
	smime_verify_cms(&search->run, &cms,
			 with_whole_line_ends(search->run.arena, content->raw), entity);
}

static void look_at_signed_data(struct search *search, const struct part *part,
				const struct cms *cms)
{
	bool bare = cms->signers == 0;
	struct smime_entity *entity =
	    add(search, bare ? SMIME_CERTIFICATES : SMIME_OPAQUE, part);

	if (!entity)
		return;
	entity->certificates = cms->certificates;
	if (bare)
		return;
	search->covered[part->id] = true;
	entity->content = child_of(search->run.message, part, 0);
	if (!cms->has_content)
		entity->reason = N_("it contains nothing that is signed");
	else
		smime_verify_cms(&search->run, cms, cms->content, entity);
}

static void look_at_cms(struct search *search, const struct part *part)
{
	struct cms cms;

	cms_read(search->run.arena, part->bytes, &cms);
	switch (cms.kind) {
	case CMS_SIGNED:
		look_at_signed_data(search, part, &cms);
		break;
	case CMS_ENVELOPED:
		add(search, SMIME_ENCRYPTED, part);
		break;
	case CMS_COMPRESSED:
		add(search, SMIME_COMPRESSED, part);
		break;
	default:
		add(search, SMIME_UNREADABLE, part);
		break;
	}
}

static void look_at(struct search *search, const struct part *part)
{
	if (str_eq(part->content_type.value, STR("multipart/signed"))) {
		const struct part *second = child_of(search->run.message, part, 1);

		if (has_protocol(part, STR("pgp-signature")))
			add(search, SMIME_PGP_SIGNED, part);
		else if (has_protocol(part, STR("pkcs7-signature")) ||
			 (second && is_type(second, "application/pkcs7-signature",
					    "application/x-pkcs7-signature")))
			look_at_clear(search, part);
	} else if (str_eq(part->content_type.value, STR("multipart/encrypted"))) {
		add(search, SMIME_PGP_ENCRYPTED, part);
	} else if (part_is_cms_type(part) && part->kind != PART_MULTIPART) {
		look_at_cms(search, part);
	}
}

/* --- what is not signed ------------------------------------------------------------- */

/* Parents come before their children. */
static void spread(struct search *search, const struct part *part)
{
	if (part->parent >= 0) {
		search->covered[part->id] |= search->covered[part->parent];
		search->elsewhere[part->id] =
		    search->elsewhere[part->parent] ||
		    search->run.message->parts[part->parent]->kind == PART_MESSAGE;
	}
	search->elsewhere[part->id] |= part->reading != 0;
}

static bool has_signature(const struct smime_results *results)
{
	for (uint32_t i = 0; i < results->count; i++)
		if (results->items[i].kind == SMIME_CLEAR ||
		    results->items[i].kind == SMIME_OPAQUE)
			return true;
	return false;
}

static bool is_outside(const struct search *search, const struct part *part)
{
	return part->kind != PART_MULTIPART && !search->covered[part->id] &&
	       !search->elsewhere[part->id] && str_trim(part->bytes).n > 0;
}

static void find_outside(struct search *search)
{
	const struct message *message = search->run.message;
	struct smime_results *ret = search->ret;

	if (!has_signature(ret))
		return;
	ret->outside = arena_alloc_array(search->run.arena, message->part_count,
					 sizeof *ret->outside);
	for (uint32_t i = 0; i < message->part_count; i++)
		if (is_outside(search, message->parts[i]))
			ret->outside[ret->outside_count++] = message->parts[i];
}

/* Most mails have nothing of the kind: a look at the types shows that. */
static bool concerns(const struct message *message)
{
	for (uint32_t i = 0; i < message->part_count; i++) {
		const struct part *part = message->parts[i];

		if (str_eq(part->content_type.value, STR("multipart/signed")) ||
		    str_eq(part->content_type.value, STR("multipart/encrypted")) ||
		    part_is_cms_type(part))
			return true;
	}
	return false;
}

void smime_verify(struct arena *arena, const struct message *message, struct roots *roots,
		  int64_t received_at, int64_t clock, struct smime_results *ret)
{
	struct search search = {
		.run = { arena, message, roots, received_at, clock },
		.ret = ret,
	};

	*ret = (struct smime_results){ .store = roots_name(roots) };
	if (!concerns(message))
		return;
	search.covered = arena_alloc_array(arena, message->part_count, sizeof(bool));
	search.elsewhere = arena_alloc_array(arena, message->part_count, sizeof(bool));
	for (uint32_t i = 0; i < message->part_count; i++) {
		spread(&search, message->parts[i]);
		if (!search.elsewhere[i])
			look_at(&search, message->parts[i]);
	}
	find_outside(&search);
}

const struct smime_signer *smime_main_signer(const struct smime_results *results)
{
	const struct smime_entity *first = NULL;

	for (uint32_t i = 0; i < results->count; i++) {
		const struct smime_entity *entity = &results->items[i];

		if (entity->signer_count == 0)
			continue;
		if (entity->code == SMIME_PASS)
			return &entity->signers[0];
		if (!first)
			first = entity;
	}
	return first ? &first->signers[0] : NULL;
}
