/* check/subject.h - which mail is examined: the one that came, or one that it carries.
 *
 * Who reports a mail attaches it to a few words; then the attached one is the subject.
 * But anybody can attach a harmless mail to a phish, or a phish to harmless words: each
 * is judged by itself first, from what is in it, and what looks worse is examined. */
#pragma once
#include "check/inspection.h"

/* in->outer, or a mail that it carries; never NULL. */
struct message *mail_to_examine(struct inspection *in);

struct judgement {
	enum verdict_class class_;
	double score;
	size_t used; /* bytes of the arena; its ceiling was raised by as many */
};

/* Judge `message`, which is in->outer or in it, apart: nobody is asked, and there is as
 * much room for the rest as before. In inspect.c. */
struct judgement inspect_apart(struct inspection *in, struct message *message);
