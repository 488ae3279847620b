/* check/subject.c - see subject.h. */
#include "check/subject.h"

struct candidates {
	struct message *items[LIMIT_CARRIED_TRIED];
	uint32_t count;
	bool more; /* than have room */
};

/* What came, and what it carries, from the outside inwards. */
static void collect(struct message *outer, struct candidates *ret)
{
	*ret = (struct candidates){ { outer }, 1, false };
	for (uint32_t i = 0; i < ret->count; i++) {
		struct message *carried;
		uint32_t at = 0;

		while ((carried = message_carried(ret->items[i], &at))) {
			if (ret->count == LIMIT_CARRIED_TRIED) {
				ret->more = true;
				return;
			}
			ret->items[ret->count++] = carried;
		}
	}
}

static bool is_remarkable(const struct judgement *judged)
{
	return judged->class_ < VERDICT_UNREMARKABLE;
}

/* Lower classes are worse. */
static bool is_worse(const struct judgement *a, const struct judgement *b)
{
	if (a->class_ != b->class_)
		return a->class_ < b->class_;
	return a->score > b->score;
}

struct message *mail_to_examine(struct inspection *in)
{
	struct message *reported = message_reported(in->outer), *found = in->outer;
	struct candidates candidates;
	struct judgement worst;
	size_t used;

	collect(in->outer, &candidates);
	if (candidates.count == 1)
		return found;
	worst = inspect_apart(in, in->outer);
	used = worst.used;
	if (!is_remarkable(&worst) && reported)
		found = reported;
	for (uint32_t i = 1; i < candidates.count; i++) {
		struct message *carried = candidates.items[i];
		struct judgement judged;

		if (used > LIMIT_CARRIED_BYTES) {
			candidates.more = true;
			break;
		}
		judged = inspect_apart(in, carried);
		used += judged.used;
		if (!is_remarkable(&judged))
			continue;
		/* Of a report the reported one goes first where they are alike. */
		if (is_worse(&judged, &worst) ||
		    (carried == reported && judged.class_ == worst.class_)) {
			worst = judged;
			found = carried;
		}
	}
	if (candidates.more)
		defect_add(&in->outer->defects, "limit.carried", in->outer->raw,
			   STR_NONE);
	return found;
}
