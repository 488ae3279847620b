/* door/door.c - see door.h. */
#include "door/door.h"

#include "base/limits.h"

#include <stdlib.h>

#define N_(text) text

enum { FIRST_SLOTS = 64 };

const char door_over_budget[] = N_("the message asks for too much");
const char door_carries_recipient[] = N_("the name would carry a recipient's address");
const char door_undecoded[] = N_("no decoder is asked here");
const char door_contact_level[] = N_("nobody outside is asked at this contact level");

/* An asker who waits for an answer. */
struct waiter {
	struct waiter *next;
	uint32_t asker;
};

struct entry {
	struct question question;
	struct answer *answer; /* NULL: on its way */
	uint32_t round;	       /* of the last asker who asked; see struct door */
	uint32_t purposes;     /* his */
	struct waiter *waiters;
	bool recalled;
};

struct door {
	struct arena *arena;
	struct door_options options;
	struct entry *entries; /* in the order of asking */
	uint32_t count, cap;
	uint32_t *slots; /* 1 + index of an entry, by the hash of its text; 0: free */
	uint32_t slot_count;
	uint32_t next; /* entries before it were carried, or need not be */
	size_t bytes;  /* of answers that were put */
	size_t media;  /* and of those of decoders */

	/* Who asks now: each begin of an asker is a round of its own. */
	uint32_t asker, round;
	uint32_t *asked; /* entries, in the order of his asking */
	uint32_t asked_count, asked_cap;
	uint32_t inside;	 /* questions that a page in a browser may ask besides */
	struct answer **refused; /* over his budget, each once */
	uint32_t refused_count, refused_cap;
	uint32_t purpose; /* a bit; 0: none was told */
	bool waits;

	uint32_t *missing; /* answers, by asker */
	uint32_t asker_cap;
	uint32_t *ready; /* askers for whom all has come */
	uint32_t ready_count, ready_cap, ready_next;
};

struct door *door_new(struct arena *arena, const struct door_options *options)
{
	struct door *door = arena_new_of(arena, struct door);

	door->arena = arena;
	door->options = *options;
	if (door->options.questions == 0)
		door->options.questions = LIMIT_QUESTIONS;
	door->round = 1;
	door->slot_count = FIRST_SLOTS;
	door->slots = arena_alloc_array(arena, FIRST_SLOTS, sizeof *door->slots);
	return door;
}

/* --- the table of questions --------------------------------------------------------- */

/* Eight bytes at a time. Names that collide on purpose gain little: there are few
 * questions. */
static uint32_t hash(struct str text)
{
	uint64_t h = text.n, word;

	for (; text.n >= sizeof word; text = str_skip(text, sizeof word)) {
		memcpy(&word, text.p, sizeof word);
		h = (h ^ word) * 0x9e3779b97f4a7c15u;
		h ^= h >> 32;
	}
	word = 0;
	memcpy(&word, text.p, text.n);
	h = (h ^ word) * 0x9e3779b97f4a7c15u;
	return (uint32_t)(h >> 32);
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
	if (str_within(question->text, question->name))
		entry->question.name = str_skip(
		    entry->question.text, str_offset(question->text, question->name));
	else
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

/* They are listed apart, as another asker may ask the same. Few messages come so far. */
static const struct answer *over_budget(struct door *door,
					const struct question *question)
{
	struct answer *answer;

	for (uint32_t i = 0; i < door->refused_count; i++)
		if (str_eq(door->refused[i]->question, question->text)) {
			door->refused[i]->purposes |= door->purpose;
			return door->refused[i];
		}
	answer = new_answer(door, arena_str(door->arena, question->text),
			    ANSWER_NOT_ALLOWED, door_over_budget);
	answer->purposes = door->purpose;
	if (door->refused_count < LIMIT_QUESTIONS_REFUSED) {
		ARENA_GROW(door->arena, door->refused, door->refused_count,
			   door->refused_cap);
		door->refused[door->refused_count++] = answer;
	}
	return answer;
}

/* What is answered on this machine tells nobody. */
static bool carries_secret(struct door *door, const struct question *question)
{
	const struct token_needles *secrets = door->options.secrets;
	struct str text = question->text;

	if (!secrets || question->contact == CONTACT_OFFLINE)
		return false;
	if (question->kind == QUESTION_DNS)
		return token_in_name(door->arena, secrets, question->name);
	str_take_word(&text);
	return token_in_text(door->arena, secrets, str_trim(text));
}

static struct answer *from_file(struct door *door, const struct question *question)
{
	struct answer *answer = arena_new_of(door->arena, struct answer);

	*answer = *answers_find(door->options.answers, door->arena, question);
	answer->question = question->text; /* which a wildcard of the file is not */
	answer->asked_at = door->options.clock;
	return answer;
}

/* What decoders and logs of this machine say. */
static bool is_here(const struct question *question)
{
	return question->kind == QUESTION_MEDIA || question->kind == QUESTION_LOG;
}

/* A file stands in for the outside; a decoder on this machine is none. */
static struct answer *found_inside(struct door *door, const struct question *question)
{
	struct answer *answer = door->options.answers ? from_file(door, question) : NULL;

	if (answer && answer->status != ANSWER_NOT_RECORDED)
		return answer;
	return door->options.undecoded
		   ? new_answer(door, question->text, ANSWER_NOT_ALLOWED, door_undecoded)
		   : NULL;
}

/* The answer where it needs nobody outside. */
static struct answer *answer_inside(struct door *door, const struct question *question)
{
	if (carries_secret(door, question))
		return new_answer(door, question->text, ANSWER_NOT_ALLOWED,
				  door_carries_recipient);
	if (question->contact > door->options.contact)
		return new_answer(door, question->text, ANSWER_NOT_ALLOWED,
				  door_contact_level);
	if (door->options.replay)
		return new_answer(door, question->text, ANSWER_NOT_RECORDED, NULL);
	if (is_here(question))
		return found_inside(door, question);
	if (door->options.answers)
		return from_file(door, question);
	return NULL;
}

static void wait_for(struct door *door, struct entry *entry)
{
	struct waiter *waiter = arena_new_of(door->arena, struct waiter);

	*waiter = (struct waiter){ entry->waiters, door->asker };
	entry->waiters = waiter;
	door->missing[door->asker]++;
}

/* The entry of that question, on the asker's list. NULL: he asked for too much. */
static struct entry *take_question(struct door *door, struct entry *entry,
				   const struct question *question, bool *ret_new)
{
	*ret_new = !entry;
	if (entry && entry->round == door->round) {
		entry->purposes |= door->purpose;
		return entry;
	}
	if (door->asked_count + door->inside >= door->options.questions)
		return NULL;
	if (question->kind == QUESTION_BROWSE)
		door->inside += LIMIT_BROWSE_REQUESTS;
	if (!entry)
		entry = add(door, question);
	entry->round = door->round;
	entry->purposes = door->purpose;
	ARENA_GROW(door->arena, door->asked, door->asked_count, door->asked_cap);
	door->asked[door->asked_count++] = (uint32_t)(entry - door->entries);
	return entry;
}

/* `listed`: he asked for it in this round for the first time. */
static const struct answer *give(struct door *door, struct entry *entry, bool listed)
{
	if (!entry->answer && listed && door->missing)
		wait_for(door, entry);
	door->waits |= entry->answer == NULL;
	return entry->answer;
}

void door_purpose(struct door *door, enum purpose purpose)
{
	door->purpose = 1u << purpose;
}

/* `entry`: that of the question, where there is one. */
static const struct answer *ask(struct door *door, struct entry *entry,
				const struct question *question)
{
	uint32_t before = door->asked_count;
	bool new;

	entry = take_question(door, entry, question, &new);
	if (!entry)
		return over_budget(door, question);
	if (new)
		entry->answer = answer_inside(door, question);
	return give(door, entry, door->asked_count > before);
}

const struct answer *door_ask(struct door *door, const struct question *question)
{
	return ask(door, find(door, question->text), question);
}

/* What was asked before, by whomever, costs no memory. */
const struct answer *door_ask_dns(struct door *door, uint16_t type, struct str name)
{
	char text[QUESTION_DNS_TEXT];
	size_t n = question_dns_write(type, name, text);
	struct question question;
	struct entry *entry;

	if (n == 0)
		return new_answer(door, STR(""), ANSWER_NO_SUCH_NAME,
				  N_("no such name can exist"));
	entry = find(door, str_make(text, n));
	if (entry)
		question = entry->question;
	else
		question_dns(door->arena, type, name, &question);
	return ask(door, entry, &question);
}

struct arena *door_arena(struct door *door)
{
	return door->arena;
}

void door_keep(struct door *door, const struct answer *answer, enum answer_reader reader,
	       void *made)
{
	struct entry *entry = find(door, answer->question);

	if (entry && entry->answer == answer)
		entry->answer->kept[reader] = made;
}

const struct answer *door_forbid(struct door *door, const struct question *question,
				 const char *reason)
{
	uint32_t before = door->asked_count;
	bool new;
	struct entry *entry =
	    take_question(door, find(door, question->text), question, &new);

	if (!entry)
		return over_budget(door, question);
	if (new)
		entry->answer =
		    new_answer(door, question->text, ANSWER_NOT_ALLOWED, reason);
	return give(door, entry, door->asked_count > before);
}

/* --- rounds --------------------------------------------------------------------------
 */

void door_begin_round(struct door *door)
{
	door->waits = false;
}

static void make_room(struct door *door, uint32_t asker)
{
	uint32_t cap = door->asker_cap ? door->asker_cap : FIRST_SLOTS;
	uint32_t *missing;

	while (cap <= asker)
		cap *= 2;
	missing = arena_alloc_array(door->arena, cap, sizeof *missing);
	if (door->asker_cap)
		memcpy(missing, door->missing, door->asker_cap * sizeof *missing);
	door->missing = missing;
	door->asker_cap = cap;
}

void door_begin_asker(struct door *door, uint32_t asker)
{
	if (asker >= door->asker_cap)
		make_room(door, asker);
	door_begin_round(door);
	door->asker = asker;
	door->round++;
	door->asked_count = door->refused_count = door->inside = 0;
	door->purpose = 0;
}

bool door_next_ready(struct door *door, uint32_t *ret)
{
	if (door->ready_next == door->ready_count) {
		door->ready_next = door->ready_count = 0;
		return false;
	}
	*ret = door->ready[door->ready_next++];
	return true;
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

/* An entry that two rounds of one asker wait for is counted twice, and told twice. */
static void tell_waiters(struct door *door, struct entry *entry)
{
	for (struct waiter *w = entry->waiters; w; w = w->next) {
		if (--door->missing[w->asker])
			continue;
		ARENA_GROW(door->arena, door->ready, door->ready_count, door->ready_cap);
		door->ready[door->ready_count++] = w->asker;
	}
	entry->waiters = NULL;
}

/* Too much to be kept, or counted among what is. */
static bool takes_too_much(struct door *door, const struct entry *entry, size_t bytes)
{
	bool media = entry->question.kind == QUESTION_MEDIA;

	if (bytes > LIMIT_ANSWERS_BYTES - door->bytes ||
	    (media && bytes > LIMIT_MEDIA_ANSWERS - door->media))
		return true;
	door->bytes += bytes;
	door->media += media ? bytes : 0;
	return false;
}

/* What a decoder says hangs neither on when it is asked nor on who asked before: the same
 * mail gives the same report, to the byte. */
static void settle_inside(const struct door *door, struct answer *answer)
{
	answer->asked_at = door->options.clock;
	answer->duration_ms = 0;
	answer->cached = false;
}

void door_put(struct door *door, const struct answer *answer)
{
	struct entry *entry = find(door, answer->question);

	if (!entry || entry->answer)
		return;
	entry->answer = arena_new_of(door->arena, struct answer);
	*entry->answer = *answer;
	entry->answer->n = 0;
	memset(entry->answer->kept, 0, sizeof entry->answer->kept);
	entry->answer->question = entry->question.text;
	if (takes_too_much(door, entry, answer->bytes.n)) {
		entry->answer->status = ANSWER_FAILED;
		entry->answer->bytes = STR("");
		entry->answer->reason = STR(N_("the answers are too long to be kept"));
	} else {
		entry->answer->bytes = arena_str(door->arena, answer->bytes);
		entry->answer->reason = arena_str(door->arena, answer->reason);
	}
	if (is_here(&entry->question))
		settle_inside(door, entry->answer);
	entry->answer->dnssec_by = arena_str(door->arena, answer->dnssec_by);
	entry->answer->from = arena_str(door->arena, answer->from);
	tell_waiters(door, entry);
}

/* --- replay ---------------------------------------------------------------------------
 */

static bool is_over_budget(const struct answer *answer)
{
	return answer->status == ANSWER_NOT_ALLOWED &&
	       str_eq(answer->reason, str_c(door_over_budget));
}

void door_recall(struct door *door, const struct answer *answer)
{
	struct answer *own = arena_new_of(door->arena, struct answer);
	struct question question;
	struct entry *entry;

	*own = *answer;
	if (is_over_budget(answer)) {
		ARENA_GROW(door->arena, door->refused, door->refused_count,
			   door->refused_cap);
		door->refused[door->refused_count++] = own;
		return;
	}
	if (find(door, answer->question) ||
	    !question_read(door->arena, answer->question, &question))
		return;
	entry = add(door, &question);
	entry->answer = own;
	entry->recalled = true;
	entry->round = door->round;
	entry->purposes = answer->purposes;
	ARENA_GROW(door->arena, door->asked, door->asked_count, door->asked_cap);
	door->asked[door->asked_count++] = (uint32_t)(entry - door->entries);
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
	struct answer **all = arena_alloc_array(
	    door->arena, door->asked_count + door->refused_count + 1, sizeof *all);
	uint32_t n = 0;

	for (uint32_t i = 0; i < door->asked_count; i++) {
		struct entry *entry = &door->entries[door->asked[i]];

		if (!entry->answer || (door->options.closed && !entry->recalled))
			continue;
		entry->answer->purposes = entry->purposes;
		all[n++] = entry->answer;
	}
	for (uint32_t i = 0; i < door->refused_count; i++)
		all[n++] = door->refused[i];
	qsort(all, n, sizeof *all, by_question);
	for (uint32_t i = 0; i < n; i++)
		all[i]->n = i + 1;
	*ret = (const struct answer **)all;
	return n;
}

static int by_text(const void *a, const void *b)
{
	return str_cmp(((const struct planned *)a)->question->text,
		       ((const struct planned *)b)->question->text);
}

uint32_t door_plan(struct door *door, struct planned **ret)
{
	struct planned *all = arena_alloc_array(
	    door->arena, door->asked_count + door->refused_count + 1, sizeof *all);
	uint32_t n = 0;

	for (uint32_t i = 0; i < door->asked_count; i++) {
		const struct entry *entry = &door->entries[door->asked[i]];

		all[n++] =
		    (struct planned){ &entry->question, entry->answer, entry->purposes };
	}
	for (uint32_t i = 0; i < door->refused_count; i++) {
		struct question *question = arena_new_of(door->arena, struct question);

		question->text = door->refused[i]->question;
		all[n++] = (struct planned){ question, door->refused[i],
					     door->refused[i]->purposes };
	}
	qsort(all, n, sizeof *all, by_text);
	*ret = all;
	return n;
}

uint32_t door_unasked(const struct door *door)
{
	return door->refused_count;
}
