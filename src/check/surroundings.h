/* check/surroundings.h - what the outside tells of an examination's names, addresses and
 * links: the one place where the rooms that ask about them are called, be it a message
 * that is examined or a thing that somebody named. Facts only: checks judge. */
#pragma once
#include "check/inspection.h"

/* The way out, in in->door, and in in->authentication.door where somebody outside may be
 * asked; both stay NULL where there is nothing to ask. Message, path and attachments are
 * there: whom the message reached is told to nobody. */
void surroundings_open_door(struct inspection *in);
/* What the mail log is asked, where one was given. */
void surroundings_begin_log(struct inspection *in);
/* What there is to look for; nothing without a door. Names and links are there. */
void surroundings_begin(struct inspection *in);
/* False: waiting. */
bool surroundings_round(struct inspection *in);
