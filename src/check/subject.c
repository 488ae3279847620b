/* check/subject.c - see subject.h. */
#include "check/subject.h"

struct candidates {
	struct message *items[LIMIT_CARRIED_TRIED];
	uint32_t count;
};

/* What came, and what it carries, from the outside inwards. */
static void collect(struct message *outer, struct candidates *ret)
{
	*ret = (struct candidates){ { outer }, 1 };
	for (uint32_t i = 0; i < ret->count; i++) {
		struct message *carried;
		uint32_t at = 0;

		while (ret->count < LIMIT_CARRIED_TRIED &&
		       (carried = message_carried(ret->items[i], &at)))
			ret->items[ret->count++] = carried;
	}
}

static bool is_remarkable(const struct verdict *verdict)
{
	return verdict->class_ < VERDICT_UNREMARKABLE;
}

/* Lower classes are worse. */
static bool is_worse(const struct verdict *a, const struct verdict *b)
{
	if (a->class_ != b->class_)
		return a->class_ < b->class_;
	return a->score > b->score;
}

struct message *mail_to_examine(const struct inspection *in)
{
	struct message *reported = message_reported(in->outer), *found = in->outer;
	struct candidates candidates;
	struct verdict worst;

	collect(in->outer, &candidates);
	if (candidates.count == 1)
		return found;
	worst = inspect_apart(in, in->outer);
	if (!is_remarkable(&worst) && reported)
		found = reported;
	for (uint32_t i = 1; i < candidates.count; i++) {
		struct message *carried = candidates.items[i];
		struct verdict verdict = inspect_apart(in, carried);

		if (!is_remarkable(&verdict))
			continue;
		/* Of a report the reported one goes first where they are alike. */
		if (is_worse(&verdict, &worst) ||
		    (carried == reported && verdict.class_ == worst.class_)) {
			worst = verdict;
			found = carried;
		}
	}
	return found;
}
