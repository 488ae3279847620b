/* check/subject.h - which mail is examined: the one that came, or one that it carries.
 *
 * Who reports a mail attaches it to a few words; then the attached one is the subject.
 * But anybody can attach a harmless mail to a phish, or a phish to harmless words: each
 * is judged by itself first, from what is in it, and what looks worse is examined. */
#pragma once
#include "check/inspection.h"

/* in->outer, or a mail that it carries; never NULL. */
struct message *mail_to_examine(const struct inspection *in);

/* Judge `message`, which is in->outer or in it, apart: nobody is asked, nothing else is
 * said of it. In inspect.c. */
struct verdict inspect_apart(const struct inspection *in, struct message *message);
