/* check/hdr_thread_odd.c - fields of an answer that name no message. */
#include "check/identity_list.h"

/* "<left@right>" with something on both sides, both without blanks. */
static bool is_id(struct str word)
{
	struct str left, right;

	if (!str_starts(word, STR("<")) || !str_ends(word, STR(">")))
		return false;
	return str_cut_last(str_sub(word, 1, word.n - 1), '@', &left, &right) && left.n &&
	       right.n && !str_ends(right, STR(".")) && !str_starts(right, STR("."));
}

/* Among its words no id at all, though it has some in brackets. */
static bool names_nothing(struct inspection *in, const struct field *field)
{
	struct str rest = field_unfold(in->arena, field->value), word;
	bool bracketed = false;

	while ((word = str_take_word(&rest)).n) {
		/* "<1@example.com>; from ann@example.com on Monday" */
		while (word.n > 1 && strchr(";,", word.p[word.n - 1]))
			word.n--;
		if (is_id(word))
			return false;
		bracketed |= word.p[0] == '<';
	}
	return bracketed;
}

static void run(struct inspection *in, const struct check *self)
{
	static const enum field_name names[] = { FIELD_REFERENCES, FIELD_IN_REPLY_TO };

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct field *field = header_first(&in->message->header, names[i]);
		struct finding *finding;

		if (!field || !names_nothing(in, field))
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "field", field->name);
		finding_str(finding, "value", field_unfold(in->arena, field->value));
		finding_at_field(finding, field);
		return;
	}
}

const struct check check_hdr_thread_odd = {
	.id = "hdr.thread-odd",
	.title = N_("{field} says that it is an answer, and names no message"),
	.details = { N_("It reads {value}; a message's id has two sides around \"@\".") },
	.means = N_("Mail programs copy the id of what they answer. A made-up one serves "
		    "to be taken for a conversation."),
	.wrong = N_("Some gateways and old web mail programs mend ids until they are "
		    "none."),
	.cites = "RFC 5322, 3.6.4",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_CLAIMED,
	.run = run,
};
