/* door/door.c - see door.h. */
#include "door/door.h"

#include "base/limits.h"

#include <stdlib.h>

#define N_(text) text

enum { FIRST_SLOTS = 64 };

struct entry {
	struct question question;
	struct answer *answer; /* NULL: on its way */
};

struct door {
	struct arena *arena;
	struct door_options options;
	struct entry *entries; /* in the order of asking */
	uint32_t count, cap;
	uint32_t *slots; /* 1 + index of an entry, by the hash of its text; 0: free */
	uint32_t slot_count;
	uint32_t next; /* entries before it were carried, or need not be */
	uint32_t unasked;
	bool waits;
};

struct door *door_new(struct arena *arena, const struct door_options *options)
{
	struct door *door = arena_new_of(arena, struct door);

	door->arena = arena;
	door->options = *options;
	if (door->options.questions == 0)
		door->options.questions = LIMIT_QUESTIONS;
	door->slot_count = FIRST_SLOTS;
	door->slots = arena_alloc_array(arena, FIRST_SLOTS, sizeof *door->slots);
	return door;
}

/* --- the table of questions --------------------------------------------------------- */

/* FNV-1a. Names that collide on purpose gain little: there are few questions. */
static uint32_t hash(struct str text)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < text.n; i++)
		h = (h ^ (unsigned char)text.p[i]) * 16777619u;
	return h;
}

/* The slot of that text, or the free one where it would stand. */
static uint32_t *slot_of(const struct door *door, struct str text)
{
	uint32_t at = hash(text) & (door->slot_count - 1);

	while (door->slots[at] &&
	       !str_eq(door->entries[door->slots[at] - 1].question.text, text))
		at = (at + 1) & (door->slot_count - 1);
	return &door->slots[at];
}

static void grow_slots(struct door *door)
{
	door->slot_count *= 2;
	door->slots =
	    arena_alloc_array(door->arena, door->slot_count, sizeof *door->slots);
	for (uint32_t i = 0; i < door->count; i++)
		*slot_of(door, door->entries[i].question.text) = i + 1;
}

static struct entry *find(const struct door *door, struct str text)
{
	uint32_t at = *slot_of(door, text);

	return at ? &door->entries[at - 1] : NULL;
}

static struct entry *add(struct door *door, const struct question *question)
{
	struct entry *entry;

	if (door->count >= door->slot_count / 2)
		grow_slots(door);
	ARENA_GROW(door->arena, door->entries, door->count, door->cap);
	entry = &door->entries[door->count];
	*entry = (struct entry){ .question = *question };
	entry->question.text = arena_str(door->arena, question->text);
	entry->question.name = arena_str(door->arena, question->name);
	*slot_of(door, question->text) = ++door->count;
	return entry;
}

/* --- asking ---------------------------------------------------------------------------
 */

static struct answer *new_answer(struct door *door, struct str question,
				 enum answer_status status, const char *reason)
{
	struct answer *answer = arena_new_of(door->arena, struct answer);

	*answer = (struct answer){ .question = question,
				   .status = status,
				   .asked_at = door->options.clock,
				   .reason = str_c(reason) };
	return answer;
}

static const struct answer *over_budget(struct door *door,
					const struct question *question)
{
	door->unasked++;
	return new_answer(door, question->text, ANSWER_NOT_ALLOWED,
			  N_("the message asks for too much"));
}

static struct answer *from_file(struct door *door, const struct question *question)
{
	struct answer *answer = arena_new_of(door->arena, struct answer);

	*answer = *answers_find(door->options.answers, door->arena, question);
	answer->asked_at = door->options.clock;
	return answer;
}

/* The answer where it needs nobody outside. */
static struct answer *answer_inside(struct door *door, const struct question *question)
{
	if (question->contact > door->options.contact)
		return new_answer(door, question->text, ANSWER_NOT_ALLOWED,
				  N_("nobody outside is asked at this contact level"));
	if (door->options.answers)
		return from_file(door, question);
	return NULL;
}

const struct answer *door_ask(struct door *door, const struct question *question)
{
	struct entry *entry = find(door, question->text);

	if (!entry) {
		if (door->count >= door->options.questions)
			return over_budget(door, question);
		entry = add(door, question);
		entry->answer = answer_inside(door, question);
	}
	door->waits |= entry->answer == NULL;
	return entry->answer;
}

const struct answer *door_ask_dns(struct door *door, uint16_t type, struct str name)
{
	struct question question;

	if (question_dns(door->arena, type, name, &question))
		return door_ask(door, &question);
	return new_answer(door, STR(""), ANSWER_NO_SUCH_NAME,
			  N_("no such name can exist"));
}

const struct answer *door_forbid(struct door *door, const struct question *question,
				 const char *reason)
{
	struct entry *entry = find(door, question->text);

	if (!entry) {
		if (door->count >= door->options.questions)
			return over_budget(door, question);
		entry = add(door, question);
		entry->answer =
		    new_answer(door, question->text, ANSWER_NOT_ALLOWED, reason);
	}
	door->waits |= entry->answer == NULL;
	return entry->answer;
}

/* --- rounds --------------------------------------------------------------------------
 */

void door_begin_round(struct door *door)
{
	door->waits = false;
	door->unasked = 0;
}

bool door_waits(const struct door *door)
{
	return door->waits;
}

bool door_next_question(struct door *door, struct question *ret)
{
	while (door->next < door->count) {
		struct entry *entry = &door->entries[door->next++];

		if (!entry->answer) {
			*ret = entry->question;
			return true;
		}
	}
	return false;
}

void door_put(struct door *door, const struct answer *answer)
{
	struct entry *entry = find(door, answer->question);

	if (!entry || entry->answer)
		return;
	entry->answer = arena_new_of(door->arena, struct answer);
	*entry->answer = *answer;
	entry->answer->n = 0;
	entry->answer->question = entry->question.text;
	entry->answer->bytes = arena_str(door->arena, answer->bytes);
	entry->answer->dnssec_by = arena_str(door->arena, answer->dnssec_by);
	entry->answer->from = arena_str(door->arena, answer->from);
	entry->answer->reason = arena_str(door->arena, answer->reason);
}

/* --- the end --------------------------------------------------------------------------
 */

static int by_question(const void *a, const void *b)
{
	return str_cmp((*(struct answer *const *)a)->question,
		       (*(struct answer *const *)b)->question);
}

uint32_t door_settle(struct door *door, const struct answer ***ret)
{
	struct answer **all =
	    arena_alloc_array(door->arena, door->count ? door->count : 1, sizeof *all);
	uint32_t n = 0;

	for (uint32_t i = 0; i < door->count; i++)
		if (door->entries[i].answer)
			all[n++] = door->entries[i].answer;
	qsort(all, n, sizeof *all, by_question);
	for (uint32_t i = 0; i < n; i++)
		all[i]->n = i + 1;
	*ret = (const struct answer **)all;
	return n;
}

uint32_t door_unasked(const struct door *door)
{
	return door->unasked;
}
