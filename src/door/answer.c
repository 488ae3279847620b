/* door/answer.c - see answer.h. */
#include "door/answer.h"

#include "base/buf.h"
#include "record/dns.h"
#include "record/media.h"

enum { SUMMARY = 512 };

static const char *const statuses[ANSWER_STATUSES] = {
	[ANSWER_ANSWERED] = "answered",
	[ANSWER_NO_SUCH_NAME] = "no-such-name",
	[ANSWER_NO_DATA] = "no-data",
	[ANSWER_REFUSED] = "refused",
	[ANSWER_THROTTLED] = "throttled",
	[ANSWER_TIMEOUT] = "timeout",
	[ANSWER_FAILED] = "failed",
	[ANSWER_NOT_ALLOWED] = "not-allowed",
	[ANSWER_NOT_RECORDED] = "not-recorded",
};

static const char *const dnssecs[DNSSEC_STATES] = {
	[DNSSEC_UNKNOWN] = "unknown",
	[DNSSEC_INSECURE] = "insecure",
	[DNSSEC_SECURE] = "secure",
	[DNSSEC_BOGUS] = "bogus",
};

const char *answer_status_name(enum answer_status status)
{
	return statuses[status];
}

bool answer_status_find(struct str name, enum answer_status *ret)
{
	for (int i = 0; i < ANSWER_STATUSES; i++)
		if (str_eq(name, str_c(statuses[i])))
			return *ret = (enum answer_status)i, true;
	return false;
}

const char *dnssec_name(enum dnssec dnssec)
{
	return dnssecs[dnssec];
}

bool dnssec_find(struct str name, enum dnssec *ret)
{
	for (int i = 0; i < DNSSEC_STATES; i++)
		if (str_eq(name, str_c(dnssecs[i])))
			return *ret = (enum dnssec)i, true;
	return false;
}

bool answer_is_known(const struct answer *answer)
{
	return answer->status == ANSWER_ANSWERED ||
	       answer->status == ANSWER_NO_SUCH_NAME || answer->status == ANSWER_NO_DATA;
}

bool answer_is_unasked(const struct answer *answer)
{
	return answer->status == ANSWER_NOT_ALLOWED ||
	       answer->status == ANSWER_NOT_RECORDED;
}

/* The data at the end of the aliases, "; " between them. */
static void add_records(struct buf *out, struct arena *arena,
			const struct dns_packet *packet)
{
	const struct dns_record **found;
	uint32_t count;

	if (!dns_select(arena, packet, packet->question_type, &found, &count, NULL, NULL))
		return;
	for (uint32_t i = 0; i < count && !out->full; i++) {
		if (i)
			buf_add(out, STR("; "));
		buf_add(out, dns_record_text(arena, found[i]));
	}
}

static struct str summary_of_media(struct arena *arena, const struct answer *answer)
{
	const struct media *kept = answer->kept[ANSWER_READ_BY_MEDIA];
	struct media media;

	if (!kept && !media_read(arena, answer->bytes, &media))
		return STR("unreadable");
	return media_summary(arena, kept ? kept : &media);
}

struct str answer_summary(struct arena *arena, const struct answer *answer)
{
	struct str text = str_c(answer_status_name(answer->status));
	struct dns_packet packet;
	struct err err;
	struct buf out;

	if (answer->status != ANSWER_ANSWERED)
		return text;
	if (str_starts(answer->question, STR("media ")))
		return summary_of_media(arena, answer);
	if (!str_starts(answer->question, STR("dns ")))
		return text;
	if (!dns_read(arena, answer->bytes, &packet, &err))
		return arena_str(arena, str_c(err.what));
	buf_init(&out, SUMMARY);
	add_records(&out, arena, &packet);
	if (out.n)
		text = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
	return text;
}
