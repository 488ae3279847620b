/* report/changes.h - two judgements of one message, and what they differ in. */
#pragma once
#include "report/report.h"

struct judgement {
	const struct inspection *in;
	const struct report_options *options; /* its texts and its version of mekiki */
};

struct changed_finding {
	const struct finding *then, *now; /* one of them NULL: new, or gone */
};

struct changed_answer {
	const struct answer *then, *now; /* likewise */
};

struct changed_table {
	const struct table_info *then, *now; /* likewise */
};

struct changes {
	struct judgement then, now;
	/* In the order of reports, what is gone behind what it stood before. Only those
	 * that differ. */
	struct changed_finding *findings;
	uint32_t finding_count, finding_cap;
	struct changed_answer *answers;
	uint32_t answer_count, answer_cap;
	struct changed_table *tables;
	uint32_t table_count, table_cap;
	bool verdict; /* class, score or category */
};

/* Both are finished; everything lives as long as they do. */
void changes_find(struct arena *arena, const struct judgement *then,
		  const struct judgement *now, struct changes *ret);
/* Nothing that was found or judged differs. */
bool changes_none(const struct changes *changes);
/* A page, or one JSON object a line (data/schema/changes-1.json). */
void changes_as_text(const struct changes *changes, struct buf *out);
void changes_as_json(const struct changes *changes, struct buf *out);
